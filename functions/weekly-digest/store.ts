/** What this function uses of the store. */
import type {
  AdminStore,
  CatchUpLog,
  Credits,
  Directory,
  Limits,
  Maintainers,
  Repositories,
  Stewardship,
  Threads,
  Weeks,
} from "#shared/core/ports.ts";

export type DigestStore = AdminStore &
  CatchUpLog &
  Credits &
  Directory &
  Limits &
  Maintainers &
  Repositories &
  Stewardship &
  Threads &
  Weeks;
