/** Reads for joins, which are many: what they find may be a moment old. */
import { cachedFor } from "../core/cached-for.ts";

const STALE_MS = 1_000;

export const cachedBriefly = <Key, Value>(read: (key: Key) => Promise<Value>): ((key: Key) => Promise<Value>) =>
  cachedFor(STALE_MS, () => performance.now(), read);
