/**
 * The same points for other methods: a seating is an area for every pod and a pod for every person, and one function gives
 * the points of a pod with its people. Other methods do not use the data structures of our search. They seat everybody, so
 * they cannot always keep to the rule of consent: each breach costs so much that they avoid it where they can.
 */
import { mayPlace } from "#shared/core/consent.ts";
import type { Community, PlacedMember, Seating } from "#shared/core/scoring/community.ts";
import { mixOf } from "#shared/core/scoring/mix.ts";
import { POD, sumOfTerms, termsOfPod } from "#shared/core/scoring/points.ts";
import { Random } from "#shared/core/search/random.ts";

/** More than all other points of a pod together. */
const BREACH = 1_000;

/** People who are put into an area that they did not agree to; those who sit there already may stay. */
const breaches = (pod: string, area: string, crew: readonly PlacedMember[]): number =>
  crew.filter((member) => member.pod !== pod && !mayPlace(member, area)).length;

/** The same of a whole seating. */
export function breachesIn({ members }: Community, { pods }: Seating): number {
  const byId = new Map(members.map((member) => [member.id, member]));
  const crewOf = (ids: readonly string[]) => ids.flatMap((id) => byId.get(id) ?? []);
  return pods.reduce((sum, { id, area, members }) => sum + breaches(id, area, crewOf(members)), 0);
}

export interface Game {
  readonly people: number;
  readonly pods: number;
  readonly random: Random;
  /** Points of one pod. */
  points(pod: number, people: readonly number[]): number;
  /** All people assigned at random, with pods of sizes as equal as possible. */
  deal(): number[][];
  /** The area of each pod: an existing pod keeps its own; a new pod takes the one its people like best. */
  seating(groups: readonly number[][]): Seating;
}

/** A method to compare with: it improves a random seating of `game` until `over`. */
export type Peer = (game: Game, over: () => boolean) => number[][];

/** A game with as many pods of seven as the people need: the existing ones first, then new ones. */
export function gameOf(community: Community, seed: number): Game {
  const { members, areas } = community;
  const random = new Random(seed);
  const mix = mixOf(members);
  const fewest = Math.ceil(members.length / POD.max);
  const most = Math.floor(members.length / POD.min);
  const pods = Math.min(most, Math.max(fewest, Math.round(members.length / POD.target)));
  const living = new Map(community.pods.map((pod) => [pod.id, pod]));
  const kept = community.pods.slice(0, pods);

  const placed = (pod: number, people: readonly number[]) => {
    const crew = people.map((person) => members[person]!);
    const old = kept[pod];
    let best = { points: Number.POSITIVE_INFINITY, area: "" };
    for (const area of old ? [old.area] : areas) {
      const id = old?.id ?? `peer-${pod}`;
      const points = sumOfTerms(termsOfPod({ id, area }, crew, mix, living)) + BREACH * breaches(id, area, crew);
      if (points < best.points) best = { points, area };
    }
    return best;
  };

  return {
    people: members.length,
    pods,
    random,
    points: (pod, people) => placed(pod, people).points,
    deal() {
      const order = shuffled(members.length, random);
      return Array.from({ length: pods }, (_, pod) => order.filter((_, at) => at % pods === pod));
    },
    seating: (groups) => ({
      waiting: [],
      pods: groups.map((people, pod) => ({
        id: kept[pod]?.id ?? `peer-${pod}`,
        area: placed(pod, people).area,
        advocate: null,
        members: people.map((person) => members[person]!.id),
      })),
    }),
  };
}

export function shuffled(count: number, random: Random): number[] {
  const order = Array.from({ length: count }, (_, n) => n);
  for (let left = count; left > 1; left--) {
    const at = random.below(left);
    [order[at], order[left - 1]] = [order[left - 1]!, order[at]!];
  }
  return order;
}
