/** Writes `index.cjs` into the folder `out`, and the file `settings`, when it exists, beside it as `pods.yml`. */
export function bundle(options: { handler: string; out: string; settings?: string; minify?: boolean }): Promise<void>;

/** A Lua script without its comments and indentation. */
export function withoutComments(lua: string): string;
