/** Sentences of the weekly digest. They thank and invite; they never rank people. */
import { capital } from "../capital.ts";
import { dayInWords } from "../digest/dates.ts";
import type { Item, Numbers, PodRef } from "../digest/model.ts";
import { withCommas as number } from "../lazily.ts";
import { count } from "../number-words.ts";
import { sentenceList } from "../sentence-list.ts";

const WORDS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"] as const;
/** `seven`, `57` */
const inWords = (n: number): string => WORDS[n] ?? number(n);

export const pullRequests = (n: number): string => count(n, "pull request");
export const more = (n: number): string => `${number(n)} more`;

/** The best news of the week, at most two items. */
export function headline(numbers: Numbers, release: Item | undefined): string {
  const { newcomers, merged, people, releases } = numbers;
  const [first, second] = [
    newcomers > 0 && `${inWords(newcomers)} new ${newcomers === 1 ? "person" : "people"}`,
    release
      ? releaseName(release)
      : releases > 0 && `${inWords(releases)} new ${releases === 1 ? "release" : "releases"}`,
    merged > 0 && mergedInWords(merged),
  ].filter((part) => part !== false);
  if (first === undefined) return people > 0 ? "Work goes on" : "A quiet week";
  // A release keeps the spelling of its name.
  const begin = release && first === releaseName(release) ? first : capital(first);
  return second === undefined ? begin : `${begin}, and ${second}`;
}

const mergedInWords = (merged: number): string =>
  `${inWords(merged)} ${merged === 1 ? "pull request" : "pull requests"} merged`;

/** A release whose name is a bare version needs its repository's. */
export const releaseName = ({ ref, title }: Item): string =>
  title.toLowerCase().includes(ref.toLowerCase()) ? title : `${ref} ${title}`;

/** The first sentence, without anything that the headline says. */
export function lead(numbers: Numbers, trend: readonly number[], headline: string): string {
  const { people, merged, reviewedElsewhere } = numbers;
  if (people === 0 && merged === 0) return "Nothing was merged or reviewed.";
  const active = `${whoTookPart(numbers)} took part${comparison(trend)}.`;
  if (merged === 0) return `${active} Nothing was merged.`;
  if (reviewedElsewhere === 0 && headline.toLowerCase().endsWith(mergedInWords(merged))) return active;
  const were = merged === 1 ? "was" : "were";
  return `${active} ${pullRequests(merged)} ${were} merged${acrossPods(merged, reviewedElsewhere)}.`;
}

