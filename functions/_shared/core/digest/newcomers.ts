/** The people whom a digest welcomes: new ones only, each once. */
import type { CreditedWork } from "../activity.ts";
import { levelOf, MERGES_TO_EXPERIENCED, type Profile, type Pseudonym } from "../member.ts";
import { buddyIn, type Pod } from "../pod.ts";
import type { Lookups } from "./lookups.ts";
import type { Newcomer } from "./model.ts";
import { threadOf } from "./tally.ts";

interface Input {
  readonly pods: readonly Pod[];
  readonly profiles: ReadonlyMap<Pseudonym, Acquaintance>;
  /** People who contributed before the week, or before we came. */
  readonly veterans: ReadonlySet<Pseudonym>;
  /** First merged pull requests. */
  readonly firsts: readonly CreditedWork[];
  /** The threads of those that are told among the highlights, which name the author. */
  readonly told: ReadonlySet<string>;
}

/** What a digest knows of a person. */
export type Acquaintance = Pick<Profile, "joinedAt" | "ability" | "merged" | "term">;

/** Whether people say of themselves that they have contributed more than we saw: then they did before we came. */
export function saysMore(profile: Acquaintance | undefined): boolean {
  if (!profile) return false;
  const { ability, merged } = profile;
  const seen = merged >= MERGES_TO_EXPERIENCED ? "experienced" : merged > 0 ? "contributor" : "newcomer";
  return levelOf(ability) > levelOf(seen);
}

interface Arrival extends Newcomer<Pseudonym> {
  readonly at: number;
}

export interface Newcomers {
  /** Earliest first. */
  readonly welcome: readonly Newcomer<Pseudonym>[];
  /** Those who are named as new, here or among the highlights: nobody who took a seat in an earlier week. */
  readonly newPeople: number;
}

/** People who took their first seat or had their first pull request merged. Nobody who has been here before is called new. */
export function newcomersOf(input: Input, look: Lookups, { from, to }: { from: number; to: number }): Newcomers {
  const { firsts, profiles, told } = input;
  const arrived = new Map<Pseudonym, Arrival>();
  for (const one of seatsTaken(input, look, { from, to })) arrived.set(one.person, one);
  // Also those whose pod was closed since.
  const isOfEarlierWeek = (person: Pseudonym) => (profiles.get(person)?.joinedAt ?? from) < from;
  let newPeople = arrived.size;
  for (const merge of firsts) {
    const { person, at } = merge;
    if (person === null) continue;
    const before = arrived.get(person);
    if (!before && !isOfEarlierWeek(person)) newPeople++;
    if (told.has(threadOf(merge))) continue;
    arrived.set(person, { ...(before ?? { at, person, pod: null }), first: look.item(merge) });
  }
  const welcome = [...arrived.values()].sort((a, b) => a.at - b.at).map(({ at: _, ...newcomer }) => newcomer);
  return { welcome, newPeople };
}

function seatsTaken(
  { pods, profiles, veterans }: Input,
  look: Lookups,
  { from, to }: { from: number; to: number },
): Arrival[] {
  const isNew = (person: Pseudonym) => {
    const profile = profiles.get(person);
    return (profile?.joinedAt ?? 0) >= from && !veterans.has(person) && !saysMore(profile);
  };
  return pods.flatMap((pod) =>
    pod.seats.flatMap(({ pseudonym: person }): Arrival[] => {
      const at = profiles.get(person)?.joinedAt;
      if (at === undefined || at >= to || !isNew(person)) return [];
      const buddy = buddyIn(pod, person, isNew);
      return [{ at, person, pod: look.pod(pod.number), first: null, ...(buddy !== undefined && { buddy }) }];
    }),
  );
}
