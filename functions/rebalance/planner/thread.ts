/** A worker thread that does the planner's jobs: its own side, and the main thread's. */
import { isMainThread, MessageChannel, type MessagePort, parentPort, Worker, workerData } from "node:worker_threads";
import { PodsError } from "#shared/core/errors.ts";
import type { During } from "#shared/core/ports.ts";
import { type Input, jobs, type Kind, type Output, type Report } from "./jobs.ts";
import { receive, send } from "./pieces.ts";

/** A message that starts a job. Its port holds the input, and takes the output back. */
interface Job {
  readonly kind: Kind;
  readonly port: MessagePort;
}

type FromThread =
  | { readonly event: "ready" }
  | { readonly event: "progress"; readonly progress: Parameters<Report>[0] }
  | { readonly event: "done" };

/** How often the progress within a step is told: a message costs both threads more than the work that it tells of. */
const TELL_MS = 50;

/** Distinguishes our worker from others that load this file. */
const ROLE = "openfaas-pods planner";

/**
 * Starts a worker from the running file: this one in the repository, the whole bundle in an image.
 *
 * @param memoryMB the limit of its heap
 */
export const startWorker = (memoryMB: number): Worker =>
  new Worker(import.meta.filename, { workerData: ROLE, resourceLimits: { maxOldGenerationSizeMb: memoryMB } });

/** The main thread's side of a worker. It does one job at a time, and keeps the process alive only meanwhile. */
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

  /** Ends it, even in the middle of a job. */
  end(): void {
    void this.#worker.terminate();
  }

  /** Waits until the worker is ready or done. Rejects when it ends or sends an unknown message. */
  #finished(reportProgress: Report = () => {}): Promise<void> {
    const finished = new Promise<void>((resolve, reject) => {
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
    return Promise.race([finished, this.#ended]);
  }
}

const unknownMessage = (message: never) =>
  new Error(`The planning thread sent an unknown message: ${JSON.stringify(message)}`);

/** A job that throws ends the worker. The main thread gets the error, and starts another worker for the next job. */
function serve(port: MessagePort): void {
  const tell = (message: FromThread) => port.postMessage(message);
  const perform = async <K extends Kind>(kind: K, port: MessagePort) => {
    if (!Object.hasOwn(jobs, kind)) throw new Error(`There is no job called ${kind}.`);
    const input = await receive<Input<K>>(port);
    let told: Parameters<Report>[0] | undefined;
    let next = 0;
    const report: Report = (progress) => {
      const now = performance.now();
      if (progress.step === told?.step && now < next) return;
      told = progress;
      next = now + TELL_MS;
      tell({ event: "progress", progress });
    };
    await send(port, jobs[kind](input, report));
    tell({ event: "done" });
  };
  port.on("message", ({ kind, port }: Job) => perform(kind, port));
  tell({ event: "ready" });
}

if (!isMainThread && parentPort && workerData === ROLE) serve(parentPort);
