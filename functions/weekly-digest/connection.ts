/** Reads what connection is measured from, and notes who worked together in weeks that are shown no more. */
import { type CreditedWork, publicWork } from "#shared/core/activity.ts";
import {
  type ConnectionFacts,
  connectionOf,
  pairsByWeek,
  type WeekOfConnection,
} from "#shared/core/connection/connection.ts";
import { isTogether } from "#shared/core/connection/pairs.ts";
import { weeksShown } from "#shared/core/digest/build.ts";
import { lastComplete } from "#shared/core/digest/due.ts";
import { WEEKS_SHOWN } from "#shared/core/digest/model.ts";
import { threadOf } from "#shared/core/digest/tally.ts";
import type { Settings } from "#shared/core/settings.ts";
import { addWeeks, type Week, weekBounds, weekOf } from "#shared/core/week.ts";
import type { DigestStore } from "./store.ts";

interface Source {
  readonly store: DigestStore;
  readonly settings: Settings;
  /** ms */
  readonly now: number;
}

/** With the weeks since the last one that was noted; more are read only once the ticks have noted the others. */
const WEEKS_READ_MAX = 26;
/** A tick has other things to do. After an update, the history of years takes a few hours of ticks. */
const WEEKS_A_TICK = 12;

/**
 * The last complete weeks, oldest first, from the first one in which something happened on. What is known of the time before we
 * came begins somewhere within its first week: that one is not whole, and is left out.
 */
export async function connection(source: Source): Promise<WeekOfConnection[]> {
  const { settings, now } = source;
  const shown = weeksShown(lastComplete(now, settings));
  const since = weeksFrom(await nextToNote(source), shown[0]!);
  const isWhole = since.length + shown.length <= WEEKS_READ_MAX;
  const facts = await factsOf(isWhole ? [...since, ...shown] : shown, source);
  const found = connectionOf(shown, facts, isWhole ? await meetingsIn(facts, source) : undefined);
  const first = shown.findIndex((week) => (facts.weeks.get(week) ?? []).length > 0);
  return first < 0 ? [] : found.slice(shown[first]! < facts.cameIn ? first + 1 : first);
}

async function meetingsIn(facts: ConnectionFacts, { store }: Source) {
  const pairs = pairsByWeek(facts);
  return { pairs, before: await store.pairsNoted([...new Set([...pairs.values()].flatMap((those) => [...those]))]) };
}

/** Notes the pairs of earlier weeks than any that is shown: of a few weeks at a time. One week more may be shown elsewhere. */
export async function noteEarlierPairs(source: Source): Promise<void> {
  const { store, settings, now } = source;
  const end = addWeeks(lastComplete(now, settings), -WEEKS_SHOWN);
  for (const week of weeksFrom(await nextToNote(source), end).slice(0, WEEKS_A_TICK)) {
    const pairs = pairsByWeek(await factsOf([week], source)).get(week) ?? new Set();
    await store.notePairs(week, weekBounds(week, settings.digest.timezone).to, pairs);
  }
}

/** The first week of which no pair is noted. Nothing is older than the community. */
async function nextToNote({ store, settings }: Source): Promise<Week> {
  const noted = await store.pairsNotedUntil();
  return noted ? addWeeks(noted, 1) : weekOf(await store.initialisedAt(), settings.digest.timezone);
}

/** The weeks before `end`, from one on. */
function weeksFrom(first: Week, end: Week): Week[] {
  const weeks: Week[] = [];
  for (let week = first; week < end; week = addWeeks(week, 1)) weeks.push(week);
  return weeks;
}

async function factsOf(weeks: readonly Week[], { store, settings, now }: Source): Promise<ConnectionFacts> {
  const [repositories, cameAt] = await Promise.all([store.repositories(), store.initialisedAt()]);
  const cameIn = weekOf(cameAt, settings.digest.timezone);
  const done = await Promise.all(weeks.map(async (week) => publicWork(await store.activities(week), repositories)));
  const work = done.flat();
  const opened = work.filter(({ kind }) => kind === "opened").map(threadOf);
  const [threads, waits] = await Promise.all([
    store.threads([...new Set([...work.filter(isTogether).map(threadOf), ...opened])]),
    store.waits(opened),
  ]);
  const people = new Set(work.flatMap(({ person }) => person ?? []));
  for (const { author } of threads.values()) if (author !== null) people.add(author);
  const [profiles, veterans] = await Promise.all([
    store.profiles(people),
    Promise.all(weeks.map((week, n) => veteransIn(week, done[n]!, { store, settings }))),
  ]);
  const byWeek = <T>(values: readonly T[]) => new Map(weeks.map((week, n) => [week, values[n]!]));
  return { weeks: byWeek(done), threads, waits, people: profiles, veterans: byWeek(veterans), settings, cameIn, now };
}

/** The people who opened something in a week and had contributed before it. */
const veteransIn = (week: Week, done: readonly CreditedWork[], { store, settings }: Omit<Source, "now">) =>
  store.contributedBefore(
    new Set(done.flatMap(({ kind, person }) => (kind === "opened" && person !== null ? person : []))),
    weekBounds(week, settings.digest.timezone).from,
  );
