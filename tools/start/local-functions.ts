/** The functions of npm start: bundles for development, under the template's own server, that follow their sources. */
import { relative } from "node:path";
import { bundleForDevelopment, SOURCE_FOLDERS } from "../bundle.ts";
import type { Deployment } from "../gateway/stack.ts";
import { startWorker, type Worker } from "../gateway/worker.ts";
import { watchEdits } from "../watch-edits.ts";
import type { DataFolder } from "./data-folder.ts";

export interface LocalFunctionsOptions {
  readonly data: DataFolder;
  /** The folder of the secrets. */
  readonly secrets: string;
  /** The file of the settings. */
  readonly settings: string;
  readonly inspectPorts: Readonly<Record<string, number>>;
}

export interface LocalFunctions {
  start(deployment: Deployment): Promise<Worker>;
  /** From now on an edit of a source restarts the functions that contain it. Returns a function that ends this. */
  followSources(): Promise<() => Promise<void>>;
}

interface Running {
  readonly worker: Worker;
  /** Paths of all files that are bundled into it. */
  sources: ReadonlySet<string>;
}

/** A port for each function, in the order of stack.yml. */
export function debuggerPorts(stack: readonly Deployment[], first: number): Record<string, number> {
  return Object.fromEntries(stack.map(({ service }, index) => [service, first + index]));
}

export function openLocalFunctions({ data, secrets, settings, inspectPorts }: LocalFunctionsOptions): LocalFunctions {
  const functions = new Map<string, Running>();
  const bundle = (name: string) => bundleForDevelopment(name, data.path("functions"));

  const start = async ({ service, envVars }: Deployment) => {
    const { file, sources } = await bundle(service);
    const worker = await startWorker({
      name: service,
      command: [process.execPath, "--enable-source-maps", file],
      env: {
        PATH: process.env.PATH,
        NODE_ENV: "production",
        TZ: "UTC",
        ...envVars,
        PODS_SECRETS: secrets,
        PODS_SETTINGS: settings,
      },
      portVariable: "http_port",
      temporary: data.path("tmp", service),
      logFile: data.path("logs", `${service}.log`),
      inspectPort: inspectPorts[service],
    });
    functions.set(service, { worker, sources: new Set(sources) });
    return worker;
  };

  /** Returns the fault if the function cannot be restarted; then the old process goes on serving. */
  const restart = async (name: string, running: Running): Promise<string | undefined> => {
    try {
      running.sources = new Set((await bundle(name)).sources);
    } catch (error) {
      return (error as Error).message; // esbuild's, with file and line
    }
    try {
      await running.worker.restart();
    } catch (error) {
      const log = relative(".", data.path("logs", `${name}.log`));
      return `${name} ${(error as Error).message}; see ${log}`;
    }
    return undefined;
  };

  /** Functions whose last restart failed: any edit may fix them. */
  let failed: ReadonlySet<string> = new Set();
  const restartAll = async (edited: readonly string[]) => {
    const concerned = [...functions].filter(
      ([name, { sources }]) => failed.has(name) || edited.some((path) => sources.has(path)),
    );
    const faults = await Promise.all(concerned.map(([name, running]) => restart(name, running)));
    const names = concerned.map(([name]) => name);
    failed = new Set(names.filter((_, index) => faults[index] !== undefined));
    const restarted = names.filter((name) => !failed.has(name));
    const paths = edited.map((path) => relative(".", path)).join(", ");
    if (restarted.length > 0) console.log(`Restarted ${restarted.join(", ")} after an edit of ${paths}.`);
    // One mistake may concern several functions.
    for (const fault of new Set(faults)) {
      if (fault !== undefined) console.error(`${fault}\nThe previous code goes on serving until this is fixed.`);
    }
  };

  return { start, followSources: () => watchEdits(SOURCE_FOLDERS, restartAll) };
}