/** `7 people`, `7 people in 2 pods`, `7 people in 2 pods and 3 others`: a pod's people are those with a seat in it. */
function whoTookPart({ people, seated = 0, pods }: Numbers): string {
  if (seated === 0) return count(people, "person", "people");
  const inPods = `${count(seated, "person", "people")} in ${count(pods, "pod")}`;
  return seated === people ? inPods : `${inPods} and ${count(people - seated, "other")}`;
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

/** `Narwhal in week 47` */
export const podInWeek = ({ name }: PodRef, week: string): string => `${name} in w${week.slice(1)}`;
/** What a pod did, by how many of its people. */
export function podLead(people: number, reviews: number, elsewhere: number): string {
  const took = `${capital(count(people, "person", "people"))} took part.`;
  const forOthers = elsewhere === 0 ? "" : `${someOf(reviews, elsewhere)} for other pods`;
  return reviews === 0 ? took : `${took} Together they reviewed ${pullRequests(reviews)}${forOthers}.`;
}
export const podNews = "This is new in the pod.";
export const podQuiet = "A quiet week. This is what comes next, and everybody is welcome to begin.";
export const aboutPod = "About the pod";

/** Before and after a link to the directory. */
export const nobodyNew = {
  before: "No new faces this time. Know somebody who would like to join? Help them ",
  link: "find a pod",
  after: ".",
} as const;

/** People who are on a break, or declined an invitation, are not named. */
export const newButUnnamed = (people: number): string =>
  `Welcome to ${inWords(people)} new ${people === 1 ? "person" : "people"}.`;

/** Behind the name of somebody. */
export const firstMerge = "'s first pull request was merged: ";
export const contributedFirst = " contributed for the first time";
export const joined = " joined ";
/** ` ada is their buddy.` */
export const buddies = (names: readonly string[]): string =>
  ` ${sentenceList(names)} ${names.length === 1 ? "is their buddy" : "are their buddies"}.`;
/** Around the names of several people. */
export const firstMergesOf = "The first pull requests of ";
export const wereMerged = " were merged.";

/** Behind the name of one person, and around those of several. */
export const tenthMerge = "'s tenth pull request was merged";
export const tenthMergesOf = "The tenth pull requests of ";
export const firstReviewAcross = " reviewed a pull request of another pod for the first time";

/** Between work and the people or pods whose it is. */
export const by = " by ";
export const shippedBy = ", by ";
/** Between a person, or a first pull request, and the pod. */
export const ofPod = " of ";
export const forPod = ", for ";
export const reviewedBy = ", reviewed by ";
/** Before the pull request that takes another one back. */
export const revertedIn = "reverted in ";
/** Stands between a pull request and its author. */
export const firstOf = " This is the first merged pull request of ";
export const swag = "Order your swag";
const YEAR_DAYS = 365;
/** ` was closed after two years` */
export function closedAfter(days: number): string {
  const years = Math.floor(days / YEAR_DAYS);
  const months = Math.floor(days / 30);
  const time = years > 0 ? `${inWords(years)} ${years === 1 ? "year" : "years"}` : `${inWords(months)} months`;
  return ` was closed after ${time}`;
}

/** Takes an ISO date. */
export const corrected = (day: string): string => `corrected on ${dayInWords(day)}`;

export const comingUp = (days: string): string => `Coming up, ${days}`;

export const outsidePods = "People outside the pods";
export const nothingDone =
  "Nobody is thanked here yet. Somebody helped you? Write /pod kudos, their login and why in any comment on GitHub.";
/** Behind the number of pods that are not listed. */
export const helpedToo = " helped as well.";
/** Behind pods of which nothing that was merged is told here. */
export const helpedWith = (work: readonly string[]): string => ` helped with ${sentenceList(work)}.`;
export const merged = " merged ";
export const thanksFor = (work: string): string => `For ${work}`;
export const allTheyDid = "all they did";
export const quietPods = (pods: number): string =>
  pods === 1 ? "One pod had a quiet week." : `${capital(inWords(pods))} pods had a quiet week.`;

/** Before and behind the name of somebody who is thanked. */
export const kudosFor = "Kudos to ";
export const kudosFrom = (giver: string): string => ` from ${giver}`;

/** Between a pod, or a meeting of the community, and the links to its notes. */
export const metOn = (day: string): string => ` met on ${day}: `;
export const heldOn = (day: string): string => ` was held on ${day}: `;
export const notes = "notes";
/** `before`: so many links to this host stand before. */
export const notesOn = (host: string, before: number): string => (before === 0 ? host : `${host} (${before + 1})`);
export const moreNotes = (n: number): string => `${number(n)} more ${n === 1 ? "link" : "links"} to notes`;

/** Between a person and their pod, and behind it. */
export const hasLeft = " has left ";
/** Behind the number of others. */
export const leftToo = " left as well. Thank you!";
export function thanksForTime(since: string | undefined, wroteCode: boolean): string {
  const time = since === undefined ? "the time you gave" : `the time since ${since}`;
  return `. Thank you for ${wroteCode ? "the code, and for " : ""}${time}!`;
}

/** Before what somebody will show at the next meeting. */
export const demo = "Demo: ";
/** The same while there is no meeting. */
export const waitingDemo = "A demo that waits for a meeting: ";

export const areaOf = ({ area }: PodRef): string => (area === "" ? "" : ` (${area})`);

export function openSeats(pod: PodRef, people: number, seats: number, needs: readonly string[]): string {
  const useful = needs[0] === undefined ? "" : ` ${capital(needs[0])} would help most.`;
  return `${areaOf(pod)} has ${count(people, "person", "people")} and ${count(seats, "open seat")}.${useful}`;
}

/** Behind one pod or several. */
export const noAdvocate = (pods: number): string =>
  pods === 1
    ? " is looking for an advocate: an hour or two a week."
    : " are looking for an advocate each: an hour or two a week.";

export const morePods = (pods: number): string => `${number(pods)} more ${pods === 1 ? "pod" : "pods"}`;
export const haveSeats = (pods: number): string => (pods === 1 ? " has open seats." : " have open seats.");

/** Before an area, or for issues of none. */
export const issuesIn = { "good-first": "Good first issues in ", "help-wanted": "Help wanted in " } as const;
/** Of one issue, beside it. */
export const issueKind = { "good-first": "Good first issue", "help-wanted": "Help wanted" } as const;
export const issueKinds = { "good-first": "Good first issues", "help-wanted": "Help wanted" } as const;
/** Behind the pods that could help with an issue. */
export const willHelp = " will help.";
export const moreIssues = (n: number): string => `${number(n)} more ${n === 1 ? "issue" : "issues"} nobody has taken`;
export const whereToBegin = "Where to begin: ";

export const allFull = "Every seat is taken and every pod has an advocate.";
export const noPods = "There are no pods now. One forms as soon as five people ask for the same area.";
export const noMeetings = "No meetings are planned. An advocate plans one with /pod meeting.";
export const everybody = ", everybody is welcome";
export const moreMeetings = (n: number): string => `${number(n)} more ${n === 1 ? "meeting" : "meetings"}`;
export const moreDemos = (n: number): string => `${number(n)} more ${n === 1 ? "demo" : "demos"}`;
export const calendar = "All meetings as a calendar";

/** ` merged (12 the week before)` */
export const mergedWithBefore = (before: number | null): string =>
  before === null ? " merged" : ` merged (${number(before)} the week before)`;
export const starsChanged = (change: number): string => (change === 0 ? "" : ` (${signed(change)} that week)`);

const signed = (n: number): string => (n < 0 ? `−${number(-n)}` : `+${number(n)}`);

export const busiest = "Busiest repositories: ";
export const mergedThere = (merged: number): string => ` (${number(merged)} merged)`;

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
export const beforeUs = (week: string): string =>
  `Nothing is known of ${week}: it was over before this community was set up here. Its digest would tell of today.`;
export const notBegun = (week: string): string => `${week} has not begun, so there is nothing to show.`;
export const nothingToCorrect = (week: string): string =>
  `The digest of ${week} was never published, so there is nothing to correct. Send {"do":"publish"}.`;
