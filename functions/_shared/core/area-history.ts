/**
 * What became of each id of an area. Records keep the id under which they were stored, so an id that passes to another area
 * takes pods and people along; the settings alone cannot show that.
 */
import { nameKeyOf } from "./places.ts";
import { areaNow, areaTitle, type Settings } from "./settings.ts";

type Areas = Settings["areas"];

/**
 * By every id that the settings have ever named: the id of its area now, which is its own, that of the area that it became,
 * or "" if it was removed; and its last title as an area of its own, or "" if that is not known.
 */
export type AreaHistory = ReadonlyMap<string, readonly [now: string, title: string]>;

const REMOVED = "";

/** The ids that the settings name, each with its area now. */
const idsIn = (areas: Areas): Map<string, string> =>
  new Map(Object.entries(areas).flatMap(([now, { was }]) => [...was, now].map((id) => [id, now] as const)));

/** An area with its own id in `was` is said to be the one that had the id at first. */
const isAffirmed = (id: string, now: string, areas: Areas): boolean => now === id && areas[id]!.was.includes(id);

/** The history once these settings, which have no fault, are in force. */
export function historyWith(areas: Areas, before: AreaHistory): AreaHistory {
  const after = new Map(before);
  for (const [id, [was, title]] of before) if (was === id) after.set(id, [REMOVED, title]);
  for (const [id, now] of idsIn(areas)) {
    const [was, title] = before.get(id) ?? [REMOVED, ""];
    if (now !== id) after.set(id, [now, title]);
    // A replica with the settings of before a renaming leaves that on record.
    else if (was === REMOVED || was === id || isAffirmed(id, now, areas)) after.set(id, [id, areaTitle({ areas }, id)]);
  }
  return after;
}

/** A sentence for each id under which another area is stored than the one it means now. */
export const faultsOfAreas = (areas: Areas, history: AreaHistory): string[] =>
  [...idsIn(areas)].flatMap(([id, now]) => {
    const change = !isAffirmed(id, now, areas) && changeOf(id, now, areas, history);
    return change
      ? `The id ${id} has passed to another area: ${change}, or write was: [${id}] at ${id} if it is that area after all. ${SO_LONG}`
      : [];
  });

const SO_LONG = "Until then nobody is seated or moved, as pods would change areas unasked.";

function changeOf(id: string, now: string, areas: Areas, history: AreaHistory): string | undefined {
  const [was, before] = history.get(id) ?? [id, ""];
  const heir = was === id ? undefined : heirOf(was, areas, history);
  if (heir !== undefined)
    return heir === now ? undefined : `it became ${heir}. Name it in was of ${heir}, and give another area another id`;
  const title = areaTitle({ areas }, id);
  if (now !== id || before === "" || nameKeyOf(before) === nameKeyOf(title)) return undefined;
  if (was !== id) return `it was ${before}, and is ${title}. Give ${title} another id`;
  const giver = [...history].find(([one, [own, its]]) => one === own && one !== id && its === title)?.[0];
  const stays = giver !== undefined && areaNow({ areas }, giver);
  return stays && stays !== id && areaTitle({ areas }, stays) !== title
    ? `it has the title ${title}, which ${giver} had. Exchange the titles again`
    : undefined;
}

/** The area now of an id that became another. */
function heirOf(id: string, areas: Areas, history: AreaHistory): string | undefined {
  let at: string | undefined = id;
  // As many steps as there are ids: areas that were renamed back make a circle.
  for (let steps = history.size; at && steps > 0; steps--) {
    const now = areaNow({ areas }, at);
    if (now !== undefined) return now;
    at = history.get(at)?.[0];
  }
  return undefined;
}
