/** What happens in a thread after it was opened. */
import type { User } from "../github/deliver-as-github.ts";
import type { Pushed } from "../github/releases.ts";
import type { Chance } from "./chance.ts";
import { type Group, inGroup, person, ROBOTS } from "./people.ts";
import { AREAS, type Area, LABEL_OF, type Repository } from "./ships.ts";
import { tellingTitle } from "./words.ts";

export type Step = { readonly at: number; readonly by: User } & (
  | { readonly do: "comment"; readonly body: string }
  | { readonly do: "label" | "unlabel"; readonly name: string }
  | { readonly do: "retitle"; readonly title: string }
  | { readonly do: "review"; readonly state: "commented" | "approved" | "changes_requested" }
  | { readonly do: "push" | "ready" }
  | { readonly do: "close"; readonly why: "completed" | "not_planned" }
  | { readonly do: "merge"; readonly how: "squash" | "rebase" | "closes"; readonly commits: readonly Pushed[] }
  /** Of ours: somebody wants no comment there, or no label. */
  | { readonly do: "delete our comment" | "take our label off" }
);

export interface Life {
  readonly steps: Step[];
  /** The area of a label that is corrected. */
  readonly wrong: Area;
  /** Who wrote its commits besides its author. */
  readonly coAuthors: readonly User[];
}

interface Opened {
  readonly author: User;
  readonly by: Group | keyof typeof ROBOTS;
  readonly repository: Repository;
  readonly isPullRequest: boolean;
  readonly openedAt: number;
  readonly area: Area;
  readonly evidence: string;
}

/** Whoever belongs to the organisation may label, review and merge. */
const crew = inGroup("maintainers", "hull", "sail", "docs");
const REMARKS = ["I see this, too.", "Thank you, I will have a look.", "Which ship is it?", "Could you add a test?"];

export function lifeOf(opened: Opened, chance: Chance): Life {
  const { author, isPullRequest, area, evidence } = opened;
  const steps: Step[] = [];
  const isRobot = opened.by === "dependencies" || opened.by === "releases";
  const others = crew.filter(({ id }) => id !== author.id);
  // Older threads go on in the month. Hours are drawn for each thread, so that a seed gives the others the same.
  const hours = chance.hours(5, 200);
  let at = opened.openedAt > 0 ? opened.openedAt : hours;
  const later = (ms: number) => {
    at += ms;
    return at;
  };
  const wrong = chance.of(AREAS.filter((one) => one !== area));

  if (isPullRequest && !isRobot && chance.percent(8))
    steps.push({ do: "ready", by: author, at: later(chance.hours(2, 60)) });
  if (chance.percent(50))
    steps.push({ do: "comment", by: chance.of(others), at: later(chance.minutes(5, 300)), body: chance.of(REMARKS) });
  if (evidence === "late label" || evidence === "corrected label") {
    const by = chance.of(others);
    later(chance.minutes(10, 3_000));
    if (evidence === "corrected label") steps.push({ do: "unlabel", by, at, name: LABEL_OF[wrong] });
    steps.push({ do: "label", by, at: later(1_000), name: LABEL_OF[area] });
  }
  if (evidence === "new title")
    steps.push({
      do: "retitle",
      by: chance.of(others),
      at: later(chance.minutes(20, 900)),
      title: tellingTitle(area, chance),
    });
  if (chance.percent(30))
    steps.push({
      do: "label",
      by: chance.of(others),
      at: later(chance.minutes(1, 60)),
      name: chance.of(["bug", "good first issue", "question"]),
    });

  const coAuthors = isPullRequest && !isRobot && chance.percent(20) ? [chance.of(others)] : [];
  if (isPullRequest) steps.push(...pullSteps(opened, coAuthors, others, at, chance));
  else steps.push(...issueSteps(author, others, at, chance));
  return { steps, wrong, coAuthors };
}

function pullSteps(
  { author, by }: Opened,
  coAuthors: readonly User[],
  others: readonly User[],
  from: number,
  chance: Chance,
): Step[] {
  const steps: Step[] = [];
  let at = from;
  const later = (ms: number) => {
    at += ms;
    return at;
  };
  if (by !== "dependencies" && chance.percent(35))
    steps.push({ do: "push", by: author, at: later(chance.minutes(30, 600)) });
  for (const reviewer of chance.some(others, chance.below(3))) {
    const state = chance.of(["commented", "approved", "changes_requested"] as const);
    steps.push({ do: "review", by: reviewer, at: later(chance.minutes(20, 1_200)), state });
    // Twice on a day counts once.
    if (chance.percent(25))
      steps.push({ do: "review", by: reviewer, at: later(chance.minutes(1, 30)), state: "approved" });
  }
  const end = later(chance.hours(2, 90));
  const merger = chance.of([person("captain"), person("mate")]);
  if (chance.percent(10)) return [...steps, { do: "close", by: merger, at: end, why: "completed" }];
  if (chance.percent(12)) return steps;
  const how = chance.weighed({ squash: 75, rebase: 13, closes: 12 });
  const [second] = coAuthors;
  const trailer =
    second && `Mend it\n\nCo-authored-by: ${second.login} <${second.id}+${second.login}@users.noreply.github.com>`;
  const commits: Pushed[] = !second ? [{}] : how === "squash" ? [{}, { by: second }] : [{ message: trailer ?? "" }];
  return [...steps, { do: "merge", by: how === "closes" ? ROBOTS.merges : merger, at: end, how, commits }];
}

function issueSteps(author: User, others: readonly User[], from: number, chance: Chance): Step[] {
  const at = from + chance.hours(3, 250);
  switch (chance.weighed({ done: 45, open: 35, unplanned: 10, stale: 10 })) {
    case "done":
      return [{ do: "close", by: chance.percent(20) ? author : chance.of(others), at, why: "completed" }];
    case "unplanned":
      return [{ do: "close", by: person("captain"), at, why: "not_planned" }];
    case "stale":
      return [
        { do: "label", by: ROBOTS.stale, at, name: "stale" },
        { do: "comment", by: ROBOTS.stale, at: at + 1_000, body: "Nobody spoke here for a while." },
        { do: "close", by: ROBOTS.stale, at: at + chance.hours(24, 72), why: "not_planned" },
      ];
    default:
      return [];
  }
}
