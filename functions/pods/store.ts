/** What this function uses of the store. */
import type {
  AdminStore,
  CatchUpLog,
  Directory,
  Feeds,
  ImportRecords,
  Limits,
  Maintainers,
  OutboxRecords,
  PlanRecords,
  RecoveryLog,
  Repositories,
  Stewardship,
  Threads,
  ToldMeetings,
  Unanswered,
  Weeks,
} from "#shared/core/ports.ts";

export type PodsStore = AdminStore &
  CatchUpLog &
  Directory &
  Feeds &
  ImportRecords &
  Limits &
  Maintainers &
  OutboxRecords &
  PlanRecords &
  RecoveryLog &
  Repositories &
  Stewardship &
  Threads &
  ToldMeetings &
  Unanswered &
  Weeks;
