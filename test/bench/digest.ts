/**
 * `npm run bench -- digest`: how long a week of 100,000 activities and an ordinary one take from facts to every rendering, and
 * how much memory the large one needs, against reading the same facts as JSON, which the store does anyway.
 */
import { CHANNELS } from "#shared/channels/index.ts";
import type { CreditedActivity } from "#shared/core/activity.ts";
import { renderAtom } from "#shared/core/digest/atom.ts";
import { buildDigest, type DigestInput } from "#shared/core/digest/build.ts";
import { renderMarkdown } from "#shared/core/digest/markdown.ts";
import { storyOf } from "#shared/core/digest/story.ts";
import { renderText } from "#shared/core/digest/text.ts";
import { viewOf } from "#shared/core/digest/view.ts";
import { digestPage } from "../../functions/weekly-digest/digest-page.ts";
import { crowdedWeek, did, input, MONDAY, members, SETTINGS, WEEK } from "../support/digest.ts";

const ACTIVITIES = 100_000;
const PEOPLE = 20_000;
const PODS = 60;
const ROUNDS = 9;
const MB = 1024 * 1024;

const KINDS = ["merged", "reviewed", "reviewed", "opened", "closed"] as const;

function largeWeek(): DigestInput {
  const activities = Array.from({ length: ACTIVITIES }, (_, i): CreditedActivity => {
    const kind = KINDS[i % KINDS.length]!;
    const number = Math.floor(i / KINDS.length) + 1;
    const about = { number, pod: (i % PODS) + 1, at: MONDAY + i * 5_000 };
    const thread = kind === "closed" ? { subject: "issue" as const, openedAt: MONDAY - i * 100_000 } : {};
    return did(kind, i % PEOPLE, { ...about, ...thread });
  });
  return { ...crowdedWeek(), activities };
}

/** As many facts as a community of a hundred people has in a week. */
const ordinaryWeek = (): DigestInput => input({ activities: largeWeek().activities.slice(0, 300) });

const KNOWN = { members: members(), privateRepositories: new Set<number>() };

/** Everything that becomes of a week. */
function tell(week: DigestInput): number {
  const view = viewOf(buildDigest(week), KNOWN);
  const story = storyOf(view, SETTINGS);
  const page = digestPage({ settings: SETTINGS, view, story, publishedAt: MONDAY });
  const feed = renderAtom(SETTINGS, [{ week: WEEK, story, publishedAt: MONDAY, updatedAt: MONDAY }]);
  const chats = CHANNELS.map(({ render }) => render(story));
  return [page, feed, renderMarkdown(story), renderText(story), ...chats].join("").length;
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!;

/** Processor time, ms: other work on the machine does not count. */
function timed(run: () => unknown): number {
  const times = Array.from({ length: ROUNDS }, () => {
    const began = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(began);
    return (user + system) / 1000;
  });
  return median(times);
}

for (const [name, week] of [
  [`${ACTIVITIES} activities`, largeWeek()],
  ["an ordinary week", ordinaryWeek()],
] as const) {
  const json = JSON.stringify(week.activities);
  const floor = timed(() => JSON.parse(json));
  const ms = timed(() => tell(week));
  console.log(
    `${name}: ${ms.toFixed(1)} ms of processor time for every rendering, ${(ms / floor).toFixed(1)} × reading the facts as JSON (${floor.toFixed(1)} ms)`,
  );
}
const before = process.memoryUsage().rss;
tell(largeWeek());
console.log(
  `memory: ${Math.round(process.memoryUsage().rss / MB)} MB in all, ${Math.round((process.memoryUsage().rss - before) / MB)} MB more for another large week`,
);
