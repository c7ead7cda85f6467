/** The list that somebody waits on, in a comment. */
import { neutralise } from "../github/neutralise.ts";
import { isNoArea, NOWHERE } from "../seating.ts";
import { sentenceList } from "../sentence-list.ts";
import { areaTitle, type Settings } from "../settings.ts";

/** `areas` are between commas. */
export function waitedFor(areas: string, settings: Pick<Settings, "areas">): string {
  if (areas === NOWHERE) return "no area";
  if (isNoArea(areas)) return "any pod";
  return sentenceList(areas.split(",").map((area) => neutralise(areaTitle(settings, area))));
}
