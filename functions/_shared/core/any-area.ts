/** What the next seating does for people who wait and whom any area suits: the same counts as the seating's own. */
import type { Profile } from "./member.ts";
import { peopleCountedFor } from "./mended-pods.ts";
import { soonAnywhere, waitingAnywhere, waitingElsewhere } from "./messages/join.ts";
import { isShort, openSeats, POD_SIZE, type Pod } from "./pod.ts";
import type { Directory } from "./ports.ts";
import type { Settings } from "./settings.ts";

/** Whether a pod of one of these areas has an open seat. A seating closes a short pod that it cannot fill, so its seats are none. */
export const hasOpenSeat = (areas: readonly string[], pods: readonly Pod[]): boolean =>
  pods.some((pod) => areas.includes(pod.area) && !isShort(pod) && openSeats(pod) > 0);

/** A sentence for somebody with these areas, or with none. */
export async function outlookAnywhere(
  { areas: named }: Pick<Profile, "areas">,
  pods: readonly Pod[],
  store: Pick<Directory, "profiles" | "waiting">,
  { areas, rebalance: { seat } }: Pick<Settings, "areas" | "rebalance">,
): Promise<string> {
  const all = Object.keys(areas);
  if (hasOpenSeat(all, pods)) return soonAnywhere("open", seat);
  const counted = await Promise.all(all.map((area) => peopleCountedFor(area, pods, store)));
  if (counted.some((people) => people >= POD_SIZE.min)) return soonAnywhere("enough", seat);
  return named.length > 0 ? waitingElsewhere : waitingAnywhere;
}
