/** Sentences of the weekly digest. They thank and invite; they never put people in an order. */
import type { Item, Numbers, PodRef, PodThanks } from "../digest/model.ts";
import { withCommas as number } from "../lazily.ts";

const WORDS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"] as const;
/** `seven`, `57` */
const spoken = (n: number): string => WORDS[n] ?? number(n);
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** `1 seat`, `2 seats` */
export const count = (n: number, one: string, many = `${one}s`): string => `${number(n)} ${n === 1 ? one : many}`;
export const pullRequests = (n: number): string => count(n, "pull request");
export const more = (n: number): string => `${number(n)} more`;

/** `a`, `a and b`, `a, b and c` */
export const sentenceList = (parts: readonly string[]): string =>
  parts.length < 2 ? (parts[0] ?? "") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;

/** What was best about the week: two things at most. */
export function headline(numbers: Numbers, release: Item | undefined): string {
  const { newcomers, merged, people, releases } = numbers;
  const [first, second] = [
    newcomers > 0 && `${spoken(newcomers)} new ${newcomers === 1 ? "person" : "people"}`,
    release
      ? releaseName(release)
      : releases > 0 && `${spoken(releases)} new ${releases === 1 ? "release" : "releases"}`,
    merged > 0 && `${spoken(merged)} ${merged === 1 ? "pull request" : "pull requests"} merged`,
  ].filter((part) => part !== false);
  if (first === undefined)
    return people > 0 ? `${capital(spoken(people))} ${people === 1 ? "person" : "people"} at work` : "A quiet week";
  // A release keeps the name its people gave it.
  const begin = release && first === releaseName(release) ? first : capital(first);
  return second === undefined ? begin : `${begin}, and ${second}`;
}

/** A release whose name is a bare version needs its repository's. */
export const releaseName = ({ ref, title }: Item): string =>
  title.toLowerCase().includes(ref.toLowerCase()) ? title : `${ref} ${title}`;

export function lead(numbers: Numbers, trend: readonly number[]): string {
  const { people, pods, merged, reviewedElsewhere } = numbers;
  if (people === 0 && merged === 0) return "Nobody was active this week. The next one is yours to begin.";
  const from = pods > 0 ? ` from ${count(pods, "pod")}` : "";
  const active = `${count(people, "person", "people")}${from} ${people === 1 ? "was" : "were"} active${comparison(trend)}.`;
  if (merged === 0) return `${active} Nothing was merged this week.`;
  const elsewhere =
    reviewedElsewhere === 0 ? "" : `; ${spoken(reviewedElsewhere)} of them had a reviewer from another pod`;
  return `${active} ${pullRequests(merged)} ${merged === 1 ? "was" : "were"} merged${elsewhere}.`;
}

/** With fewer weeks than this, "the most so far" says nothing. */
const WEEKS_TO_COMPARE = 3;

function comparison(trend: readonly number[]): string {
  const before = trend.slice(0, -1);
  if (before.length < WEEKS_TO_COMPARE) return "";
  return (trend.at(-1) ?? 0) > Math.max(...before) ? `, the most in ${trend.length} weeks` : "";
}

export const nobodyNew = "Nobody new this week. Bring somebody along next week.";

/** Somebody who was invited and has not answered is named nowhere. */
export const newButUnnamed = (people: number): string =>
  `Welcome to ${spoken(people)} new ${people === 1 ? "person" : "people"}.`;

export const outsidePods = "Beyond the pods";
export const nothingDone = "No pull request was merged or reviewed this week.";
export const quietPods = (pods: number): string =>
  pods === 1 ? "One pod had a quiet week." : `${capital(spoken(pods))} pods had a quiet week.`;

type Deeds = Pick<PodThanks<unknown>, "reviews" | "reviewsElsewhere" | "opened" | "closed">;

/** Everything but what was merged: `gave 4 reviews, 2 of them for other pods; closed 3 issues`. */
export function otherDeeds({ reviews, reviewsElsewhere, opened, closed }: Deeds): string {
  return [
    reviews > 0 && `gave ${count(reviews, "review")}${forOthers(reviews, reviewsElsewhere)}`,
    opened > 0 && `opened ${threads(opened)}`,
    closed > 0 && `closed ${count(closed, "issue")}`,
  ]
    .filter((part) => part !== false)
    .join("; ");
}

const threads = (n: number): string => count(n, "issue or pull request", "issues and pull requests");

function forOthers(reviews: number, elsewhere: number): string {
  if (elsewhere === 0) return "";
  if (elsewhere < reviews) return `, ${number(elsewhere)} of them for other pods`;
  return reviews === 1 ? " for another pod" : ", all of them for other pods";
}

const lookingAfter = ({ area }: PodRef): string => (area === "" ? "" : ` looks after ${area}`);

export function openSeats(pod: PodRef, people: number, seats: number, needs: readonly string[]): string {
  const useful = needs.length === 0 ? "" : `; most useful would be ${needs[0]}`;
  return `${lookingAfter(pod)} with ${count(people, "person", "people")} and has ${count(seats, "open seat")}${useful}.`;
}

export const noAdvocate = (pod: PodRef): string =>
  `${pod.area === "" ? "" : ` (${pod.area})`} needs an advocate, an hour or two a week.`;

export const allFull = "Every seat is taken and every pod has an advocate.";
export const noPods = "There are no pods yet. The first one forms as soon as five people ask for the same area.";
export const noMeetings = "No meetings are planned.";

/** Without what did not happen. */
export function numbers(n: Numbers): string[] {
  const before = n.mergedBefore === null ? "" : ` (${number(n.mergedBefore)} the week before)`;
  const change = n.starsChange === 0 ? "" : ` (${signed(n.starsChange)} this week)`;
  return [
    `${pullRequests(n.merged)} merged${before}, ${count(n.reviews, "review")}`,
    n.opened + n.closed > 0 && `${threads(n.opened)} opened, ${count(n.closed, "issue")} closed`,
    n.people > 0 &&
      `${count(n.people, "person", "people")} active in ${count(n.repositories, "repository", "repositories")}`,
    `${count(n.stars, "star")}${change}`,
  ].filter((line) => line !== false);
}

const signed = (n: number): string => (n < 0 ? `−${number(-n)}` : `+${number(n)}`);

export const released = (n: number): string => `${count(n, "release")}: `;

export function busiest(repositories: readonly { name: string; merged: number }[], rest: number): string {
  const names = repositories.map(({ name, merged }) => `${name} (${number(merged)})`);
  return `Most merged in ${sentenceList([...names, ...(rest > 0 ? [more(rest)] : [])])}`;
}

export const feedTitle = (community: string): string => `${community} pods, week by week`;
/** What a list leaves out; the page has it. */
export const andMore = (n: number): string => `and ${more(n)}`;
export const readAll = "Read all of it";
export const footnote = "Only public activity is counted, and nobody is ranked.";

export const notPublished = (week: string): string =>
  `The digest of ${week} was not published. GET /archive lists the weeks that were.`;
export const nonePublished = "No digest was published yet. The first one comes when the first week is over.";
export const notAWeek = (text: string): string => `"${text}" is not an ISO week such as 2026-W47.`;
export const notOver = (week: string, ends: string): string =>
  `${week} is not over: it ends on ${ends}. {"do":"preview"} shows it as it is now.`;
export const notBegun = (week: string): string => `${week} has not begun, so there is nothing to show.`;
export const nothingToCorrect = (week: string): string =>
  `The digest of ${week} was never published, so there is nothing to correct. Send {"do":"publish"}.`;
