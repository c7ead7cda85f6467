/** People and pods as the public sees them: with logins, without pseudonyms and private facts. */
import type { Profile, Pseudonym } from "./member.ts";
import { type Meeting, openSeats, type Pod } from "./pod.ts";

/** Names by pseudonym; forgotten people are missing. */
export type Names = ReadonlyMap<Pseudonym, Pick<Profile, "login" | "introduce" | "anywhere">>;

export interface PersonView {
  /** `null` for somebody whose name we do not know (any more): a former member, or one whose login somebody else took. */
  readonly login: string | null;
}

export interface PodView {
  readonly slug: string;
  readonly name: string;
  readonly area: string;
  readonly members: readonly PersonView[];
  readonly advocate: PersonView | null;
  /** The month in which the term of the advocate ended: the pod seeks the next one. */
  readonly termEnded?: string;
  readonly openSeats: number;
  /** Nobody joins it: a maintainer closed it, or the settings no longer name its area. */
  readonly locked: boolean;
  /** The settings no longer name its area. */
  readonly areaGone?: true;
  readonly meeting: Meeting | null;
}

export const personView = (pseudonym: Pseudonym, names: Names): PersonView => ({
  login: names.get(pseudonym)?.login || null,
});

export const podView = (pod: Pod, names: Names): PodView => ({
  slug: pod.slug,
  name: pod.name,
  area: pod.area,
  members: pod.seats.map(({ pseudonym }) => personView(pseudonym, names)),
  advocate: pod.advocate === null ? null : personView(pod.advocate, names),
  openSeats: openSeats(pod),
  locked: pod.locked || pod.orphaned === true,
  ...(pod.orphaned && { areaGone: true }),
  meeting: pod.meeting ?? null,
});

/** The people who sit in these pods. */
export const peopleIn = (pods: readonly Pod[]): Pseudonym[] =>
  pods.flatMap(({ seats }) => seats.map((seat) => seat.pseudonym));
