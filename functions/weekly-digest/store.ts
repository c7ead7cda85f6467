/** What this function uses of the store. */
import type {
  AdminStore,
  CatchUpLog,
  Connections,
  Credits,
  Directory,
  Feeds,
  Limits,
  Maintainers,
  Publication,
  Recorder,
  Repositories,
  Stewardship,
  Threads,
  Weeks,
} from "#shared/core/ports.ts";

export type DigestStore = AdminStore &
  CatchUpLog &
  Connections &
  Credits &
  Directory &
  Feeds &
  Limits &
  Maintainers &
  Publication &
  Recorder &
  Repositories &
  Stewardship &
  Threads &
  Weeks;
