/** What this function uses of the store. */
import type {
  AdminStore,
  DecisionNotes,
  Directory,
  Limits,
  Maintainers,
  Offers,
  Outbox,
  PlanRecords,
  Plans,
  Repositories,
  Stewardship,
  Threads,
} from "#shared/core/ports.ts";

export type RebalanceStore = AdminStore &
  DecisionNotes &
  Directory &
  Limits &
  Maintainers &
  Offers &
  Outbox &
  PlanRecords &
  Plans &
  Repositories &
  Stewardship &
  Threads;
