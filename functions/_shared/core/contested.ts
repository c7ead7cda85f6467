/** Areas that share people who wait: enough for a pod in each of them, and not for both. */
import { hasOpenSeat } from "./any-area.ts";
import type { Pseudonym } from "./member.ts";
import { POD_SIZE, type Pod } from "./pod.ts";
import type { Directory } from "./ports.ts";
import { peopleAgreedTo } from "./seating.ts";
import type { Settings } from "./settings.ts";

/**
 * Whether a new pod of another area, which somebody named, may take these people.
 *
 * @param agreed the people who would be in a new pod of the area
 */
export async function isContested(
  area: string,
  agreed: readonly Pseudonym[],
  pods: readonly Pod[],
  store: Pick<Directory, "waiting">,
  { areas }: Pick<Settings, "areas">,
): Promise<boolean> {
  const others = Object.keys(areas).filter((other) => other !== area && !hasOpenSeat([other], pods));
  const shares = await Promise.all(
    others.map(async (other) => {
      const [named, all] = await Promise.all([store.waiting(other), peopleAgreedTo(other, store)]);
      const together = new Set([...agreed, ...all]).size;
      return named.length > 0 && all.length >= POD_SIZE.min && together < 2 * POD_SIZE.min;
    }),
  );
  return shares.includes(true);
}
