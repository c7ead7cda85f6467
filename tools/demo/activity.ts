import type { Ability } from "#shared/core/member.ts";
import type { Random } from "#shared/core/search/random.ts";
import type { Settings } from "#shared/core/settings.ts";
import type { DatedDelivery, DemoRepository, DemoThread } from "./payloads.ts";
import * as payloads from "./payloads.ts";
import type { DemoPerson } from "./people.ts";

export const WEEKS = 12;
const HOUR_MS = 3_600_000;
const WEEK_MS = 7 * 24 * HOUR_MS;

/** How many of a hundred people of an ability are active in a week. */
const ACTIVE_PERCENT: Readonly<Record<Ability, number>> = {
  newcomer: 9,
  contributor: 18,
  experienced: 27,
  maintainer: 40,
};
const PULL_REQUEST_PERCENT = 68;
const REVIEWED_PERCENT = 70;
const MERGED_PERCENT = 82;
const CLOSED_PERCENT = 55;
const STARS_PER_WEEK_MAX = 3;
const WEEKS_BETWEEN_RELEASES = 4;
/** Enough to show. Sending all activity of a community of 100,000 would take minutes. */
const ACTIVE_PER_WEEK_MAX = 150;

const VERBS = ["Fix", "Document", "Speed up", "Test", "Simplify", "Support", "Explain", "Validate"];
const THINGS = [
  "retries after a timeout",
  "the health check",
  "namespaces with a dash",
  "reading secrets from a file",
  "large request bodies",
  "the build on Arm",
  "log streaming",
  "time zones in schedules",
  "a cancelled deploy",
  "the error for a missing template",
  "labels and annotations",
  "scaling back from one",
  "the quick start",
  "proxies with basic auth",
  "signed webhooks",
];
const LABELS = [[], [], ["bug"], ["enhancement"], ["good first issue"], ["documentation"], ["help wanted"]];

/** An event. Its payload is made when its turn comes, because numbers and stars count up over time. */
interface Happening {
  readonly at: number;
  readonly event: string;
  readonly payload: () => Readonly<Record<string, unknown>>;
}

interface World {
  readonly people: readonly DemoPerson[];
  readonly repositories: readonly DemoRepository[];
  readonly random: Random;
}

/** Twelve weeks of a community's life up to `now` (ms), oldest first: the same for the same generator and clock. */
export function inventActivity(
  people: readonly DemoPerson[],
  settings: Pick<Settings, "areas">,
  now: number,
  random: Random,
): DatedDelivery[] {
  const repositories = repositoriesOf(settings);
  if (repositories.length === 0 || people.length === 0) return [];
  const world = { people, repositories, random };
  const weeks = Array.from({ length: WEEKS }, (_, week) => happeningsOf(world, week, now - (WEEKS - week) * WEEK_MS));
  return weeks
    .flat()
    .filter(({ at }) => at < now)
    .sort((a, b) => a.at - b.at)
    .map(({ at, event, payload }) => ({ id: guid(random), event, at, payload: payload() }));
}

function happeningsOf(world: World, week: number, from: number): Happening[] {
  const { people, repositories, random } = world;
  const share = Math.min(1, ACTIVE_PER_WEEK_MAX / (people.length * 0.3));
  const active = people.filter(({ ability }) => random.below(10_000) < ACTIVE_PERCENT[ability] * 100 * share);
  return [
    ...active.flatMap((person) => threadStory(world, person, from + random.below(WEEK_MS))),
    ...repositories
      .filter((_, index) => (index + week) % WEEKS_BETWEEN_RELEASES === 0)
      .flatMap((repository) => releaseStory(world, repository, from + random.below(WEEK_MS))),
    ...repositories.flatMap((repository) => starStories(world, repository, from)),
  ];
}

