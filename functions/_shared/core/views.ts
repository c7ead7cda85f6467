/** What a public page or answer shows of people and pods: logins put in, pseudonyms and private facts left out. */
import type { Profile, Pseudonym } from "./member.ts";
import { type Meeting, openSeats, type Pod } from "./pod.ts";

/** Names by pseudonym; who was forgotten is missing. */
export type Names = ReadonlyMap<Pseudonym, Pick<Profile, "login">>;

export interface PersonView {
  /** `null` for a former member, whose name we no longer know. */
  readonly login: string | null;
}

export interface PodView {
  readonly slug: string;
  readonly name: string;
  readonly area: string;
  readonly members: readonly PersonView[];
  readonly advocate: PersonView | null;
  readonly openSeats: number;
  readonly locked: boolean;
  readonly meeting: Meeting | null;
}

export const personView = (pseudonym: Pseudonym, names: Names): PersonView => ({
  login: names.get(pseudonym)?.login ?? null,
});

export const podView = (pod: Pod, names: Names): PodView => ({
  slug: pod.slug,
  name: pod.name,
  area: pod.area,
  members: pod.seats.map(({ pseudonym }) => personView(pseudonym, names)),
  advocate: pod.advocate === null ? null : personView(pod.advocate, names),
  openSeats: openSeats(pod),
  locked: pod.locked,
  meeting: pod.meeting ?? null,
});

/** The people a page has to name. */
export const peopleIn = (pods: readonly Pod[]): Pseudonym[] =>
  pods.flatMap(({ seats }) => seats.map((seat) => seat.pseudonym));
