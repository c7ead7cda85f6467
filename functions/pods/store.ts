/** What this function uses of the store. */
import type {
  AdminStore,
  Answering,
  CatchUpLog,
  Conditions,
  Decisions,
  Directory,
  Feeds,
  ImportRecords,
  Limits,
  Maintainers,
  OutboxRecords,
  PeopleBack,
  PlanIndex,
  RecoveryLog,
  Repositories,
  Stewardship,
  Strangers,
  Threads,
  ToldMeetings,
  Unanswered,
  Weeks,
} from "#shared/core/ports.ts";

export type PodsStore = AdminStore &
  Answering &
  CatchUpLog &
  Conditions &
  Decisions &
  Directory &
  Feeds &
  ImportRecords &
  Limits &
  Maintainers &
  OutboxRecords &
  PeopleBack &
  PlanIndex &
  RecoveryLog &
  Repositories &
  Stewardship &
  Strangers &
  Threads &
  ToldMeetings &
  Unanswered &
  Weeks;
