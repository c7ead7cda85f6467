import type { Planner, Store } from "#shared/core/ports.ts";
import type { Settings } from "#shared/core/settings.ts";

/** The surroundings of everything that plans and seats. */
export interface Planning {
  readonly store: Store;
  readonly planner: Planner;
  readonly settings: Settings;
  readonly now: () => number;
}
