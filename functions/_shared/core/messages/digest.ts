/** Sentences of the weekly digest. They thank and invite; they never rank people. */
import { capital } from "../capital.ts";
import type { Item, Numbers, PodRef, PodThanks } from "../digest/model.ts";
import { withCommas as number } from "../lazily.ts";
import { count } from "../number-words.ts";

const WORDS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"] as const;
/** `seven`, `57` */
const inWords = (n: number): string => WORDS[n] ?? number(n);

export const pullRequests = (n: number): string => count(n, "pull request");
export const more = (n: number): string => `${number(n)} more`;

/** `a`, `a and b`, `a, b and c` */
export const sentenceList = (parts: readonly string[]): string =>
  parts.length < 2 ? (parts[0] ?? "") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;

/** The best news of the week, at most two items. */
export function headline(numbers: Numbers, release: Item | undefined): string {
  const { newcomers, merged, people, releases } = numbers;
  const [first, second] = [
    newcomers > 0 && `${inWords(newcomers)} new ${newcomers === 1 ? "person" : "people"}`,
    release
      ? releaseName(release)
      : releases > 0 && `${inWords(releases)} new ${releases === 1 ? "release" : "releases"}`,
    merged > 0 && `${inWords(merged)} ${merged === 1 ? "pull request" : "pull requests"} merged`,
  ].filter((part) => part !== false);
  if (first === undefined)
    return people > 0 ? `${capital(inWords(people))} ${people === 1 ? "person" : "people"} at work` : "A quiet week";
  // A release keeps the spelling of its name.
  const begin = release && first === releaseName(release) ? first : capital(first);
  return second === undefined ? begin : `${begin}, and ${second}`;
}

/** A release whose name is a bare version needs its repository's. */
export const releaseName = ({ ref, title }: Item): string =>
  title.toLowerCase().includes(ref.toLowerCase()) ? title : `${ref} ${title}`;

export function lead(numbers: Numbers, trend: readonly number[]): string {
  const { people, pods, merged, reviewedElsewhere } = numbers;
  if (people === 0 && merged === 0) return "A quiet week: nothing was merged or reviewed.";
  const where = pods > 0 ? ` in ${count(pods, "pod")}` : "";
  const active = `${count(people, "person", "people")}${where} took part${comparison(trend)}.`;
  if (merged === 0) return `${active} Nothing was merged.`;
  const were = merged === 1 ? "was" : "were";
  return `${active} ${pullRequests(merged)} ${were} merged${acrossPods(merged, reviewedElsewhere)}.`;
}

/** With fewer weeks than this, "the most so far" says nothing. */
const WEEKS_TO_COMPARE = 3;

function comparison(trend: readonly number[]): string {
  const before = trend.slice(0, -1);
  if (before.length < WEEKS_TO_COMPARE) return "";
  return (trend.at(-1) ?? 0) > Math.max(...before) ? `, the most in ${trend.length} weeks` : "";
}

function acrossPods(merged: number, elsewhere: number): string {
  if (elsewhere === 0) return "";
  return `${someOf(merged, elsewhere)} reviewed across pods`;
}

/** `, one of them`, `, 7 of them`, `, all of them`; `,` is enough when there is only one. */
function someOf(all: number, some: number): string {
  if (all === 1) return ",";
  if (some === all) return ", all of them";
  return `, ${some === 1 ? "one" : number(some)} of them`;
}

/** Before and after a link to the directory. */
export const nobodyNew = {
  before: "No new faces this time. Know somebody who would like to join? Help them ",
  link: "find a pod",
  after: ".",
} as const;

/** People who were invited and have not answered are named nowhere. */
export const newButUnnamed = (people: number): string =>
  `Welcome to ${inWords(people)} new ${people === 1 ? "person" : "people"}.`;

/** Behind a newcomer's name. */
export const firstMerge = (joined: boolean): string =>
  joined ? "; their first pull request was merged: " : "'s first pull request was merged: ";

export const comingUp = (days: string): string => `Coming up, ${days}`;

export const outsidePods = "Beyond the pods";
export const nothingDone = "No pull requests were merged or reviewed.";
export const quietPods = (pods: number): string =>
  pods === 1 ? "One pod had a quiet week." : `${capital(inWords(pods))} pods had a quiet week.`;

/** ` Docs: 2, by ada and bob.` */
export const workDone = (kind: string, done: number, names: readonly string[]): string =>
  ` ${capital(kind)}: ${number(done)}${names.length > 0 ? `, by ${sentenceList(names)}` : ""}.`;

type Deeds = Pick<
  PodThanks<unknown>,
  "coAuthored" | "reviews" | "reviewsElsewhere" | "opened" | "openedIssues" | "closed"
>;

