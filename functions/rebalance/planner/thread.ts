/** A worker thread that does the planner's jobs, and the side of it that the main thread holds. */
import { isMainThread, MessageChannel, type MessagePort, parentPort, Worker, workerData } from "node:worker_threads";
import { PodsError } from "#shared/core/errors.ts";
import type { During } from "#shared/core/ports.ts";
import { type Input, jobs, type Kind, type Output, type Report } from "./jobs.ts";
import { receive, send } from "./pieces.ts";

/** Sent with the input in the port, which takes the output back. */
interface Job {
  readonly kind: Kind;
  readonly port: MessagePort;
}

type FromThread =
  | { readonly event: "ready" }
  | { readonly event: "progress"; readonly progress: Parameters<Report>[0] }
  | { readonly event: "done" };

/** Tells our worker from any other that loads this file. */
const ROLE = "openfaas-pods planner";

/**
 * Starts a worker of the file that this line is in: this one in the repository, the whole bundle in an image.
 *
 * @param memoryMB what its heap may grow to
 */
export const startWorker = (memoryMB: number): Worker =>
  new Worker(import.meta.filename, { workerData: ROLE, resourceLimits: { maxOldGenerationSizeMb: memoryMB } });

/** A worker as the main thread has it. It does one job at a time, and keeps the process only while it does. */
export class Thread {
  /** Rejects when the worker ends before it is ready for its first job. */
  readonly ready: Promise<void>;
  readonly #worker: Worker;
  /** Rejects when the worker ends, with the reason. */
  readonly #ended: Promise<never>;
  #onMessage: (message: FromThread) => void = () => {};

  constructor(worker: Worker) {
    this.#worker = worker;
    this.#ended = new Promise((_, reject) => {
      worker.on("message", (message: FromThread) => this.#onMessage(message));
      worker.on("error", reject);
      worker.on("exit", (code) => reject(new PodsError("unavailable", `The planning thread ended with code ${code}.`)));
    });
    this.#ended.catch(() => {});
    this.ready = this.#finished().finally(() => worker.unref());
  }

  async run<K extends Kind>(kind: K, input: Input<K>, { reportProgress }: During): Promise<Output<K>> {
    const { port1, port2 } = new MessageChannel();
    this.#worker.ref();
    try {
      await send(port1, input);
      const finished = this.#finished(reportProgress);
      this.#worker.postMessage({ kind, port: port2 } satisfies Job, [port2]);
      await finished;
      return await receive<Output<K>>(port1);
    } finally {
      port1.close();
      this.#worker.unref();
    }
  }

  /** Ends it, in the middle of a job if need be. */
  end(): void {
    void this.#worker.terminate();
  }

  /** Waits until the worker is ready or done; rejects when it ends, or says something unknown. */
  #finished(reportProgress: Report = () => {}): Promise<void> {
    const said = new Promise<void>((resolve, reject) => {
      this.#onMessage = (message) => {
        switch (message.event) {
          case "progress":
            return reportProgress(message.progress);
          case "ready":
          case "done":
            return resolve();
          default:
            return reject(unknownMessage(message));
        }
      };
    });
    return Promise.race([said, this.#ended]);
  }
}

const unknownMessage = (message: never) =>
  new Error(`The planning thread said something unknown: ${JSON.stringify(message)}`);

/** A job that throws ends the worker: the main thread is told the error, and starts another one for the next job. */
function serve(port: MessagePort): void {
  const tell = (message: FromThread) => port.postMessage(message);
  const perform = async <K extends Kind>(kind: K, port: MessagePort) => {
    if (!Object.hasOwn(jobs, kind)) throw new Error(`There is no job called ${kind}.`);
    const input = await receive<Input<K>>(port);
    await send(
      port,
      jobs[kind](input, (progress) => tell({ event: "progress", progress })),
    );
    tell({ event: "done" });
  };
  port.on("message", ({ kind, port }: Job) => perform(kind, port));
  tell({ event: "ready" });
}

if (!isMainThread && parentPort && workerData === ROLE) serve(parentPort);
