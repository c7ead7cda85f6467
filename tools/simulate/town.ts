/** A community in memory: joins, queues, departures and plans by the rules of the product, without its store. */
import { rankPods } from "#shared/core/placement.ts";
import { applyGroup } from "#shared/core/plan/apply.ts";
import { buildUsefulPlan } from "#shared/core/plan/build-plan.ts";
import { groupsOfChanges } from "#shared/core/plan/group-codec.ts";
import { liveSeating } from "#shared/core/plan/live-seating.ts";
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
  /** Points that the groups saved. */
  readonly saved: number;
}

export class Town {
  readonly people = new Map<string, Person>();
  readonly pods = new Map<number, Pod>();
  /** People who wait, the longest waiting first. */
  readonly waiting = new Set<string>();
  readonly #areas: readonly string[];
  readonly #podOf = new Map<string, number>();
  #next = 1;
  #mix: Mix = [0, 0, 0, 0];

  constructor(areas: readonly string[]) {
    this.#areas = areas;
  }

  get seated(): number {
    return this.#podOf.size;
  }

  /** Takes the best open seat by the points. If there is none, five people who wait for an area form a pod; fewer wait. */
  join(person: Person): "seated" | "formed" | "waiting" {
    this.people.set(person.id, person);
    const open = [...this.pods.values()].filter((pod) => person.areas.includes(pod.area) && openSeats(pod) > 0);
    const [best] = rankPods(person, open, this.#mix);
    if (best) {
      this.#sit(person, best);
      return "seated";
    }
    return this.#form(person) ? "formed" : this.#wait(person);
  }

  leave(id: string): void {
    this.people.delete(id);
    this.waiting.delete(id);
    const number = this.#podOf.get(id);
    const pod = number === undefined ? undefined : this.pods.get(number);
    if (!pod) return;
    this.#podOf.delete(id);
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
    const plan = buildUsefulPlan(community, search(community, options));
    const live = liveSeating(community);
    const moved = plan.changes.filter(({ kind }) => kind === "move").length;
    for (const [number, group] of groupsOfChanges(plan.changes)) {
      const applied = applyGroup(live, group);
      if (applied.outcome !== "applied") throw new Error(`group ${number} of a fresh plan: ${applied.reason}`);
    }
    const seated = [...this.waiting].filter((id) => (live.people.get(id)?.pod ?? null) !== null);
    this.#become(live.pods, new Map([...live.people].map(([id, { pod }]) => [id, pod])));
    return { seated, moved, saved: plan.before.points - plan.after.points };
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
      return { ...person, pod: pod === undefined ? null : String(pod), pinned: false, settled: true };
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
    this.#podOf.clear();
    for (const [id, { area, advocate, members }] of pods) {
      const number = /^\d+$/.test(id) ? Number(id) : this.#next++;
      const seats = [...members].map((member) => seatOf(this.people.get(member) as Person));
      this.pods.set(number, podWith(number, area, seats, advocate));
      for (const member of members) this.#podOf.set(member, number);
    }
    for (const [id, pod] of podOf) {
      if (pod === null) this.waiting.add(id);
      else this.waiting.delete(id);
    }
  }

  #form(person: Person): boolean {
    for (const area of person.areas) {
      const others = [...this.waiting].filter((id) => this.people.get(id)?.areas.includes(area)).slice(0, POD_SIZE.min);
      if (others.length + 1 < POD_SIZE.min) continue;
      const number = this.#next++;
      this.pods.set(number, podWith(number, area, [], null));
      for (const id of [...others, person.id]) {
        this.waiting.delete(id);
        this.#sit(this.people.get(id) as Person, this.pods.get(number) as Pod);
      }
      return true;
    }
    return false;
  }

  #wait({ id }: Person): "waiting" {
    this.waiting.add(id);
    return "waiting";
  }

  #sit(person: Person, pod: Pod): void {
    const advocate = pod.advocate ?? (person.volunteer ? person.id : null);
    this.#put({ ...pod, seats: [...pod.seats, seatOf(person)], advocate });
    this.#podOf.set(person.id, pod.number);
  }

  #put(pod: Pod): void {
    this.pods.set(pod.number, pod);
  }
}

const seatOf = ({ id, level, offset, volunteer }: Person): Seat => ({ pseudonym: id, level, offset, volunteer });

const firstVolunteer = (seats: readonly Seat[]): string | null =>
  seats.find(({ volunteer }) => volunteer)?.pseudonym ?? null;

const podWith = (number: number, area: string, seats: readonly Seat[], advocate: string | null): Pod => {
  const name = String(number);
  return { number, slug: name, name, area, seats, advocate, locked: false };
};
