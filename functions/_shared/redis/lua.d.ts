/** The text of a script: esbuild puts it into the bundle, tools/lua.mjs loads it in development. */
declare module "*.lua" {
  const text: string;
  export default text;
}
