/**
 * Writes `index.cjs` into the folder `out`, and the file `settings`, if it exists, beside it as `pods.yml`. Returns the
 * paths of all files that went into it. A bundle for `development` is not minified and has a source map.
 */
export function bundle(options: {
  handler: string;
  out: string;
  settings?: string;
  development?: boolean;
}): Promise<string[]>;

export function withoutSpace(source: string): string;
/** A Lua script without its comments and indentation. */
export function withoutComments(lua: string): string;
export function readingOnly(source: string): string;
export function shortCommands(commands: Readonly<Record<string, object>>): string;
/** Replacements for modules that ioredis loads, by the names it loads them by. */
export const UNUSED: Readonly<Record<string, string>>;
