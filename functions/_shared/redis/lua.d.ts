/** A script's text, put into the bundle by esbuild and loaded by tools/lua.mjs in development. */
declare module "*.lua" {
  const text: string;
  export default text;
}
