import type { Plugin } from "esbuild";

export function withoutComments(lua: string): string;
export const LUA: Plugin;
