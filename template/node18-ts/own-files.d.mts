/** A Lua script without its comments and indentation. */
export function withoutComments(lua: string): string;
