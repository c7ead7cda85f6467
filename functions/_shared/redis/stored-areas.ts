/**
 * Areas as they are stored and as the settings name them now. Values that were stored before an area was renamed keep its
 * former id until they are written again, so replicas with older settings go on reading them.
 */
import { withoutRepeats } from "../core/member.ts";
import { areaNow, type Settings } from "../core/settings.ts";

type Areas = Settings["areas"];

export interface StoredAreas {
  /** The areas of the settings. */
  now(): Areas | undefined;
  /** The present id of an area, whichever it is stored or named under; the same if the settings no longer name it. */
  idNow(id: string): string;
  idsNow(ids: readonly string[]): string[];
  /** Whether the settings name the area. */
  isKnown(id: string): boolean;
  /** The ids under which an area is stored. */
  storedIds(area: string): string[];
  /** The same for the verbs: `,docs=handbook,handbook=handbook,`. */
  known(): string;
}

/** Every id is an area, and none was renamed: for a store without settings. */
const ALL: StoredAreas = {
  now: () => undefined,
  idNow: (id) => id,
  idsNow: (ids) => [...ids],
  isKnown: () => true,
  storedIds: (area) => [area],
  known: () => "",
};

export function storedAreas(areasNow: (() => Areas) | undefined): StoredAreas {
  if (!areasNow) return ALL;
  let latest: Areas | undefined;
  let known = "";
  const idNow = (id: string) => areaNow({ areas: areasNow() }, id) ?? id;
  return {
    now: areasNow,
    idNow,
    idsNow: (ids) => withoutRepeats(ids.map(idNow)),
    isKnown: (id) => areaNow({ areas: areasNow() }, id) !== undefined,
    storedIds: (area) => withoutRepeats([area, ...(areasNow()[area]?.was ?? [])]),
    known() {
      const areas = areasNow();
      if (areas !== latest) {
        latest = areas;
        const pairs = Object.entries(areas).flatMap(([id, { was }]) => [id, ...was].map((one) => `${one}=${id}`));
        known = `,${withoutRepeats(pairs).join(",")},`;
      }
      return known;
    },
  };
}
