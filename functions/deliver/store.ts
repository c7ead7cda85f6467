/** What this function uses of the store. */
import type {
  AdminStore,
  Answers,
  CatchUpLog,
  Credits,
  DecisionNotes,
  Directory,
  Limits,
  Offers,
  Outbox,
  PlanRecords,
  Recorder,
  RecoveryLog,
  Repositories,
  Threads,
  Unanswered,
  Weeks,
} from "#shared/core/ports.ts";

export type DeliverStore = AdminStore &
  Answers &
  CatchUpLog &
  Credits &
  DecisionNotes &
  Directory &
  Limits &
  Offers &
  Outbox &
  PlanRecords &
  Recorder &
  RecoveryLog &
  Repositories &
  Threads &
  Unanswered &
  Weeks;