/** All activity except merges: `co-wrote 1 pull request; reviewed 4 pull requests, 2 of them for other pods; closed 3 issues`. */
export function otherDeeds({ coAuthored = 0, reviews, reviewsElsewhere, closed, ...deeds }: Deeds): string {
  return [
    coAuthored > 0 && `co-wrote ${pullRequests(coAuthored)}`,
    reviews > 0 && `reviewed ${pullRequests(reviews)}${forOthers(reviews, reviewsElsewhere)}`,
    deeds.opened > 0 && `opened ${threads(deeds)}`,
    closed > 0 && `closed ${count(closed, "issue")}`,
  ]
    .filter((part) => part !== false)
    .join("; ");
}

/** `1 issue and 2 pull requests` */
function threads({ opened, openedIssues }: Pick<Deeds, "opened" | "openedIssues">): string {
  if (openedIssues === undefined) return count(opened, "issue or pull request", "issues and pull requests");
  const pulls = opened - openedIssues;
  return sentenceList([
    ...(openedIssues > 0 || pulls === 0 ? [count(openedIssues, "issue")] : []),
    ...(pulls > 0 ? [pullRequests(pulls)] : []),
  ]);
}

function forOthers(reviews: number, elsewhere: number): string {
  if (elsewhere === 0) return "";
  const pods = elsewhere === 1 ? "another pod" : "other pods";
  return reviews === 1 ? ` for ${pods}` : `${someOf(reviews, elsewhere)} for ${pods}`;
}

/** Before and behind the name of somebody who is thanked. */
export const kudosFor = "Kudos to ";
export const kudosFrom = (giver: string): string => ` from ${giver}`;

/** Between a post or a demo and the name of the person whose it is. */
export const postBy = " by ";
/** Before what somebody will show at the next meeting. */
export const demo = "Demo: ";

const areaOf = ({ area }: PodRef): string => (area === "" ? "" : ` (${area})`);

export function openSeats(pod: PodRef, people: number, seats: number, needs: readonly string[]): string {
  const useful = needs[0] === undefined ? "" : ` ${capital(needs[0])} would help most.`;
  return `${areaOf(pod)} has ${count(people, "person", "people")} and ${count(seats, "open seat")}.${useful}`;
}

export const noAdvocate = (pod: PodRef): string => `${areaOf(pod)} is looking for an advocate: an hour or two a week.`;

/** Between an issue and the pod that could help with it. */
export const takeWith = ", with the help of ";
export const issueKinds = { "good-first": "Good first issue", "help-wanted": "Help wanted" } as const;

export const allFull = "Every seat is taken and every pod has an advocate.";
export const noPods = "There are no pods yet. The first one forms as soon as five people ask for the same area.";
export const noMeetings = "No meetings are planned.";

/** Leaves out things that did not happen. */
export function numbers(n: Numbers): string[] {
  const before = n.mergedBefore === null ? "" : ` (${number(n.mergedBefore)} the week before)`;
  const change = n.starsChange === 0 ? "" : ` (${signed(n.starsChange)} that week)`;
  return [
    `${pullRequests(n.merged)} merged${before}, ${count(n.reviews, "review")}`,
    n.opened + n.closed > 0 && `${threads(n)} opened, ${count(n.closed, "issue")} closed`,
    n.people > 0 &&
      `${count(n.people, "person", "people")} active in ${count(n.repositories, "repository", "repositories")}`,
    `${count(n.stars, "star")}${change}`,
  ].filter((line) => line !== false);
}

const signed = (n: number): string => (n < 0 ? `−${number(-n)}` : `+${number(n)}`);

export const released = (n: number): string => `${count(n, "release")}: `;

export function busiest(repositories: readonly { name: string; merged: number }[], rest: number): string {
  const names = repositories.map(({ name, merged }, i) =>
    merged === 0 ? name : `${name} (${number(merged)}${i === 0 ? " merged" : ""})`,
  );
  return `Busiest repositories: ${sentenceList([...names, ...(rest > 0 ? [more(rest)] : [])])}`;
}

export const feedTitle = (community: string): string => `${community} pods, week by week`;
/** How many entries a list leaves out; the page has them all. */
export const andMore = (n: number): string => `and ${more(n)}`;
export const readAll = "Read all of it";
export const footnote = "Only public activity is counted, and nobody is ranked.";

export const notPublished = (week: string): string =>
  `The digest of ${week} was not published. The weeks that were are listed at /function/weekly-digest/archive.`;
export const nonePublished = "No digest has been published yet. The first one comes out when the first week is over.";
export const notAWeek = (text: string): string => `"${text}" is not an ISO week such as 2026-W47.`;
export const notOver = (week: string, ends: string): string =>
  `${week} is not over: it ends on ${ends}. Send {"do":"preview"} to see it as it is now.`;
export const notBegun = (week: string): string => `${week} has not begun, so there is nothing to show.`;
export const nothingToCorrect = (week: string): string =>
  `The digest of ${week} was never published, so there is nothing to correct. Send {"do":"publish"}.`;
