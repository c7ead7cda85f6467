import type { Planner } from "#shared/core/ports.ts";
import type { Settings } from "#shared/core/settings.ts";
import type { RebalanceStore } from "./store.ts";

/** The surroundings of everything that plans and seats. */
export interface Planning {
  readonly store: RebalanceStore;
  readonly planner: Planner;
  readonly settings: Settings;
  readonly now: () => number;
}
