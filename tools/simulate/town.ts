/** A community in memory: joins, queues, departures and plans by the rules of the product, without its store. */
import { mayPlace } from "#shared/core/consent.ts";
import { isDecided } from "#shared/core/notices.ts";
import { rankPods } from "#shared/core/placement.ts";
import { applyGroup } from "#shared/core/plan/apply.ts";
import { groupsOfChanges } from "#shared/core/plan/group-codec.ts";
import { liveSeating } from "#shared/core/plan/live-seating.ts";
import { searchPlan } from "#shared/core/plan/search-plan.ts";
import { isShort, openSeats, POD_SIZE, type Pod, type Seat } from "#shared/core/pod.ts";
import type { Community, Person as Joiner, PlacedMember } from "#shared/core/scoring/community.ts";
import { type Mix, mixOf } from "#shared/core/scoring/mix.ts";
import { summaryOf } from "#shared/core/scoring/summary.ts";
import { type SearchOptions, search } from "#shared/core/search/search.ts";

/** A person who takes part. */
export interface Person extends Joiner {
  readonly id: string;
}

/** The effects of a seating or a plan. */
export interface Changed {
  readonly seated: readonly string[];
  readonly moved: number;
  /** Those who moved for the good of others: neither by their own wish nor to repair their pod. */
  readonly unasked: number;
  /** People who are told what was decided about them. */
  readonly told: number;
  /** Points that the groups saved. */
  readonly saved: number;
}

/** The effects of a join. */
export interface Joined {
  readonly outcome: "seated" | "formed" | "waiting";
  /** The others of a pod that formed: they waited until now, and are told. */
  readonly others: readonly string[];
}

const DAYS_OF_WEEK = 7;

export class Town {
  readonly people = new Map<string, Person>();
  readonly pods = new Map<number, Pod>();
  /** People who wait, the longest waiting first. */
  readonly waiting = new Set<string>();
  /** The number of the present day. */
  today = 0;
  /** How often somebody was given a seat in an area that they did not name and did not agree to. */
  unnamed = 0;
  readonly #areas: readonly string[];
  readonly #settleDays: number;
  readonly #podOf = new Map<string, number>();
  /** The day on which each seat began. */
  readonly #since = new Map<string, number>();
  #next = 1;
  #mix: Mix = [0, 0, 0, 0];

  /** @param settleWeeks how long people have been in their pod before a plan may move them */
  constructor(areas: readonly string[], settleWeeks = 0) {
    this.#areas = areas;
    this.#settleDays = settleWeeks * DAYS_OF_WEEK;
  }

  get seated(): number {
    return this.#podOf.size;
  }

