import type { Plugin } from "esbuild";

export const LESS_OF_LIBRARIES: Plugin[];
export const FORMATS_OF_STRING: RegExp;
export function csvParserOnly(source: string): string;
/** Replacements for modules that Octokit imports, by their names. */
export const NOT_CALLED: Readonly<Record<string, string>>;
export function plainMethods(source: string): string;
export function readingOnly(source: string): string;
export function shortCommands(commands: Readonly<Record<string, object>>): string;
/** Replacements for modules that ioredis loads, by the names it loads them by. */
export const UNUSED: Readonly<Record<string, string>>;
