import { type Place, placesIn } from "../core/places.ts";
import { slugOf, type Words, withoutEnd } from "./words.ts";

const POD = /^pod=/i;

/**
 * The areas and pods among the words of a command: by name, by slug, or as `pod=<slug>`, for a pod whose name means something
 * else as well. Names come last.
 */
export function placesNamed({ parts, settings, pods }: Words): Place[] {
  const slugs = parts.filter((part) => POD.test(part)).map((part) => slugOf(withoutEnd(part.replace(POD, ""))));
  const names = parts.filter((part) => !POD.test(part));
  return [...slugs.map((slug): Place => ({ kind: "pod", slug })), ...placesIn(names.join(" "), settings, pods)];
}
