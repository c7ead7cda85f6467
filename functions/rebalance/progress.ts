/** Tells the store how far a plan is, now and then, for whoever asks meanwhile. */
import type { PlanProgress, Plans } from "#shared/core/ports.ts";

const EVERY_MS = 500;

/** What part of all the work each step is, from where to where; measured, and only roughly so. */
const PARTS: Readonly<Record<PlanProgress["step"], readonly [from: number, to: number]>> = {
  read: [0, 0.05],
  start: [0.05, 0.15],
  anneal: [0.15, 0.5],
  reshape: [0.5, 0.85],
  write: [0.85, 0.9],
  explain: [0.9, 1],
};

export interface Tell {
  /** `done` is the share of the step. */
  (progress: Omit<PlanProgress, "at">): void;
  /** There is nothing more to tell. */
  end(): Promise<void>;
}

/** Progress is told beside the work: when the store cannot take it, the work goes on. */
export function tellProgress(store: Pick<Plans, "saveProgress">, now: () => number): Tell {
  let next = performance.now() + EVERY_MS;
  let told = Promise.resolve();
  const save = (progress: PlanProgress | null) => {
    told = told.then(() => store.saveProgress(progress)).catch(() => {});
  };
  const tell = ({ step, done, points }: Omit<PlanProgress, "at">) => {
    if (performance.now() < next) return;
    next = performance.now() + EVERY_MS;
    const [from, to] = PARTS[step];
    save({ step, done: from + (to - from) * done, points, at: now() });
  };
  const end = () => {
    save(null);
    return told;
  };
  return Object.assign(tell, { end });
}
