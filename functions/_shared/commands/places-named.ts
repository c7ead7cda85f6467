import { type Place, placesIn } from "../core/places.ts";
import { LostArea, slugOf, type Words, withoutEnd } from "./words.ts";

const POD = /^pod=/i;

/**
 * The areas and pods among the words of a command: by name, by slug, or as `pod=<slug>`, for a pod whose name means something
 * else as well. Names come last. Throws `LostArea` for words that name nothing but such an area.
 */
export function placesNamed({ parts, settings, pods, lost = [] }: Words): Place[] {
  const slugs = parts.filter((part) => POD.test(part)).map((part) => slugOf(withoutEnd(part.replace(POD, ""))));
  const names = parts.filter((part) => !POD.test(part)).join(" ");
  const named = placesIn(names, settings, pods);
  if (lost.length > 0 && named.some(({ kind }) => kind === "word")) {
    const before = { areas: { ...Object.fromEntries(lost.map((id) => [id, { was: [] }])), ...settings.areas } };
    for (const place of placesIn(names, before, pods))
      if (place.kind === "area" && lost.includes(place.id)) throw new LostArea(place.id);
  }
  return [...slugs.map((slug): Place => ({ kind: "pod", slug })), ...named];
}
