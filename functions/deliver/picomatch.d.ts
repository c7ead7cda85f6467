/** What we use of picomatch, which has no types of its own. */
declare module "picomatch" {
  export default function picomatch(
    globs: readonly string[],
    options: { readonly ignore: readonly string[]; readonly dot: boolean; readonly windows: boolean },
  ): (path: string) => boolean;
}
