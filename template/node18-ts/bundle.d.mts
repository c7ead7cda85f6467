/**
 * Writes `index.cjs` into the folder `out`, beside it what it reads, and the file `settings`, if it exists, as `pods.yml`.
 * Returns the paths of all files that it was made of. A bundle for `development` is not minified and has a source map.
 */
export function bundle(options: {
  handler: string;
  out: string;
  settings?: string;
  development?: boolean;
}): Promise<string[]>;
