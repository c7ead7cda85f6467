/** The bundles of the functions. They are the same for every file of a run, so each is made once, where the runner says. */
import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, rename } from "node:fs/promises";
import { join } from "node:path";
import { bundleFunction } from "../../../tools/bundle.ts";

/** Set by the test runner to a folder that ends with the run. A file that is run by itself makes its own. */
const SHARED = "PODS_TEST_BUNDLES";

/** A function's bundle in `folder`, for tests to change what lies beside it. Returns the path of its file. */
export async function functionBundle(name: string, folder: string): Promise<string> {
  const shared = process.env[SHARED];
  if (shared === undefined) return bundleFunction(name, folder);
  const made = join(shared, name);
  if (!existsSync(made)) await make(name, shared);
  await cp(made, join(folder, name), { recursive: true });
  return join(folder, name, "index.cjs");
}

/** The bundle appears whole, since another file may look for it at the same time. The second of two leaves it as it is. */
async function make(name: string, shared: string): Promise<void> {
  await mkdir(shared, { recursive: true });
  const own = await mkdtemp(join(shared, "making-"));
  await bundleFunction(name, own);
  await rename(join(own, name), join(shared, name)).catch((error) => {
    if (!existsSync(join(shared, name))) throw error;
  });
}
