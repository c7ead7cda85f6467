/** The functions' images and the echo, ready to be started many times. */
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { functionNames } from "../../../tools/bundle.ts";
import { buildImage } from "../../../tools/image.ts";
import { shrinkwrap } from "../../../tools/shrinkwrap.ts";
import { cleanClone } from "../../support/platform/clean-clone.ts";

export interface BuiltImage {
  readonly bundle: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Builds every function's image with the Dockerfile's steps, V8's compile cache included. Needs the npm registry or its cache. */
export async function buildImages(): Promise<Map<string, BuiltImage>> {
  const clone = await cleanClone(await mkdtemp(join(tmpdir(), "pods-bench-clone-")));
  await shrinkwrap(clone);
  const layers = await mkdtemp(join(tmpdir(), "pods-bench-layers-"));
  const images = new Map<string, BuiltImage>();
  for (const name of functionNames()) {
    const into = await mkdtemp(join(tmpdir(), `pods-bench-${name}-`));
    const { folder, env } = await buildImage({ context: join(clone, "build", name), into, layers, asOurselves: true });
    const { NODE_COMPILE_CACHE = "", NODE_ENV = "" } = env;
    images.set(name, { bundle: join(folder, "index.cjs"), env: { NODE_COMPILE_CACHE, NODE_ENV } });
  }
  return images;
}
