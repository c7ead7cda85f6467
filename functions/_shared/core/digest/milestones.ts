/** How a digest tells of milestones: each once ever, and no pull request that stands in another part of it. */
import { publicRepositories, type Repository } from "../activity.ts";
import type { Week } from "../week.ts";
import type { Lookups } from "./lookups.ts";
import type { Reached } from "./milestone-search.ts";
import { cap, type Digest, LIST_MAX, MILESTONES } from "./model.ts";
import { type Tally, threadOf } from "./tally.ts";

interface Facts {
  readonly milestones: readonly Reached[];
  readonly repositories: readonly Repository[];
  /** The digests of the weeks before. */
  readonly previous: ReadonlyMap<Week, Digest>;
}

/** Also returns the threads that are told now, `told` among them. */
export function tellMilestones(
  { milestones, repositories, previous }: Facts,
  { found, told, look }: { readonly found: Tally; readonly told: ReadonlySet<string>; readonly look: Lookups },
) {
  const open = publicRepositories(repositories);
  // A merge may be taken back, and then the same person reaches the same milestone again.
  const before = new Set(
    [...previous.values()].flatMap(({ milestones = [] }) =>
      milestones.flatMap(({ kind, reached }) => reached.items.map(({ person }) => `${kind}/${person}`)),
    ),
  );
  const shown = milestones.filter(
    ({ kind, person, work }) => open.has(work.repository) && !before.has(`${kind}/${person}`),
  );
  const toldNow = new Set(told);
  const itemOf = ({ kind, work }: Reached) => {
    const thread = threadOf(work);
    if (toldNow.has(thread) || (kind === "first-review-across" && found.merged.has(thread))) return null;
    toldNow.add(thread);
    // The title of what somebody reviewed is by another person.
    return kind === "tenth-merge" ? look.item(work) : { ...look.item(work), by: null };
  };
  const list = MILESTONES.flatMap((kind) => {
    const reached = cap(
      shown.filter((one) => one.kind === kind),
      LIST_MAX.milestones,
    );
    if (reached.items.length === 0) return [];
    const items = reached.items.map((one) => ({
      person: one.person,
      repository: one.work.repository,
      item: itemOf(one),
    }));
    return [{ kind, reached: { items, more: reached.more } }];
  });
  return { list, told: toldNow };
}
