/** The releases of a week, each with what is in it, as far as that is known. */
import type { CreditedWork } from "../activity.ts";
import type { Lookups } from "./lookups.ts";
import { cap, type Item, LIST_MAX, type Shipped } from "./model.ts";
import { byTime, type Tally } from "./tally.ts";
import { safeUrl } from "./url.ts";

/** The work in a release by pod: the numbers of its pull requests. */
export type ReleaseWork = readonly { readonly pod: number | null; readonly pulls: readonly number[] }[];

/**
 * The latest first: the title names it, and it holds what it has in common with others. `work` by the key of the release; `told`
 * are threads that stand in another part.
 */
export function shippedOf(
  found: Tally,
  work: ReadonlyMap<string, ReleaseWork>,
  told: ReadonlySet<string>,
  look: Lookups,
): { readonly releases: readonly Shipped[]; readonly told: ReadonlySet<string> } {
  const merges = new Map(
    [...found.pods.values()].flatMap(({ merged }) => merged.map((one) => [placeOf(one, one.number), one] as const)),
  );
  const toldNow = new Set(told);
  const releases = found.releases.toReversed().map((release): Shipped => {
    const item = look.item(release);
    const parts = work.get(release.key);
    if (!parts) return item;
    const numbers = parts.flatMap(({ pulls }) => pulls).filter((number) => !toldNow.has(placeOf(release, number)));
    const merged = numbers.flatMap((number) => merges.get(placeOf(release, number)) ?? []).sort(byTime);
    const others = numbers.filter((number) => !merges.has(placeOf(release, number))).sort((a, b) => a - b);
    for (const number of numbers) toldNow.add(placeOf(release, number));
    const pulls = [...merged.map(look.item), ...others.map((number) => unseen(item, number))];
    const pods = parts.flatMap(({ pod }) => pod ?? []).sort((a, b) => a - b);
    return {
      ...item,
      ...(pulls.length > 0 && { pulls: cap(pulls, LIST_MAX.shipped) }),
      ...(pods.length > 0 && { pods: pods.map(look.pod) }),
    };
  });
  return { releases, told: toldNow };
}

const placeOf = ({ repository }: CreditedWork, number: number | undefined): string => `${repository}#${number}`;

/** A pull request that was merged in an earlier week, or before we came: without its title, and beside its release. */
function unseen({ repository, ref, url }: Item, number: number): Item {
  const name = `${ref}#${number}`;
  const address = url?.replace(/\/releases\/.*$/, `/pull/${number}`);
  return { repository, ref: name, title: name, url: safeUrl(address) };
}
