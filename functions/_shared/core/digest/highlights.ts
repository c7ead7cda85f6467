/** What was out of the ordinary in a week, chosen by rules that anybody can check. Each stands nowhere else in the digest. */
import type { CreditedWork } from "../activity.ts";
import type { Profile, Pseudonym } from "../member.ts";
import { DAY_MS } from "../week.ts";
import type { Lookups } from "./lookups.ts";
import { type Highlight, LIST_MAX } from "./model.ts";
import { byTime, type Tally, threadOf } from "./tally.ts";

/** An issue is old from half a year on. */
const OLD_DAYS = 182;

interface Facts {
  /** When people took their first seat: those before `from` (ms) are no newcomers. */
  readonly profiles: ReadonlyMap<Pseudonym, Pick<Profile, "joinedAt">>;
  readonly from: number;
}

export interface Highlights {
  readonly highlights: readonly Highlight<Pseudonym>[];
  /** Their threads. */
  readonly told: ReadonlySet<string>;
}

export function highlightsOf(found: Tally, look: Lookups, facts: Facts): Highlights {
  const across = mostReviewedAcross(found);
  const firsts = firstMerges(found, across, facts);
  const old = oldestIssue(found);
  const podOf = ({ pod }: CreditedWork) => (pod === null ? null : look.pod(pod));
  const highlights: Highlight<Pseudonym>[] = [];
  if (across) {
    const { merge, pod, reviewers } = across;
    const { person } = merge;
    highlights.push({
      kind: "across-pods",
      item: look.item(merge),
      pod: look.pod(pod),
      reviewers: [...new Set(reviewers.values())].sort((a, b) => a - b).map(look.pod),
      ...(person !== null && found.firsts.includes(merge) && { firstOf: person }),
    });
  }
  for (const first of firsts) {
    const { person } = first;
    if (person !== null) highlights.push({ kind: "first-merge", item: look.item(first), pod: podOf(first), person });
  }
  if (old) {
    const openDays = Math.floor(ageOf(old) / DAY_MS);
    // The title is by whoever opened it.
    const item = { ...look.item(old), by: old.opener ?? null };
    highlights.push({ kind: "old-issue", item, pod: podOf(old), person: old.person, openDays });
  }
  return { highlights, told: new Set([across?.merge, ...firsts, old].flatMap((one) => (one ? threadOf(one) : []))) };
}

/** The pull request that the most people of other pods reviewed, and merged; of equals that of the most pods, the earliest. */
function mostReviewedAcross({ pods, reviewersElsewhere }: Tally) {
  return [...pods]
    .flatMap(([pod, { merged }]) => (pod === null ? [] : merged.map((merge) => ({ merge, pod }))))
    .flatMap(({ merge, pod }) => {
      const reviewers = reviewersElsewhere.get(threadOf(merge));
      return reviewers ? [{ merge, pod, reviewers, pods: new Set(reviewers.values()).size }] : [];
    })
    .sort((a, b) => b.reviewers.size - a.reviewers.size || b.pods - a.pods || byTime(a.merge, b.merge))[0];
}

/** First merges of people who took a seat in an earlier week and whom the digest names nowhere else; or else the earliest of a pod. */
function firstMerges(
  { firsts }: Tally,
  across: { readonly merge: CreditedWork } | undefined,
  { profiles, from }: Facts,
): readonly CreditedWork[] {
  const others = firsts.filter((one) => one !== across?.merge && one.person !== null);
  const isWelcomed = ({ person }: CreditedWork) => (profiles.get(person ?? "")?.joinedAt ?? from) >= from;
  const seatedBefore = others.filter((one) => !isWelcomed(one)).slice(0, LIST_MAX.firstMerges);
  return seatedBefore.length > 0 ? seatedBefore : others.filter(({ pod }) => pod !== null).slice(0, 1);
}

const ageOf = ({ at, openedAt = at }: CreditedWork): number => at - openedAt;

function oldestIssue({ closedIssues }: Tally): CreditedWork | undefined {
  return closedIssues
    .filter((one) => ageOf(one) >= OLD_DAYS * DAY_MS)
    .sort((a, b) => ageOf(b) - ageOf(a) || byTime(a, b))[0];
}
