/** The text of a Lua file: esbuild puts it into the bundle, tools/lua.mjs loads it in development. */
declare module "*.lua" {
  const text: string;
  export default text;
}
