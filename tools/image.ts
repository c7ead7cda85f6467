/**
 * Builds a function's image without Docker: reads the steps from the template's Dockerfile and runs them on a build
 * context as faas-cli lays it out. A stage is a folder; its base is this machine's Node.
 *
 *     node --import tsx tools/image.ts build/join-pod /tmp/image
 */
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { chmod, cp, lstat, mkdir, readdir, readFile, rm } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { type Instruction, parseAssignments, parseDockerfile, type Stage } from "./dockerfile.ts";

const run = promisify(execFile);
const RUN_TIMEOUT_MS = 300_000;
const isRoot = process.getuid?.() === 0;

export interface Image {
  /** The folder of the function's files. */
  readonly folder: string;
  /** The variables that ENV sets, with absolute paths moved into the folder. */
  readonly env: Readonly<Record<string, string>>;
  /** The user it runs as, if this process may change its user. */
  readonly uid: number | undefined;
}

interface Options {
  /** The build context, with a Dockerfile in it. */
  readonly context: string;
  /** An absent or empty folder for the stages. */
  readonly into: string;
  /** A cache for the results of RUN, like Docker's layers, by a key of everything that went into them. */
  readonly layers?: string;
  /** Run as the current user instead of the image's, so that per-user caches belong to us. */
  readonly asOurselves?: boolean;
  /** The program for the RUN steps' `node`: the folder it lies in. Default: the Node that runs this. */
  readonly nodeFolder?: string;
}

interface Building {
  readonly root: string;
  workdir: string;
  env: Record<string, string>;
  uid: number | undefined;
  /** A hash of everything that the stage was made of so far. */
  key: string;
}

/** Returns the last stage. Throws for an unknown instruction: then the Dockerfile and this file have diverged. */
export async function buildImage(options: Options): Promise<Image> {
  const stages = parseDockerfile(await readFile(join(options.context, "Dockerfile"), "utf8"));
  const built = new Map<string, Building>();
  for (const stage of stages) built.set(stage.name, await buildStage(stage, built, options));
  const last = built.get(stages.at(-1)?.name ?? "");
  if (last === undefined) throw new Error("The Dockerfile has no stage");
  return { folder: join(last.root, last.workdir), env: last.env, uid: last.uid };
}

async function buildStage(stage: Stage, built: Map<string, Building>, options: Options): Promise<Building> {
  const root = join(resolve(options.into), stage.name);
  await mkdir(root, { recursive: true });
  const building: Building = { root, workdir: "/", env: {}, uid: undefined, key: stage.base };
  for (const instruction of stage.instructions) await step(instruction, building, built, options);
  return building;
}

async function step(instruction: Instruction, building: Building, built: Map<string, Building>, options: Options) {
  const { word, rest } = instruction;
  building.key = hash(building.key, word, rest);
  switch (word) {
    case "WORKDIR":
      building.workdir = rest;
      await mkdir(join(building.root, rest), { recursive: true });
      return;
    case "COPY":
      return copy(instruction, building, built, options.context);
    case "RUN":
      return runStep(rest, building, options);
    case "ENV":
      for (const [name, value] of Object.entries(parseAssignments(rest))) {
        building.env[name] = value.startsWith(building.workdir) ? join(building.root, value) : value;
      }
      return;
    case "USER":
      building.uid = isRoot && !options.asOurselves ? Number(rest.split(":")[0]) : undefined;
      return;
    case "ARG":
    case "CMD":
    case "HEALTHCHECK":
      return;
    default:
      throw new Error(`The Dockerfile has ${word}, which tools/image.ts does not know`);
  }
}

async function copy({ flags, rest }: Instruction, building: Building, built: Map<string, Building>, context: string) {
  const from = flags.from === undefined ? resolve(context) : built.get(flags.from)?.root;
  if (from === undefined) throw new Error(`COPY --from=${flags.from}: there is no such stage`);
  const names = rest.split(/\s+/);
  const target = join(building.root, resolve(building.workdir, names.pop() ?? "."));
  for (const name of names) {
    const source = join(from, name);
    // The watchdog's own image. Its program, if there is one, comes from elsewhere (OF_WATCHDOG, PATH).
    if (flags.from !== undefined && !existsSync(source)) continue;
    const into = (await lstat(source)).isDirectory() ? target : join(target, name.split("/").at(-1) as string);
    await cp(source, into, { recursive: true });
    building.key = hash(building.key, await hashTree(source));
  }
  const owner = flags.chown;
  if (isRoot && owner !== undefined) await run("chown", ["-R", owner, target]);
}

async function runStep(
  command: string,
  building: Building,
  { layers, nodeFolder = join(process.execPath, "..") }: Options,
) {
  const layer = layers === undefined ? undefined : join(layers, building.key);
  if (layer !== undefined && existsSync(layer)) return link(layer, building.root);
  if (building.uid !== undefined) await openTo(building.root);
  const env = { ...process.env, PATH: `${nodeFolder}:${process.env.PATH}`, ...building.env };
  const identity = building.uid === undefined ? {} : { uid: building.uid, gid: building.uid };
  const cwd = join(building.root, building.workdir);
  await run("/bin/sh", ["-c", command], { cwd, env, timeout: RUN_TIMEOUT_MS, ...identity });
  if (layer !== undefined) await link(building.root, layer);
}

/** Hard links, so that node_modules is written once, however many functions have it. */
async function link(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  await run("cp", ["-alf", `${from}/.`, to]);
}

/** Only its owner may enter a temporary folder, but the image's user has to reach its files inside. */
async function openTo(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  await chmod(join(folder, ".."), 0o755);
}

async function hashTree(path: string): Promise<string> {
  if (!(await lstat(path)).isDirectory()) return hash(await readFile(path));
  const entries = (await readdir(path)).sort();
  const parts = await Promise.all(entries.map(async (name) => [name, await hashTree(join(path, name))]));
  return hash(...parts.flat());
}

function hash(...parts: (string | Uint8Array)[]): string {
  const sum = createHash("sha256");
  for (const part of parts) sum.update(part).update("\0");
  return sum.digest("hex");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [context, into] = process.argv.slice(2);
  if (context === undefined || into === undefined) throw new Error("tools/image.ts <build context> <folder>");
  await rm(into, { recursive: true, force: true });
  const { folder } = await buildImage({ context, into });
  console.log(relative(".", join(folder, "index.cjs")));
}
