/** What connection is measured from, besides activities: threads, and who worked together before the weeks that are looked at. */
import type { Wait } from "../connection/connection.ts";
import type { Pair } from "../connection/pairs.ts";
import type { ThreadFacts, ThreadKey } from "../thread.ts";
import type { Week } from "../week.ts";

export interface Connections {
  /** Those of these threads that we know. */
  threads(keys: readonly ThreadKey[]): Promise<Map<ThreadKey, ThreadFacts>>;
  /** How long those of them waited that people opened since we came, for eight weeks from their opening on. */
  waits(keys: readonly ThreadKey[]): Promise<Map<ThreadKey, Wait>>;
  /** Those of these pairs that are noted. */
  pairsNoted(pairs: readonly Pair[]): Promise<Set<Pair>>;
  /** The last week up to whose end pairs are noted; `undefined` while none is. */
  pairsNotedUntil(): Promise<Week | undefined>;
  /**
   * Notes the pairs of a week that ended then, ms, after all earlier weeks: not who they are, only enough to know them again.
   * How long threads waited that began to wait before is dropped. Repeating it changes nothing.
   */
  notePairs(week: Week, ended: number, pairs: Iterable<Pair>): Promise<void>;
}
