/** What this function uses of the store. */
import type {
  AdminStore,
  Breaks,
  DecisionNotes,
  Directory,
  Limits,
  Maintainers,
  Offers,
  Outbox,
  PlanIndex,
  PlanRecords,
  Plans,
  Repositories,
  Stewardship,
  Threads,
} from "#shared/core/ports.ts";

export type RebalanceStore = AdminStore &
  Breaks &
  DecisionNotes &
  Directory &
  Limits &
  Maintainers &
  Offers &
  Outbox &
  PlanIndex &
  PlanRecords &
  Plans &
  Repositories &
  Stewardship &
  Threads;
