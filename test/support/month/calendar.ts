/** What happens once in the month: commands, releases, a new name, an issue that moves, and people who want no comment. */
import type { User } from "../github/deliver-as-github.ts";
import type { Step } from "./life.ts";
import { person } from "./people.ts";
import type { Repository } from "./ships.ts";
import { DAY_MS, type Plan } from "./threads.ts";

const HOUR_MS = 3_600_000;
export const HULL_NOW = "ships/keelworks";

export type Event = { readonly at: number } & (
  | { readonly do: "say"; readonly by: User; readonly body: string }
  | {
      readonly do: "release";
      readonly tag: string;
      readonly target: string;
      readonly prerelease: boolean;
      readonly repository: Repository;
      readonly notes: string;
    }
  | { readonly do: "branch"; readonly name: string }
  | { readonly do: "rename" }
  | { readonly do: "transfer"; readonly plan: Plan }
);

type Words = Extract<Event, { do: "say" }>;
const says = (login: string, day: number, command: string): Words => ({
  do: "say",
  by: person(login),
  at: day * DAY_MS,
  body: `/pod ${command}`,
});

/** Who changes their mind, and when. From then on nobody speaks to some of them. */
export const WORDS: readonly Words[] = [
  says("delia", 5, "independent"),
  says("vera", 6, "join hull"),
  says("enzo", 11, "join charts"),
  says("flora", 12, "join charts"),
  says("will", 13, "who"),
  says("sven", 14, "leave"),
  says("ines", 16, "pause 2w"),
];

const release = (day: number, tag: string, more: Partial<Extract<Event, { do: "release" }>> = {}): Event => ({
  do: "release",
  at: day * DAY_MS + 10 * HOUR_MS,
  tag,
  target: "main",
  prerelease: false,
  repository: "hull",
  notes: `## ${tag}\r\n\r\nFair winds!\r\n`,
  ...more,
});

const BACKPORTS = "release-1.4";

/** After the founding; the month before had v1.3.0. */
export function calendarOf(plans: readonly Plan[]): Event[] {
  const moves = plans.find(
    ({ repository, by, isPullRequest, openedAt, evidence, area, steps }) =>
      repository === "docs" &&
      area === "docs" &&
      evidence === "repository" &&
      by !== "docs" &&
      by !== "sail" &&
      !isPullRequest &&
      openedAt > 0 &&
      steps.every(({ do: what }) => what !== "close"),
  );
  return [
    ...WORDS,
    release(8, "v1.4.0"),
    { do: "branch", at: 8 * DAY_MS + 11 * HOUR_MS, name: BACKPORTS },
    release(15, "v1.5.0-rc.1", { prerelease: true }),
    { do: "rename", at: 17 * DAY_MS + 9 * HOUR_MS },
    release(20, "v1.4.1", { target: BACKPORTS }),
    release(24, "v1.5.0"),
    release(25, "v0.1.0", { repository: "secret" }),
    ...(moves ? [{ do: "transfer", at: moves.openedAt + 26 * HOUR_MS, plan: moves } as const] : []),
  ];
}

/** Changes some of the plans by hand: what chance would hardly bring. */
export function arrange(plans: readonly Plan[]): Plan[] {
  const isNew = ({ openedAt }: Plan) => openedAt > 0;
  const deleted = plans.find((one) => one.by === "newcomers" && one.repository === "hull" && isNew(one) && !one.draft);
  const bare = plans.find((one) => one.by === "hull" && one.repository === "hull" && isNew(one) && !one.draft);
  const backports = plans
    .filter(({ by, repository, isPullRequest, openedAt, steps }) => {
      const isDone = steps.some((step) => step.do === "merge" && step.how !== "closes");
      const inTime = openedAt > 9 * DAY_MS && openedAt < 18 * DAY_MS;
      return by !== "dependencies" && repository === "hull" && isPullRequest && isDone && inTime;
    })
    .slice(0, 3);
  const titled = plans.find(
    (one) =>
      one.isPullRequest &&
      one.by === "hull" &&
      one.repository === "hull" &&
      one.steps.some(({ do: what }) => what === "merge"),
  );
  return plans.map((plan) => ({
    ...plan,
    ...(plan === titled && { title: "Port @nilsson's lamp holder" }),
    ...(backports.includes(plan) && { base: BACKPORTS, steps: before(19.5 * DAY_MS, plan) }),
    ...(plan === deleted && { steps: inOrder(plan.steps, "delete our comment", plan.openedAt + HOUR_MS) }),
    ...(plan === bare && { steps: inOrder(plan.steps, "take our label off", plan.openedAt + HOUR_MS) }),
  }));
}

const inOrder = (steps: readonly Step[], what: "delete our comment" | "take our label off", at: number): Step[] =>
  [...steps, { do: what, by: person("captain"), at }].sort((a, b) => a.at - b.at);

/** Its steps, as late as they are, but all of them before a time. */
function before(end: number, { steps, openedAt }: Plan): Step[] {
  const last = Math.max(...steps.map(({ at }) => at));
  const share = Math.min(1, (end - openedAt) / (last - openedAt));
  return steps.map((step) => ({ ...step, at: openedAt + Math.floor(((step.at - openedAt) * share) / 1_000) * 1_000 }));
}
