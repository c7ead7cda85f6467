/** Tells the store when a function begins or ceases to run on older settings or secrets, so that the status page of `pods` shows it. */

import { PodsError } from "../core/errors.ts";
import type { Outdated } from "../core/in-force.ts";
import type { Log } from "./log.ts";

interface Options {
  readonly outdated: () => readonly Outdated[];
  readonly save: (outdated: readonly Outdated[]) => Promise<void>;
  readonly log: Pick<Log, "warn">;
}

/**
 * A look after each answer, and a call of the store only after the first one and after a change. While the store fails
 * there is nothing to tell it, so that the answer does not wait twice.
 */
export function reportOutdated({ outdated, save, log }: Options): (response: Response) => Promise<void> {
  let told: string | undefined;
  return async ({ status }) => {
    if (status >= 500) return;
    const now = outdated();
    const text = JSON.stringify(now);
    if (text === told) return;
    told = text;
    await save(now).catch((error: unknown) => {
      told = undefined;
      // A store that is away, or not initialised, is told of by the calls that need it.
      if (error instanceof PodsError) return;
      log.warn("The store was not told which settings and secrets are older than those on disk", { error });
    });
  };
}
