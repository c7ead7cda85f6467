/** What threads of the month are called, and the files that their pull requests change. */
import type { Chance } from "./chance.ts";
import type { Area } from "./ships.ts";

/** With a word by which an area is known. */
const TELLING: Readonly<Record<Area, readonly string[]>> = {
  hull: [
    "A plank warps in the sun",
    "Paint peels off the hull",
    "The keel hums above ten knots",
    "Replace the third plank",
  ],
  sail: [
    "The mast creaks in a storm",
    "A sail tears at the seam",
    "Rigging tangles after a tack",
    "Make the sail lighter",
  ],
  docs: ["The manual skips a step", "Spell the captain's oath", "Explain knots to beginners", "Typo on the first page"],
  charts: [
    "The chart ends at Iceland",
    "A chart shows a reef twice",
    "Print the chart in colour",
    "Chart the new harbour",
  ],
};
/** Without one. */
const SILENT: Readonly<Record<Area, readonly string[]>> = {
  hull: ["Water in the bilge", "The rudder sticks", "Doors jam below deck", "Use oak below the waterline"],
  sail: ["Ropes fray after a week", "Reef faster in a squall", "Pulleys need grease", "Hoist with one hand"],
  docs: ["Page three is blank", "Say how to tie a bowline", "A word is missing", "Examples use old names"],
  charts: ["Depths are in fathoms", "North is on the left", "Currents are missing", "Fold it without a crease"],
};
const FILES: Readonly<Record<Area, readonly string[]>> = {
  hull: ["hull/planks.go", "hull/keel.go", "hull/rudder.go"],
  sail: ["sails/jib.go", "sails/mast.go", "sails/ropes.go"],
  docs: ["docs/manual.md", "docs/knots.md", "docs/oath.md"],
  charts: ["charts/north.go", "charts/depths.go"],
};
/** They belong to no area. */
const NEUTRAL = ["Makefile", "go.mod", "main.go"];

export const tellingTitle = (area: Area, chance: Chance): string => chance.of(TELLING[area]);
export const silentTitle = (area: Area, chance: Chance): string => chance.of(SILENT[area]);

/** Most of them are the area's; one more may be another's. */
export function filesOf(area: Area, chance: Chance, other?: Area): string[] {
  const own = chance.some(FILES[area], 2);
  return [...own, ...(other ? FILES[other].slice(0, 1) : []), ...(chance.percent(30) ? ["Makefile"] : [])];
}

export const neutralFiles = (chance: Chance): string[] => chance.some(NEUTRAL, 2);
