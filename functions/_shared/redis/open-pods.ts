/** The pods with room, cached for a moment: joins are many, and a stale candidate does no harm. */
import type { Pod } from "../core/pod.ts";
import type { Directory } from "../core/ports.ts";
import { cachedBriefly } from "./cached-briefly.ts";
import type { Client } from "./client.ts";
import { readFields } from "./scan.ts";
import { parsePod } from "./texts.ts";

/** The best-placed pods of an area are enough to choose from. */
const PER_AREA_MAX = 200;

export type OpenPods = Directory["openPods"];

export function openPods(client: Client): OpenPods {
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
    const texts = await readFields(client, fixed("pods"), numbers);
    return numbers.flatMap((number, index) => {
      const text = texts[index];
      return text ? [parsePod(number, text, client.areas)] : [];
    });
  }

  const podsOf = cachedBriefly(read);
  return async (areas) =>
    (
      await Promise.all(
        client.areas.idsNow(areas).filter(client.areas.isKnown).flatMap(client.areas.storedIds).map(podsOf),
      )
    ).flat();
}
