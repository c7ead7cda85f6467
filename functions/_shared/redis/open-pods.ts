/** The pods with room, from a copy that this process keeps for a moment: joins are many, and a stale copy does no harm. */
import type { Pod } from "../core/pod.ts";
import type { Directory } from "../core/ports.ts";
import type { Client } from "./client.ts";
import { readFields } from "./scan.ts";
import { parsePod } from "./texts.ts";

const KEPT_MS = 1_000;
/** The best placed of an area are enough to choose from. */
const PER_AREA_MAX = 200;

export type OpenPods = Directory["openPods"];

export function openPods(client: Client): OpenPods {
  const copies = new Map<string, { until: number; pods: Promise<Pod[]> }>();

  async function read(area: string): Promise<Pod[]> {
    const { fixed } = client.keys;
    const [reply] = await client.read([
      "ZRANGEBYLEX",
      fixed("open"),
      `[${area}|`,
      `(${area}}`,
      "LIMIT",
      0,
      PER_AREA_MAX,
    ]);
    const numbers = (reply as string[]).map((place) => Number(place.slice(place.lastIndexOf("|") + 1)));
    const texts = await readFields(client, fixed("p"), numbers);
    return numbers.flatMap((number, index) => {
      const text = texts[index];
      return text ? [parsePod(number, text)] : [];
    });
  }

  function copy(area: string): Promise<Pod[]> {
    const now = performance.now();
    const kept = copies.get(area);
    if (kept && kept.until > now) return kept.pods;
    const pods = read(area);
    copies.set(area, { until: now + KEPT_MS, pods });
    pods.catch(() => copies.delete(area));
    return pods;
  }

  return async (areas) => (await Promise.all([...new Set(areas)].map(copy))).flat();
}