  /**
   * Takes the best open seat by the points, unless the person is the fifth who waits for an area that they want more: five form
   * a pod. Without a seat they wait, unless any area suits them and another one has a seat.
   */
  join(person: Person): Joined {
    this.people.set(person.id, person);
    const open = [...this.pods.values()].filter((pod) => openSeats(pod) > 0);
    const [near, elsewhere] = [true, false].map((named) =>
      open.filter(({ area }) => person.areas.includes(area) === named),
    ) as [Pod[], Pod[]];
    const [best] = rankPods(person, near, this.#mix);
    const wantedMore = best ? person.areas.slice(0, person.areas.indexOf(best.area)) : person.areas;
    const others = this.#form(person, wantedMore);
    if (others) return { outcome: "formed", others };
    if (best) return this.#sitDown(person, best);
    const [other] = person.anywhere ? rankPods(person, elsewhere, this.#mix) : [];
    if (other) return this.#sitDown(person, other);
    this.waiting.add(person.id);
    return { outcome: "waiting", others: [] };
  }

  /** People who wait although a seat in an area that they named is open, or five wait for the same area. */
  couldSit(): string[] {
    const people = [...this.waiting].map((id) => this.people.get(id) as Person);
    const open = new Set(this.#areas.filter((area) => people.filter(named(area)).length >= POD_SIZE.min));
    for (const pod of this.pods.values()) if (openSeats(pod) > 0) open.add(pod.area);
    return people.filter(({ areas }) => areas.some((area) => open.has(area))).map(({ id }) => id);
  }

  leave(id: string): void {
    this.people.delete(id);
    this.waiting.delete(id);
    const number = this.#podOf.get(id);
    const pod = number === undefined ? undefined : this.pods.get(number);
    if (!pod) return;
    this.#podOf.delete(id);
    this.#since.delete(id);
    const seats = pod.seats.filter((seat) => seat.pseudonym !== id);
    if (seats.length === 0) this.pods.delete(pod.number);
    else this.#put({ ...pod, seats, advocate: pod.advocate === id ? firstVolunteer(seats) : pod.advocate });
  }

  /** Updates a person whose areas or ability have changed. */
  change(person: Person): void {
    this.people.set(person.id, person);
    const number = this.#podOf.get(person.id);
    const pod = number === undefined ? undefined : this.pods.get(number);
    if (pod)
      this.#put({ ...pod, seats: pod.seats.map((seat) => (seat.pseudonym === person.id ? seatOf(person) : seat)) });
  }

  /** Whether the daily seating has anything to do. */
  needsSeating(): boolean {
    return this.waiting.size > 0 || [...this.pods.values()].some(isShort);
  }

  /** Searches, plans, and applies the plan group by group, as the store would. */
  rebalance(options: SearchOptions): Changed {
    const community = this.community();
    this.#mix = mixOf(community.members);
    const plan = searchPlan(community, options);
    const live = liveSeating(community);
    const moved = plan.changes.filter(({ kind }) => kind === "move").length;
    for (const [number, group] of groupsOfChanges(plan.changes)) {
      const applied = applyGroup(live, group);
      if (applied.outcome !== "applied") throw new Error(`group ${number} of a fresh plan: ${applied.reason}`);
    }
    const seated = [...this.waiting].filter((id) => (live.people.get(id)?.pod ?? null) !== null);
    this.#become(live.pods, new Map([...live.people].map(([id, { pod }]) => [id, pod])));
    const told = new Set(plan.changes.filter(isDecided).map(({ member }) => member)).size;
    return { seated, moved, unasked: plan.unasked, told, saved: plan.before.points - plan.after.points };
  }

  /** People who would sit in the area that they want most if everybody were seated anew. */
  firstChoicesAnew(effort: number): number {
    const { areas, members } = this.community();
    const anew = { areas, pods: [], members: members.map((member) => ({ ...member, pod: null })) };
    return summaryOf(anew, search(anew, { effort })).choices[0];
  }

  summary() {
    const community = this.community();
    const pods = [...this.pods.values()].map(({ number, area, advocate, seats }) => ({
      id: String(number),
      area,
      advocate,
      members: seats.map(({ pseudonym }) => pseudonym),
    }));
    return summaryOf(community, { pods, waiting: [...this.waiting] });
  }

  community(): Community {
    const members = [...this.people.values()].map((person): PlacedMember => {
      const pod = this.#podOf.get(person.id);
      const settled = this.today - (this.#since.get(person.id) ?? this.today) >= this.#settleDays;
      return { ...person, pod: pod === undefined ? null : String(pod), pinned: false, settled };
    });
    const pods = [...this.pods.values()].map(({ number, area, advocate }) => ({
      id: String(number),
      area,
      advocate,
      locked: false,
    }));
    return { areas: this.#areas, members, pods };
  }

  /** Changes to another seating; pods that a plan formed get the next numbers. */
  #become(
    pods: ReadonlyMap<string, { area: string; advocate: string | null; members: ReadonlySet<string> }>,
    podOf: ReadonlyMap<string, string | null>,
  ): void {
    this.pods.clear();
    for (const [id, { area, advocate, members }] of pods) {
      const number = /^\d+$/.test(id) ? Number(id) : this.#next++;
      const seats = [...members].map((member) => seatOf(this.people.get(member) as Person));
      this.pods.set(number, podWith(number, area, seats, advocate));
      for (const member of members) this.#place(this.people.get(member) as Person, number, area);
    }
    for (const [id, pod] of podOf) if (pod === null) this.#podOf.delete(id);
    for (const [id, pod] of podOf) {
      if (pod === null) this.waiting.add(id);
      else this.waiting.delete(id);
    }
  }

  /** The others of the pod that forms with this person in one of these areas; `undefined` when none does. */
  #form(person: Person, areas: readonly string[]): readonly string[] | undefined {
    for (const area of areas) {
      const waiting = [...this.waiting].filter((id) => named(area)(this.people.get(id) as Person));
      const others = waiting.slice(0, POD_SIZE.min);
      if (others.length + 1 < POD_SIZE.min) continue;
      const number = this.#next++;
      this.pods.set(number, podWith(number, area, [], null));
      for (const id of [...others, person.id]) {
        this.waiting.delete(id);
        this.#sit(this.people.get(id) as Person, this.pods.get(number) as Pod);
      }
      return others;
    }
    return undefined;
  }

  #sitDown(person: Person, pod: Pod): Joined {
    this.#sit(person, pod);
    return { outcome: "seated", others: [] };
  }

  #sit(person: Person, pod: Pod): void {
    const advocate = pod.advocate ?? (person.volunteer ? person.id : null);
    this.#put({ ...pod, seats: [...pod.seats, seatOf(person)], advocate });
    this.#place(person, pod.number, pod.area);
  }

  /** Notes where a person sits; a seat that they did not have before begins today. */
  #place(person: Person, pod: number, area: string): void {
    if (this.#podOf.get(person.id) === pod) return;
    this.#podOf.set(person.id, pod);
    this.#since.set(person.id, this.today);
    if (!mayPlace(person, area)) this.unnamed++;
  }

  #put(pod: Pod): void {
    this.pods.set(pod.number, pod);
  }
}

const named =
  (area: string) =>
  ({ areas }: Person): boolean =>
    areas.includes(area);

const seatOf = ({ id, level, offset, volunteer }: Person): Seat => ({ pseudonym: id, level, offset, volunteer });

const firstVolunteer = (seats: readonly Seat[]): string | null =>
  seats.find(({ volunteer }) => volunteer)?.pseudonym ?? null;

const podWith = (number: number, area: string, seats: readonly Seat[], advocate: string | null): Pod => {
  const name = String(number);
  return { number, slug: name, name, area, seats, advocate, locked: false };
};
