/** Areas that the settings no longer name, though pods look after them or people wait for them. */
import { count } from "./number-words.ts";
import type { Pod } from "./pod.ts";
import type { Directory } from "./ports.ts";
import { peopleOpenToAny } from "./seating.ts";

/** Their ids. An area that no pod and nobody who waits remembers is not among them. */
export async function lostAreas(pods: readonly Pod[], store: Pick<Directory, "lostAreasWanted">): Promise<string[]> {
  const orphans = pods.filter(({ orphaned }) => orphaned);
  return [...new Set([...orphans.map(({ area }) => area), ...(await store.lostAreasWanted())])].sort();
}

/** A sentence for each, with what to do. */
export async function lostAreasInWords(
  pods: readonly Pod[],
  store: Pick<Directory, "waiting" | "lostAreasWanted">,
): Promise<string[]> {
  const orphans = pods.filter(({ orphaned }) => orphaned);
  const lost = await lostAreas(pods, store);
  const open = lost.length > 0 ? new Set(await peopleOpenToAny(store)) : new Set();
  return Promise.all(
    lost.map(async (area) => {
      const its = orphans
        .filter((pod) => pod.area === area)
        .map(({ name, seats }) => `${name} (${count(seats.length, "person", "people")})`);
      const waiting = await store.waiting(area);
      const inVain = waiting.filter((one) => !open.has(one)).length;
      return inWords(area, its, inVain, waiting.length - inVain);
    }),
  );
}

const MOVING =
  ": plans move them there while five people stay, and close a pod that all can leave. A pod of fewer than five closes with the next " +
  "seating or plan: its people who name no other area wait then.";

function inWords(area: string, pods: readonly string[], inVain: number, open: number): string {
  const facts = [
    ...(pods.length > 0
      ? [
          pods.length === 1
            ? `${pods[0]} looks after it and takes nobody new`
            : `${pods.join(", ")} look after it and take nobody new`,
        ]
      : []),
    ...(inVain > 0 ? [`${count(inVain, "person waits", "people wait")} for it in vain`] : []),
    ...(open > 0
      ? [`${count(open, "person who waits", "people who wait")} named it, and can get a seat elsewhere`]
      : []),
  ];
  return (
    `The settings no longer name the area ${area}: ${facts.join("; ")}. If another area takes it over, write ` +
    `was: [${area}] there. Otherwise its people name another area with /pod join${pods.length > 0 ? MOVING : "."}`
  );
}
