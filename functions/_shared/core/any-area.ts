/** What the next seating does for people who wait and whom any area suits: the same counts as the seating's own. */
import type { Profile } from "./member.ts";
import { soonAnywhere, waitingAnywhere, waitingElsewhere } from "./messages/join.ts";
import { openSeats, POD_SIZE } from "./pod.ts";
import type { Directory } from "./ports.ts";
import { isNoArea, peopleAgreedTo } from "./seating.ts";
import type { Settings } from "./settings.ts";

type Source = Pick<Directory, "openPods" | "podsNumbered" | "waiting">;

/** Whether a pod of one of these areas has an open seat. The list of open pods may be a second old. */
export async function hasOpenSeat(areas: readonly string[], store: Omit<Source, "waiting">): Promise<boolean> {
  const near = await store.openPods(areas.filter((area) => !isNoArea(area)));
  const now = await store.podsNumbered(near.map(({ number }) => number));
  return now.some((pod) => openSeats(pod) > 0);
}

/** A sentence for somebody with these areas, or with none. */
export async function outlookAnywhere(
  { areas: named }: Pick<Profile, "areas">,
  store: Source,
  { areas, rebalance: { seat } }: Pick<Settings, "areas" | "rebalance">,
): Promise<string> {
  const all = Object.keys(areas);
  if (await hasOpenSeat(all, store)) return soonAnywhere("open", seat);
  const agreed = await Promise.all(all.map((area) => peopleAgreedTo(area, store)));
  if (agreed.some(({ length }) => length >= POD_SIZE.min)) return soonAnywhere("enough", seat);
  return named.length > 0 ? waitingElsewhere : waitingAnywhere;
}
