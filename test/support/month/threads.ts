/** The threads of the month: who opens which, where, and the area that a careful triager gives it in the end. */
import type { User } from "../github/deliver-as-github.ts";
import { Chance } from "./chance.ts";
import { type Life, lifeOf } from "./life.ts";
import { type Group, inGroup, ROBOTS } from "./people.ts";
import { AREAS, type Area, LABEL_OF, type Repository } from "./ships.ts";
import { filesOf, neutralFiles, silentTitle, tellingTitle } from "./words.ts";

export const DAY_MS = 24 * 3_600_000;
export const DAYS = 30;
export const THREADS = 200;
/** Open when we come. */
const FROM_BEFORE = 20;

/** How many threads of a hundred who opens. Robots and those who belong there open most, as in real organisations. */
const AUTHORS = {
  dependencies: 15,
  releases: 2,
  maintainers: 13,
  hull: 25,
  sail: 9,
  docs: 9,
  charts: 3,
  independent: 4,
  paused: 2,
  alumni: 2,
  forgotten: 2,
  outside: 5,
  newcomers: 9,
} as const satisfies Record<Group, number> & Partial<Record<keyof typeof ROBOTS, number>>;
type Author = keyof typeof AUTHORS;

/** What shows which area it is, and what misleads. */
type Evidence = "repository" | "title" | "label" | "late label" | "paths" | "corrected label" | "new title" | "nothing";

export interface Plan extends Life {
  readonly repository: Repository;
  number: number;
  readonly author: User;
  readonly by: Author;
  readonly isPullRequest: boolean;
  readonly title: string;
  readonly labels: readonly string[];
  readonly files: readonly string[];
  readonly draft: boolean;
  readonly base: string;
  /** Counted from the beginning of the month, ms; negative if it was there before. */
  readonly openedAt: number;
  readonly area: Area;
  readonly evidence: Evidence;
}

/** Where the work on an area is done. */
const AREA_IN: Readonly<Record<Repository, Readonly<Record<Area, number>>>> = {
  hull: { hull: 62, sail: 20, docs: 10, charts: 8 },
  sail: { hull: 10, sail: 90, docs: 0, charts: 0 },
  docs: { hull: 5, sail: 5, docs: 90, charts: 0 },
  secret: { hull: 70, sail: 30, docs: 0, charts: 0 },
};

/** In the repository of an area nothing else needs to show it. In that of the hull, titles tell the sails from it. */
function evidenceFor(area: Area, repository: Repository, isPullRequest: boolean, chance: Chance): Evidence {
  const isAtHome = area === repository || (repository === "secret" && area === "hull");
  const isToldByTitle = repository === "hull" && (area === "hull" || area === "sail");
  return chance.weighed<Evidence>({
    repository: isAtHome ? 40 : 0,
    title: isToldByTitle && !isPullRequest ? 30 : 0,
    label: 15,
    "late label": 20,
    paths: isPullRequest ? 60 : 0,
    "corrected label": 6,
    "new title": isToldByTitle && !isPullRequest ? 6 : 0,
    nothing: isAtHome ? 0 : 2,
  });
}

const another = (area: Area, chance: Chance): Area => chance.of(AREAS.filter((one) => one !== area));

interface Opening {
  readonly repository: Repository;
  readonly by: Author;
  readonly openedAt: number;
}

function planOf({ repository, by, openedAt }: Opening, chance: Chance): Plan {
  const isRobot = by === "dependencies" || by === "releases";
  const author = isRobot ? ROBOTS[by] : chance.of(inGroup(by));
  const isPullRequest = isRobot || chance.percent(45);
  const own = AREAS.find((area) => area === by);
  const home = isRobot ? { ...AREA_IN[repository], charts: 0 } : AREA_IN[repository];
  // Members of a pod mostly work on its area.
  const area =
    own && home[own] > 0 && chance.percent(60) ? own : isRobot ? robotArea(repository) : chance.weighed(home);
  const evidence = isRobot ? "repository" : evidenceFor(area, repository, isPullRequest, chance);
  const isMisleading = ["label", "late label", "paths"].includes(evidence) && chance.percent(15);
  const told = evidence === "title" || evidence === "paths" ? tellingTitle : silentTitle;
  const title = isMisleading || evidence === "new title" ? tellingTitle(misled(area), chance) : told(area, chance);
  const opening = { author, by, repository, isPullRequest, openedAt, area, evidence };
  const life = lifeOf(opening, chance);
  return {
    ...opening,
    ...life,
    number: 0,
    title: titled(by, title),
    labels: [
      ...(evidence === "label" ? [LABEL_OF[area]] : []),
      ...(evidence === "corrected label" ? [LABEL_OF[life.wrong]] : []),
      ...(by === "dependencies" ? ["dependencies"] : []),
    ],
    files: !isPullRequest
      ? []
      : evidence === "paths"
        ? filesOf(area, chance, chance.percent(20) ? another(area, chance) : undefined)
        : neutralFiles(chance),
    draft: life.steps.some((step) => step.do === "ready") || (isPullRequest && !isRobot && chance.percent(4)),
    base: "main",
  };
}

const robotArea = (repository: Repository): Area => (repository === "secret" ? "hull" : repository);
const misled = (area: Area): Area => (area === "hull" ? "sail" : "hull");

function titled(by: Author, title: string): string {
  if (by === "dependencies") return "Update dependency of the bilge pump";
  return by === "releases" ? "Prepare the next release" : title;
}

/** Numbered in each repository as they are opened. The private repository has some more, beside the two hundred. */
export function plansOf(seed: number): Plan[] {
  const chance = new Chance(seed);
  const openedAt = (n: number) => (n < FROM_BEFORE ? -chance.hours(24, 60 * 24) : chance.hours(12, (DAYS - 2) * 24));
  const openings = Array.from({ length: THREADS }, (_, n): Opening => {
    const repository = chance.weighed<Repository>({ hull: 60, sail: 15, docs: 25, secret: 0 });
    return { repository, by: chance.weighed(AUTHORS), openedAt: openedAt(n) };
  });
  const secrets = Array.from({ length: 12 }, (_, n): Opening => {
    return {
      repository: "secret",
      by: chance.of(["maintainers", "hull", "sail"]),
      openedAt: openedAt(n + FROM_BEFORE),
    };
  });
  const plans = [...openings, ...secrets].map((one) => planOf(one, chance)).sort((a, b) => a.openedAt - b.openedAt);
  const numbers = new Map<Repository, number>();
  for (const plan of plans) {
    plan.number = (numbers.get(plan.repository) ?? 0) + 1;
    numbers.set(plan.repository, plan.number);
  }
  return plans;
}
