/**
 * Connection, week by week: what the programme is for. People who worked together for the first time, pods that reviewed each
 * other, newcomers who had an answer within a day. Three numbers for everybody together: nobody is named or counted alone.
 */
import type { CreditedWork } from "../activity.ts";
import { saysMore } from "../digest/newcomers.ts";
import { authorPods, threadOf } from "../digest/tally.ts";
import { isBot } from "../github/accounts.ts";
import { isNamed } from "../maintainers.ts";
import type { Profile, Pseudonym } from "../member.ts";
import type { Settings } from "../settings.ts";
import type { ThreadFacts, ThreadKey } from "../thread.ts";
import { DAY_MS, type Week } from "../week.ts";
import { type IsPerson, type Pair, pairsIn } from "./pairs.ts";

/** How long a thread waited for its first answer. */
export interface Wait {
  /** When it was opened or, if it was a draft, made ready for review, ms. */
  readonly since: number;
  /** ms; left out while there is none. */
  readonly answeredAt?: number;
}

export interface WeekOfConnection {
  readonly week: Week;
  /** Pairs of people who worked together and never before; `null` while what was before is not known yet. */
  readonly firstPairs: number | null;
  /** Pairs of pods, of which one reviewed a pull request of the other. */
  readonly podPairs: number;
  /**
   * Threads of newcomers that waited for a day or longer, or were answered within one; and those answered within one. `null` for
   * weeks before we came: what was said in a thread then is not known.
   */
  readonly newcomers: { readonly answered: number; readonly of: number } | null;
}

export interface ConnectionFacts {
  /** What happened in public in each week, the oldest first. */
  readonly weeks: ReadonlyMap<Week, readonly CreditedWork[]>;
  /** The threads in which something happened, as far as we know them. */
  readonly threads: ReadonlyMap<ThreadKey, ThreadFacts>;
  readonly waits: ReadonlyMap<ThreadKey, Wait>;
  /** The people in all of this. Those who were forgotten are not among them. */
  readonly people: ReadonlyMap<Pseudonym, Profile>;
  /** By week: those of its people who contributed before it, or before we came. */
  readonly veterans: ReadonlyMap<Week, ReadonlySet<Pseudonym>>;
  readonly settings: Pick<Settings, "bots" | "maintainers">;
  /** The week in which we came. */
  readonly cameIn: Week;
  /** ms */
  readonly now: number;
}

/** People who worked together: in each of the weeks, and those of them who had before all these weeks. */
interface Meetings {
  readonly pairs: ReadonlyMap<Week, ReadonlySet<Pair>>;
  readonly before: ReadonlySet<Pair>;
}

export const pairsByWeek = (facts: Pick<ConnectionFacts, "weeks" | "threads" | "people" | "settings">) =>
  new Map([...facts.weeks].map(([week, done]) => [week, pairsIn(done, facts.threads, isPersonIn(facts))]));

/** The numbers of these weeks, in their order. `meetings` is left out while it is not known who met before. */
export function connectionOf(
  shown: readonly Week[],
  facts: ConnectionFacts,
  meetings: Meetings | undefined,
): WeekOfConnection[] {
  const isPerson = isPersonIn(facts);
  const everything = [...facts.weeks.values()].flat();
  const [pods, merges] = [authorPods(everything), mergeTimes(everything)];
  const firsts = meetings && firstPairs(meetings);
  return shown.map((week) => {
    const done = facts.weeks.get(week) ?? [];
    return {
      week,
      firstPairs: firsts ? (firsts.get(week) ?? 0) : null,
      podPairs: podPairs(done, pods, isPerson),
      newcomers: week < facts.cameIn ? null : newcomersIn(week, done, merges, facts),
    };
  });
}

const isPersonIn =
  ({ people, settings }: Pick<ConnectionFacts, "people" | "settings">): IsPerson =>
  (pseudonym) => {
    const profile = people.get(pseudonym);
    return profile !== undefined && !isBot(profile, settings);
  };

/** How many pairs worked together in each week and never before. */
function firstPairs({ pairs, before }: Meetings): Map<Week, number> {
  const met = new Set(before);
  return new Map(
    [...pairs].map(([week, those]) => {
      const known = met.size;
      for (const pair of those) met.add(pair);
      return [week, met.size - known];
    }),
  );
}

/** Two pods count once, whichever of them reviewed and however often. */
function podPairs(
  done: readonly CreditedWork[],
  pods: ReadonlyMap<ThreadKey, number | null>,
  isPerson: IsPerson,
): number {
  const pairs = new Set<string>();
  for (const activity of done) {
    const { kind, pod, person } = activity;
    if (kind !== "reviewed" || pod === null || person === null || !isPerson(person)) continue;
    const author = pods.get(threadOf(activity)) ?? null;
    if (author !== null && pod !== author) pairs.add([pod, author].sort((a, b) => a - b).join());
  }
  return pairs.size;
}

/** When each pull request was merged, ms: that is an answer without words. */
const mergeTimes = (work: readonly CreditedWork[]): Map<ThreadKey, number> =>
  new Map(work.flatMap((one) => (one.kind === "merged" ? [[threadOf(one), one.at] as const] : [])));

/**
 * Threads of people who had contributed nothing before the week in which they opened them. A thread whose first day is not over
 * is left out, and so is one in which nobody can answer, or has to: a draft, a locked one, one that was closed without a word.
 */
function newcomersIn(
  week: Week,
  done: readonly CreditedWork[],
  merges: ReadonlyMap<ThreadKey, number>,
  facts: ConnectionFacts,
): NonNullable<WeekOfConnection["newcomers"]> {
  const isNewcomer = isNewcomerIn(week, facts);
  let [answered, of] = [0, 0];
  for (const activity of done) {
    const { kind, person } = activity;
    if (kind !== "opened" || person === null) continue;
    const key = threadOf(activity);
    const wait = facts.waits.get(key);
    if (!wait || !isNewcomer(person)) continue;
    const dayEnds = wait.since + DAY_MS;
    const answer = Math.min(wait.answeredAt ?? Number.POSITIVE_INFINITY, merges.get(key) ?? Number.POSITIVE_INFINITY);
    const mayWait = isWaiting(facts.threads.get(key));
    if (facts.now < dayEnds || (answer === Number.POSITIVE_INFINITY && !mayWait)) continue;
    of++;
    if (answer <= dayEnds) answered++;
  }
  return { answered, of };
}

const isWaiting = (thread: ThreadFacts | undefined): boolean =>
  thread?.open === true && !thread.draft && !thread.locked;

/** By the same rule as the digest: nobody who has been here before is called new. */
function isNewcomerIn(week: Week, facts: ConnectionFacts): IsPerson {
  const [isPerson, veterans] = [isPersonIn(facts), facts.veterans.get(week)];
  return (person) => {
    const profile = facts.people.get(person);
    if (profile === undefined || !isPerson(person) || veterans?.has(person)) return false;
    return !saysMore(profile) && !isNamed(profile, facts.settings.maintainers);
  };
}
