/** The people around a person who joins. */
import type { Profile, Pseudonym } from "../core/member.ts";
import { type Directory, type JoinContext, type JoinOutcome, NEIGHBOURS_MAX } from "../core/ports.ts";
import { peopleAgreedTo } from "../core/seating.ts";
import type { StoredAreas } from "./stored-areas.ts";
import { parsePod, parseProfile } from "./texts.ts";

type Placed = Extract<JoinOutcome, { pod: number } | { position: number }>;

/** The number of words that are the outcome itself; the context follows them. */
const OUTCOME_WORDS = { seated: 5, "already-seated": 5, waiting: 6, "already-waiting": 6 } as const;

/**
 * The first time, the verb returns the context of the same step. The stored outcome of a repeated operation holds no
 * names (for privacy), so the context is read again.
 */
export async function joinContext(
  outcome: JoinOutcome,
  words: readonly string[],
  now: Directory,
  stored: StoredAreas,
): Promise<JoinContext> {
  if (!("pod" in outcome || "position" in outcome)) return { profiles: new Map() };
  const context = words.slice(OUTCOME_WORDS[outcome.outcome]);
  return context.length > 0 ? parseContext(outcome, context, stored) : readContext(outcome, now);
}

function parseContext(outcome: Placed, [head = "", ...texts]: readonly string[], stored: StoredAreas): JoinContext {
  const profilesOf = (pairs: readonly (readonly [Pseudonym, string | undefined])[]): Map<Pseudonym, Profile> =>
    new Map(pairs.flatMap(([pseudonym, text]) => (text ? [[pseudonym, parseProfile(text, stored)]] : [])));
  if ("pod" in outcome) {
    const pod = parsePod(outcome.pod, head, stored);
    return { pod, profiles: profilesOf(pod.seats.map(({ pseudonym }, index) => [pseudonym, texts[index]])) };
  }
  const pairs = texts.flatMap((text, at) => (at % 2 === 0 ? [[text, texts[at + 1]] as const] : []));
  return { waiting: Number(head), profiles: profilesOf(pairs) };
}

async function readContext(outcome: Placed, now: Directory): Promise<JoinContext> {
  if ("pod" in outcome) {
    const pod = await now.pod(outcome.pod);
    return { ...(pod && { pod }), profiles: await now.profiles(pod?.seats.map(({ pseudonym }) => pseudonym) ?? []) };
  }
  const [queue, agreed] = await Promise.all([now.waiting(outcome.area), peopleAgreedTo(outcome.area, now)]);
  return { waiting: agreed.length, profiles: await now.profiles(queue.slice(0, NEIGHBOURS_MAX)) };
}
