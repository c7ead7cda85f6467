/** The store: everything in core/ports.ts, on Redis. */
import type { Store } from "../core/ports.ts";
import { adminStore } from "./admin-store.ts";
import { answers } from "./answers.ts";
import { catchUpLog } from "./catch-up.ts";
import { type ClientOptions, openClient } from "./client.ts";
import { credits } from "./credits.ts";
import { directory } from "./directory.ts";
import { identityHashes } from "./identity-hashes.ts";
import { imports } from "./imports.ts";
import { limits } from "./limits.ts";
import { maintainers } from "./maintainers.ts";
import { offers } from "./offers.ts";
import { openPods } from "./open-pods.ts";
import { outbox } from "./outbox.ts";
import { plans } from "./plans.ts";
import { recorder } from "./recorder.ts";
import { recoveryLog } from "./recovery.ts";
import { seats } from "./seats.ts";
import { stewardship } from "./stewardship.ts";
import { toldMeetings } from "./told-meetings.ts";
import { withoutTwins } from "./twins.ts";
import { unanswered } from "./unanswered.ts";
import { weeks } from "./weeks.ts";

interface StoreOptions extends ClientOptions {
  /** The secret `pods-identity-key`, for functions that record, seat or forget people. */
  readonly identityKey?: () => string;
}

/** Opens the store of one community; connects at the first call. Keep one in a process, and close it at the end. */
export function openStore({ identityKey, ...options }: StoreOptions): Store {
  const hashes = identityHashes(identityKey);
  const client = withoutTwins(openClient(options));
  const read = directory(client, openPods(client));
  return {
    ...read,
    ...seats(client, read, hashes),
    ...stewardship(client, read, hashes),
    ...plans(client),
    ...recorder(client, hashes),
    ...unanswered(client),
    ...answers(client, hashes),
    ...credits(client, hashes),
    ...recoveryLog(client),
    ...catchUpLog(client, hashes),
    ...outbox(client),
    ...weeks(client),
    ...limits(client),
    ...imports(client),
    ...maintainers(client, read, hashes),
    ...offers(client, read),
    ...toldMeetings(client),
    ...adminStore(client, options.durability),
  };
}

export { readAddress } from "./address.ts";
