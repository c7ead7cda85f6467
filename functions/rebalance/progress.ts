/** Stores the progress of a plan now and then, for people who ask meanwhile. */
import type { PlanProgress, Plans } from "#shared/core/ports.ts";

const EVERY_MS = 500;

/** The part of the whole work that each step takes, roughly measured. */
const PARTS: Readonly<Record<PlanProgress["step"], readonly [from: number, to: number]>> = {
  read: [0, 0.05],
  start: [0.05, 0.15],
  anneal: [0.15, 0.5],
  reshape: [0.5, 0.85],
  write: [0.85, 0.9],
  explain: [0.9, 1],
};

export interface ProgressReport {
  /** `done` is the finished share of the step. */
  report(progress: Omit<PlanProgress, "at">): void;
  /** Deletes the progress: the plan is made, or has failed. */
  end(): Promise<void>;
}

/** If the store cannot take the progress, the work goes on. */
export function openProgress(store: Pick<Plans, "saveProgress">, now: () => number): ProgressReport {
  let latest: Omit<PlanProgress, "at"> = { step: "read", done: 0 };
  let saved = Promise.resolve();
  const save = (progress: PlanProgress | null) => {
    saved = saved.then(() => store.saveProgress(progress)).catch(() => {});
  };
  const timer = setInterval(() => {
    const [from, to] = PARTS[latest.step];
    save({ ...latest, done: from + (to - from) * latest.done, at: now() });
  }, EVERY_MS);
  return {
    report: (progress) => {
      latest = progress;
    },
    end: () => {
      clearInterval(timer);
      save(null);
      return saved;
    },
  };
}
