/** The points of a seat, a pod and a whole seating by any table of terms. `points.ts` has those of our own table. */
import type { Community, Person, PlacedMember, PodId, SeatedPod, Seating } from "./community.ts";
import { arcHours } from "./hours.ts";
import { type Mix, mixOf } from "./mix.ts";
import { type PodSummary, podSummary, withPerson } from "./pod-summary.ts";
import {
  HEAD_COUNTERS,
  type HeadCounter,
  type Pair,
  type Place,
  type PodTerm,
  type Rank,
  type Term,
  type TermTable,
} from "./term-kinds.ts";

/** Points, term by term. */
type TermsOf<Table> = { readonly [Id in keyof Table]: number };

export function pointsBy<Table extends TermTable>(table: Table) {
  const personTerms = termsOfKind(table, "person");
  const podTerms = termsOfKind(table, "pod");
  const pairTerms = termsOfKind(table, "pair");
  const waitingTerms = termsOfKind(table, "waiting");
  const needsSeats = pairTerms.length + waitingTerms.length > 0;

  /** Every term at 0, in the order of the table. */
  const zero: Readonly<Sums> = Object.fromEntries(Object.keys(table).map((id) => [id, 0]));
  const sums = (): Sums => ({ ...zero });
  // The keys are those of the table; TypeScript cannot infer that for an object made from a list.
  const asTerms = (sums: Sums) => sums as TermsOf<Table>;

  function addPlace(to: Sums, place: Place): void {
    for (const [id, term] of personTerms) to[id]! += term.points * term.count(place);
  }

  function addPod(to: Sums, pod: PodSummary, mix: Mix, sign: 1 | -1 = 1): void {
    for (const [id, term] of podTerms) to[id]! += sign * term.points * countInPod(term, pod, mix);
  }

  function addMembers(
    to: Sums,
    pod: PodInSeating,
    members: readonly PlacedMember[],
    mix: Mix,
    living: Living,
  ): PodSummary {
    for (const member of members) addPlace(to, placeOf(member, pod, living));
    const summary = podSummary(pod.area, members);
    addPod(to, summary, mix);
    return summary;
  }

  /** Adds up a seating pod by pod, compared with where the community sits now. */
  function tallyOf(community: Community) {
    const people = new Map(community.members.map((member) => [member.id, member]));
    const living = new Set(community.pods.map((pod) => pod.id));
    const mix = mixOf(community.members);
    const total = sums();
    const podOf = new Map<string, PodId>();
    return {
      /** Adds one pod. Returns its members and its summary. */
      add(pod: SeatedPod): { members: readonly PlacedMember[]; summary: PodSummary } {
        const members = pod.members.flatMap((id) => people.get(id) ?? []);
        if (needsSeats) for (const { id } of members) podOf.set(id, pod.id);
        return { members, summary: addMembers(total, pod, members, mix, living) };
      },
      /** The terms of the whole seating, once every pod was added. People in no pod count as waiting. */
      terms(): TermsOf<Table> {
        const all = { ...total };
        if (needsSeats) for (const member of community.members) addPerson(all, member, podOf, people);
        return asTerms(all);
      },
    };
  }

  /** Adds the terms that depend on other people's seats, or on having none. */
  function addPerson(to: Sums, person: PlacedMember, podOf: PodOf, active: ReadonlyMap<string, Person>): void {
    const pod = podOf.get(person.id);
    for (const [id, term] of pairTerms) {
      for (const other of term.others(person)) {
        if (!active.has(other)) continue;
        const together = pod !== undefined && podOf.get(other) === pod;
        to[id]! += term.points * term.count({ seated: pod !== undefined, together });
      }
    }
    if (pod !== undefined) return;
    for (const [id, term] of waitingTerms) to[id]! += term.points * term.count(person, active.size);
  }

  /** The terms of a whole seating. */
  function termsOf(community: Community, seating: Seating): TermsOf<Table> {
    const tally = tallyOf(community);
    for (const pod of seating.pods) tally.add(pod);
    return tally.terms();
  }

  function sumOfTerms(terms: TermsOf<Table>): number {
    return Object.values<number>(terms).reduce((sum, points) => sum + points, 0);
  }

  return {
    /** Every term at 0. */
    nothing: asTerms(zero),

    /** The points saved, term by term, by `after` compared with `before`. */
    difference(before: TermsOf<Table>, after: TermsOf<Table>): TermsOf<Table> {
      const saved = sums();
      for (const id of Object.keys(zero)) saved[id] = (before[id] as number) - (after[id] as number);
      return asTerms(saved);
    },

    tallyOf,
    termsOf,
    sumOfTerms,

    /** The points of a whole seating. */
    pointsOf: (community: Community, seating: Seating): number => sumOfTerms(termsOf(community, seating)),

    /**
     * The terms of one pod with these people in it, apart from pairs.
     *
     * @param living the pods people sat in before: a member whose `pod` is another one of them has moved
     */
    termsOfPod(pod: PodInSeating, members: readonly PlacedMember[], mix: Mix, living: Living): TermsOf<Table> {
      const terms = sums();
      addMembers(terms, pod, members, mix, living);
      return asTerms(terms);
    },

    /** The terms of one person that depend on other people's seats, or on having none. */
    termsOfPerson(person: PlacedMember, podOf: PodOf, active: ReadonlyMap<string, Person>): TermsOf<Table> {
      const terms = sums();
      addPerson(terms, person, podOf, active);
      return asTerms(terms);
    },

    /**
     * The change of points when `joiner`, who has no seat, takes one in `pod`. Lower is better; negative saves points.
     * It leaves out that the joiner no longer waits, which is the same for every pod.
     *
     * @param sitsThere whether the person with this id sits in the pod
     */
    termsOfJoining(joiner: Person, pod: PodSummary, mix: Mix, sitsThere: (id: string) => boolean): TermsOf<Table> {
      const terms = sums();
      addPlace(terms, { rank: rankOf(joiner, pod.area), moves: false });
      addPod(terms, withPerson(pod, joiner), mix);
      addPod(terms, pod, mix, -1);
      for (const [id, term] of pairTerms) {
        for (const other of term.others(joiner)) {
          const [before, after] = [
            { seated: false, together: false },
            { seated: true, together: sitsThere(other) },
          ];
          terms[id]! += term.points * (term.count(after) - term.count(before));
        }
      }
      return asTerms(terms);
    },

    // For the lookup tables of the search.

    /** Points for a person who waits, apart from pairs. */
    ofWaiting: (person: Person, active: number): number => total(waitingTerms, (term) => term.count(person, active)),
    /** The people whom a person is bound to, and the points while the person waits, sits apart from them or with them. */
    bondsOf: (person: Person): readonly Bond[] =>
      pairTerms.flatMap(([, term]) => {
        const of = (pair: Pair) => term.points * term.count(pair);
        const waiting = of({ seated: false, together: false });
        const apart = of({ seated: true, together: false });
        const together = of({ seated: true, together: true });
        return term.others(person).map((other) => ({ other, waiting, apart, together }));
      }),

    /** Points for one person's place. */
    ofPlace: (place: Place): number => total(personTerms, (term) => term.count(place)),
    /** Points for a pod's size by itself. */
    ofSize: (size: number): number => total(podTerms, ({ count }) => count.size?.(size)),
    /** Points for the number of these people in a pod of `size`. */
    ofCount: (counter: HeadCounter, people: number, size: number, mix: Mix): number =>
      total(podTerms, ({ count }) => count[counter]?.(people, size, mix)),
    /** Points for a pod whose time zones span this many hours. */
    ofArc: (hours: number): number => total(podTerms, ({ count }) => count.arc?.(hours)),
  };
}