/** A pull request that is opened, perhaps reviewed, perhaps merged; or an issue that is opened and perhaps closed. */
function threadStory(world: World, author: DemoPerson, start: number): Happening[] {
  const { random } = world;
  const repository = repositoryFor(world, author);
  const thread: DemoThread = {
    repository,
    number: 0,
    title: `${oneOf(VERBS, random)} ${oneOf(THINGS, random)}`,
    author,
    labels: oneOf(LABELS, random),
    createdAt: start,
  };
  const opened = (payload: () => Record<string, unknown>) => () => {
    thread.number = ++repository.numbers;
    return payload();
  };
  const later = (hours: number) => start + (1 + random.below(hours)) * HOUR_MS;
  if (random.below(100) >= PULL_REQUEST_PERCENT) {
    const closing = { at: later(200), by: colleague(world, author) };
    const story = [
      { at: start, event: "issues", payload: opened(() => payloads.issue(thread, "opened", author, start)) },
      {
        at: closing.at,
        event: "issues",
        payload: () => payloads.issue(thread, "closed", closing.by, closing.at),
      },
    ];
    return story.slice(0, random.below(100) < CLOSED_PERCENT ? 2 : 1);
  }

  const reviewer = colleague(world, author);
  const reviewedAt = later(60);
  const mergedAt = reviewedAt + HOUR_MS;
  const reviewId = random.below(1 << 30) + 1;
  const story: Happening[] = [
    { at: start, event: "pull_request", payload: opened(() => payloads.pullRequest(thread, "opened", author, start)) },
  ];
  if (reviewer !== author && random.below(100) < REVIEWED_PERCENT) {
    const payload = () => payloads.review(thread, reviewer, reviewId, reviewedAt);
    story.push({ at: reviewedAt, event: "pull_request_review", payload });
  }
  if (random.below(100) < MERGED_PERCENT) {
    const payload = () => payloads.pullRequest(thread, "closed", reviewer, mergedAt);
    story.push({ at: mergedAt, event: "pull_request", payload });
  }
  return story;
}

function releaseStory(world: World, repository: DemoRepository, at: number): Happening[] {
  const { people, random } = world;
  const maintainers = people.filter(({ ability }) => ability === "maintainer");
  const author = oneOf(maintainers.length > 0 ? maintainers : people, random);
  const id = random.below(1 << 30) + 1;
  const payload = () => payloads.release(repository, author, id, `v0.${repository.numbers}.0`, at);
  return [{ at, event: "release", payload }];
}

/** Stars come from passers-by, not from members. */
function starStories({ random }: World, repository: DemoRepository, from: number): Happening[] {
  return Array.from({ length: random.below(STARS_PER_WEEK_MAX) }, () => {
    const id = 9_500_000_000 + random.below(1 << 30);
    const at = from + random.below(WEEK_MS);
    const payload = () => {
      repository.stars++;
      return payloads.star(repository, { id, login: `passer-by-${id}` }, at);
    };
    return { at, event: "star", payload };
  });
}

function repositoriesOf(settings: Pick<Settings, "areas">): DemoRepository[] {
  return Object.entries(settings.areas)
    .flatMap(([area, { repositories }]) => repositories.map((name) => ({ area, name })))
    .map(({ area, name }, index) => ({ id: 9_000_000 + index, name, area, stars: 4_000 - index * 210, numbers: 100 }))
    .map((repository) => ({ ...repository, stars: Math.max(repository.stars, 40) }));
}

/** A repository, mostly of the area that a person wants most. */
function repositoryFor({ repositories, random }: World, { areas }: DemoPerson): DemoRepository {
  const area = random.below(4) > 0 ? areas[0] : oneOf(areas, random);
  const near = repositories.filter((repository) => repository.area === area);
  return oneOf(near.length > 0 ? near : repositories, random);
}

/** Another person of the same area who may review, if there is one. */
function colleague({ people, random }: World, author: DemoPerson): DemoPerson {
  const near = people.filter(
    ({ areas, ability, id }) => areas[0] === author.areas[0] && ability !== "newcomer" && id !== author.id,
  );
  return near.length > 0 ? oneOf(near, random) : author;
}

function oneOf<T>(list: readonly T[], random: Random): T {
  return list[random.below(list.length)] as T;
}

function guid(random: Random): string {
  const hex = Array.from({ length: 4 }, () => (random.bits() >>> 0).toString(16).padStart(8, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
