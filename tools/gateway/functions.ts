import { Refused } from "./refused.ts";
import { type Schedule, scheduleOf, startSchedule } from "./schedule.ts";
import type { SecretFiles } from "./secrets.ts";
import type { Deployment } from "./stack.ts";
import type { Worker } from "./worker.ts";

/** A function as the gateway knows it: its deployment, and the process that runs it. */
export interface FunctionState {
  readonly deployment: Deployment;
  readonly worker: Worker | undefined;
  readonly invocations: number;
}

export interface FunctionsOptions {
  /** The functions that can be run here, as stack.yml deploys them. */
  readonly stack: readonly Deployment[];
  readonly secrets: SecretFiles;
  readonly startWorker: (deployment: Deployment) => Promise<Worker>;
}

export interface Functions {
  /** Starts all of the stack; rejects when one of them does not start. */
  start(): Promise<void>;
  find(name: string): FunctionState | undefined;
  list(): FunctionState[];
  countInvocation(name: string): void;
  /** Deploys or updates a function, and follows its schedule from now on. */
  deploy(deployment: Deployment): Promise<void>;
  remove(name: string): Promise<void>;
  /** Starts or stops its only process. */
  scale(name: string, replicas: number): Promise<void>;
  /** From now on, calls `tick` whenever a function's schedule is due. */
  schedule(tick: (name: string) => void): void;
  stop(): Promise<void>;
}

interface Entry {
  deployment: Deployment;
  worker: Worker | undefined;
  invocations: number;
  schedule: Schedule | undefined;
}

export function createFunctions({ stack, secrets, startWorker }: FunctionsOptions): Functions {
  const known = new Set(stack.map(({ service }) => service));
  const entries = new Map<string, Entry>();
  let ticker: ((name: string) => void) | undefined;

  const entryOf = (name: string) => {
    const entry = entries.get(name);
    if (!entry) throw new Refused(404, `no such function: ${name}`);
    return entry;
  };
  const reschedule = (entry: Entry) => {
    entry.schedule?.stop();
    const { service, annotations } = entry.deployment;
    const schedule = scheduleOf(annotations);
    entry.schedule = ticker && schedule ? startSchedule(schedule, () => ticker?.(service)) : undefined;
  };
  const deploy = async (deployment: Deployment) => {
    const { service } = deployment;
    if (!known.has(service)) {
      throw new Refused(400, `this gateway runs ${[...known].join(", ")}; it cannot run ${service}`);
    }
    for (const secret of deployment.secrets) {
      if (!(await secrets.has(secret))) throw new Refused(400, `unable to find secret: ${secret}`);
    }
    const entry = entries.get(service) ?? { deployment, worker: undefined, invocations: 0, schedule: undefined };
    entry.deployment = deployment;
    entry.worker ??= await startWorker(deployment);
    entries.set(service, entry);
    reschedule(entry);
  };

  return {
    deploy,
    async start() {
      // Wait for all of them, so that those that did start are known and can be stopped.
      const results = await Promise.allSettled(stack.map(deploy));
      for (const result of results) if (result.status === "rejected") throw result.reason;
    },
    find: (name) => entries.get(name),
    list: () => [...entries.values()],
    countInvocation(name) {
      entryOf(name).invocations++;
    },
    async remove(name) {
      const entry = entryOf(name);
      entries.delete(name);
      entry.schedule?.stop();
      await entry.worker?.stop();
    },
    async scale(name, replicas) {
      const entry = entryOf(name);
      if (replicas > 1) throw new Refused(400, "this gateway runs one replica of a function");
      if (replicas === 1) entry.worker ??= await startWorker(entry.deployment);
      if (replicas > 0) return;
      const worker = entry.worker;
      entry.worker = undefined;
      await worker?.stop();
    },
    schedule(tick) {
      ticker = tick;
      for (const entry of entries.values()) reschedule(entry);
    },
    async stop() {
      const running = [...entries.values()];
      entries.clear();
      for (const { schedule } of running) schedule?.stop();
      await Promise.all(running.map(({ worker }) => worker?.stop()));
    },
  };
}