export interface Bond {
  readonly other: string;
  readonly waiting: number;
  readonly apart: number;
  readonly together: number;
}

type Sums = Record<string, number>;
/** The pods of the people who sit in one. */
type PodOf = { get(id: string): PodId | undefined };
type Living = { has(id: PodId): boolean };
type PodInSeating = Pick<SeatedPod, "id" | "area">;

type KindOf<Kind extends Term["kind"]> = Extract<Term, { kind: Kind }>;

function termsOfKind<Kind extends Term["kind"]>(table: TermTable, kind: Kind): [string, KindOf<Kind>][] {
  return Object.entries(table).filter((entry): entry is [string, KindOf<Kind>] => entry[1].kind === kind);
}

function countInPod({ count }: PodTerm, pod: PodSummary, mix: Mix): number {
  let counted = count.size?.(pod.size) ?? 0;
  for (const counter of HEAD_COUNTERS) counted += count[counter]?.(pod[counter], pod.size, mix) ?? 0;
  return counted + (count.arc?.(arcHours(pod.hours)) ?? 0);
}

function total<Kind extends Term>(terms: readonly [string, Kind][], count: (term: Kind) => number | undefined): number {
  return terms.reduce((sum, [, term]) => sum + term.points * (count(term) ?? 0), 0);
}

function placeOf(member: PlacedMember, pod: PodInSeating, living: Living): Place {
  const moves = member.pod !== null && member.pod !== pod.id && living.has(member.pod) && !member.founding;
  return { rank: rankOf(member, pod.area), moves };
}

export function rankOf({ areas }: Pick<Person, "areas">, area: string): Rank {
  const rank = areas.indexOf(area);
  return rank === 0 || rank === 1 || rank === 2 ? rank : 3;
}
