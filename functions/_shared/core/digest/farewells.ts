/** People who left their pod and asked to be thanked: each once, in a digest of the weeks in which they left. */
import type { CreditedActivity } from "../activity.ts";
import type { Member, Pseudonym } from "../member.ts";
import { WEEK_MS, type Week } from "../week.ts";
import type { Lookups } from "./lookups.ts";
import { cap, type Digest, LIST_MAX } from "./model.ts";

/** Thanks that come later surprise more than they please. */
const WEEKS_LATE_MAX = 4;

export interface Farewell {
  readonly member: Member;
  /** When they left, ms. */
  readonly leftAt: number;
}

/** The people who asked for it, in the order in which they did. */
export const askedForThanks = (activities: readonly CreditedActivity[]): Pseudonym[] => [
  ...new Set(
    activities
      .filter(({ kind }) => kind === "goodbye")
      .sort((a, b) => a.at - b.at || (a.key < b.key ? -1 : 1))
      .flatMap(({ person }) => person ?? []),
  ),
];

interface Facts {
  readonly farewells: readonly Farewell[];
  /** When the week began, ms. */
  readonly from: number;
  readonly previous: ReadonlyMap<Week, Digest>;
  /** Nothing here is private, so all of somebody's work may be spoken of. */
  readonly isAllPublic: boolean;
}

export function farewellsOf(
  { farewells, from, previous, isAllPublic }: Facts,
  look: Lookups,
): Pick<Digest, "farewells"> {
  const thanked = new Set(
    [...previous.values()].flatMap((digest) => (digest.farewells?.items ?? []).map(({ person }) => person)),
  );
  const items = farewells.flatMap(({ member: { pseudonym: person, profile, standing }, leftAt }) => {
    const isDue = standing.state === "alumni" && leftAt >= from - WEEKS_LATE_MAX * WEEK_MS && !thanked.has(person);
    if (!isDue || standing.pod === null) return [];
    const { joinedAt, merged } = profile;
    return [
      {
        person,
        pod: look.pod(standing.pod),
        ...(joinedAt !== undefined && { since: joinedAt }),
        ...(merged > 0 && isAllPublic && { wroteCode: true as const }),
      },
    ];
  });
  return items.length > 0 ? { farewells: cap(items, LIST_MAX.words) } : {};
}
