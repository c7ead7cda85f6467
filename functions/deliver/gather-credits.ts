/** Who is credited in a release: by our record, completed by what GitHub knows of its commits and pull requests. */
import { type CreditedActivity, type CreditedWork, isWork } from "#shared/core/activity.ts";
import { podsAndLastNames } from "#shared/core/closed-pod.ts";
import { isBot } from "#shared/core/github/accounts.ts";
import type { Commit } from "#shared/core/github/trailers.ts";
import { lastName, slugOf } from "#shared/core/pod-names.ts";
import { revertsAmong } from "#shared/core/reverts.ts";
import type { Settings } from "#shared/core/settings.ts";
import { addWeeks, weekOf } from "#shared/core/week.ts";
import type { HistoryCommit, Release } from "#shared/github/releases.ts";
import { coAuthorsIn } from "./co-authors.ts";
import type { Credited, PullCredit, ReleaseCredits } from "./credits/credits-text.ts";
import { type GeneratedNotes, readGeneratedNotes } from "./credits/generated-notes.ts";
import { inOrder, openPeople, type People } from "./credits/people.ts";
import { type Before, releaseBefore } from "./credits/release-line.ts";
import type { ReleaseHere } from "./release-here.ts";
import { type History, historyOf, holdsWork } from "./release-history.ts";

/** Reviews, and work that is brought back, may be older than the previous release; what is older than this is not found. */
const REVIEW_WEEKS = 12;
const WEEKS_MAX = 104;
/** GitHub's account for people whose account is gone. */
const GHOST = "ghost";

/** `undefined` if no work of people is in it. */
export async function gatherCredits(release: Release, here: ReleaseHere): Promise<ReleaseCredits | undefined> {
  const { github, place, settings, store } = here;
  const before = releaseBefore(release, await github.releases(place));
  const history = await historyOf(release, before, here);
  const { commits } = history;
  const isIn = holdsWork(commits, before.previous?.commitAt ?? 0);
  const recordOfAll = await recordOf(commits, release, here);
  const { isGone, isGoneCommit, isRevert, isBack } = revertsIn(release, recordOfAll, isIn);
  const record = recordOfAll.filter((one) => !isGone(one));
  const coAuthors = await coAuthorsIn(
    commits.filter(({ sha }) => !isGoneCommit(sha)),
    here,
  );
  const notes = await notesOf(release, before, history, here);
  const all = readGeneratedNotes(notes, place.repository);
  const listed = {
    pulls: all.pulls.filter((one) => !isGone(one)),
    firsts: all.firsts.filter((one) => !isGone(one) && !isRevert(one)),
  };
  const generated = byPeople(listed, commits, settings);
  const accounts = new Map(commits.flatMap(({ account }) => (account ? [[account.login.toLowerCase(), account]] : [])));
  const logins = [...generated.pulls, ...generated.firsts].map(({ login }) => login);
  const people = await openPeople(
    {
      identities: [
        ...coAuthors,
        ...[...new Set(logins)].map((login) => accounts.get(login.toLowerCase()) ?? { login }),
      ],
      activities: record,
      titles: [...generated.pulls, ...record].map(({ title = "" }) => title),
    },
    store,
  );

  const isOfRelease = (one: CreditedWork) => isIn(one) || isBack(one);
  const withRobots = pullsOfRobots(record, isOfRelease, people);
  const pulls = inSequence([...pullsOf(generated, record, isOfRelease, people), ...withRobots]);
  const isByRobot = ({ account }: Commit) => account !== null && isBot(account, settings);
  const recorded = (kind: CreditedActivity["kind"], isPart = isAmong(pulls)) =>
    record.filter((one) => one.kind === kind && isPart(one));
  // Those of robots' pull requests, too, which GitHub lists unless its settings leave robots out.
  const isReviewIn = isAmong([...pulls, ...listed.pulls]);
  const isMerged = isAmong(record.filter(({ kind }) => kind === "merged"));
  const reviewed = recorded("reviewed", (one) => isReviewIn(one) || (!isMerged(one) && isIn(one)));
  if (pulls.length + reviewed.length === 0 && !(coAuthors.length > 0 && commits.some(isByRobot))) return undefined;
  // People who wrote something with a robot are its authors.
  const authors = new Set(withRobots.flatMap(({ by }) => by.map(({ key }) => key)));
  return {
    work: await workOf(pulls, here),
    firsts: firstsOf(generated, recorded("merged", isIn), pulls, people),
    coAuthors: inOrder([
      ...coAuthors.map(({ login }) => people.named(login)),
      ...recorded("co-authored").map((one) => people.recorded(one)),
    ]).filter(({ key }) => !authors.has(key)),
    reviewers: inOrder(reviewed.map((one) => people.recorded(one))),
  };
}

type Numbered = Pick<CreditedActivity, "number">;

/** What the merges of a release take back of its own: nothing of that is in it. And what they bring back of earlier work. */
function revertsIn({ commitAt }: Release, record: readonly CreditedWork[], isIn: (merge: CreditedWork) => boolean) {
  const merges = record.filter(({ kind }) => kind === "merged");
  const own = merges.filter(isIn);
  const earlier = merges.filter((one) => one.at < commitAt && !isIn(one));
  const goneAfter = (some: readonly CreditedWork[]) => {
    const gone = new Set([...revertsAmong(some).values()].map(({ reverts }) => reverts));
    return ({ number }: Numbered) => gone.has(number);
  };
  const [isGone, wasGone, isStillGone] = [goneAfter(own), goneAfter(earlier), goneAfter([...earlier, ...own])];
  const goneCommits = new Set(own.filter(isGone).map(({ commit }) => commit));
  const reverting = new Set(merges.flatMap(({ number, reverts }) => (reverts === undefined ? [] : number)));
  const isRevert = ({ number }: Numbered) => reverting.has(number);
  return {
    isGone,
    isGoneCommit: (sha: string) => goneCommits.has(sha),
    isRevert,
    isBack: (one: CreditedWork) => wasGone(one) && !isStillGone(one) && !isRevert(one),
  };
}

/** Whether an activity is about one of these pull requests. */
function isAmong(pulls: readonly { readonly number?: number }[]): (one: CreditedActivity) => boolean {
  const numbers = new Set(pulls.map(({ number }) => number));
  return ({ number }) => number !== undefined && numbers.has(number);
}

/** The notes that GitHub generates, one release after the other where several are covered: it would begin with the last. */
async function notesOf(
  release: Release,
  { previous, covered }: Before,
  { isCompared }: History,
  { github, place }: ReleaseHere,
): Promise<string> {
  // It compares in the same way.
  if (!isCompared) return "";
  let [text, last] = ["", previous?.tag];
  for (const { tag } of [...covered, release]) {
    text += `${await github.generatedNotes(place, tag, last)}\n`;
    last = tag;
  }
  return text;
}

/** Without robots. GitHub names some of them without the `[bot]` of their login. */
function byPeople({ pulls, firsts }: GeneratedNotes, commits: readonly Commit[], settings: Settings): GeneratedNotes {
  const robots = new Set(
    commits.flatMap(({ account }) => (account && isBot(account, settings) ? [account.login.toLowerCase()] : [])),
  );
  const isByPerson = ({ login }: { login: string }) => {
    const name = login.toLowerCase();
    return !isBot({ login }, settings) && !robots.has(name) && !robots.has(`${name}[bot]`) && name !== GHOST;
  };
  return { pulls: pulls.filter(isByPerson), firsts: firsts.filter(isByPerson) };
}

/** What we recorded in public in the repository, from some weeks before the first of the commits. */
async function recordOf(commits: readonly HistoryCommit[], release: Release, { store, settings, place }: ReleaseHere) {
  const { timezone } = settings.digest;
  const began = Math.min(release.commitAt, ...commits.map(({ at }) => at));
  const until = weekOf(release.publishedAt ?? release.commitAt, timezone);
  const from = addWeeks(weekOf(began, timezone), -REVIEW_WEEKS);
  const record: CreditedWork[] = [];
  let week = until;
  for (let weeks = 0; weeks < WEEKS_MAX && week >= from; weeks++, week = addWeeks(week, -1)) {
    const all = await store.activities(week);
    record.push(...all.filter(isWork).filter((one) => one.repository === place.repositoryId && !one.private));
  }
  return record;
}

interface Pull extends PullCredit {
  readonly pod: number | null;
}

function pullsOf(
  generated: GeneratedNotes,
  record: readonly CreditedWork[],
  isIn: (merge: CreditedWork) => boolean,
  people: People,
): Pull[] {
  const merges = new Map(record.flatMap((one) => (one.kind === "merged" ? [[one.number ?? 0, one]] : [])));
  const pulls = new Map<number, Pull>();
  for (const merge of merges.values()) {
    const { number = 0, title = "", pod } = merge;
    if (isIn(merge)) pulls.set(number, { number, title: people.title(title), by: [people.recorded(merge)], pod });
  }
  for (const { number, title, login } of generated.pulls) {
    const merge = merges.get(number);
    const { pod, ...by } = people.named(login);
    pulls.set(number, {
      number,
      title: people.title(title),
      by: [merge ? people.recorded(merge, login) : by],
      pod: merge ? merge.pod : pod,
    });
  }
  return [...pulls.values()];
}

/** Of these, only the people who worked on them are recorded: they are the authors. */
function pullsOfRobots(
  record: readonly CreditedWork[],
  isIn: (merge: CreditedWork) => boolean,
  people: People,
): Pull[] {
  const merged = new Set(record.flatMap(({ kind, number }) => (kind === "merged" && number) || []));
  const pulls = new Map<number, Pull>();
  for (const one of record) {
    const { kind, number = 0, title = "" } = one;
    if (kind !== "co-authored" || merged.has(number) || !isIn(one)) continue;
    const { by = [], pod = null } = pulls.get(number) ?? {};
    const authors = inOrder([...by, people.recorded(one)]);
    pulls.set(number, { number, title: people.title(title), by: authors, pod: pod ?? one.pod });
  }
  return [...pulls.values()];
}

const inSequence = (pulls: readonly Pull[]): Pull[] =>
  [...new Map(pulls.map((pull) => [pull.number, pull])).values()].sort((a, b) => a.number - b.number);

/** By pod, in the order of their numbers, so that nobody is ranked; people outside the pods come last. */
async function workOf(pulls: readonly Pull[], { store }: ReleaseHere): Promise<ReleaseCredits["work"]> {
  const numbers = [...new Set(pulls.map(({ pod }) => pod))].sort(
    (a, b) => (a ?? Number.MAX_VALUE) - (b ?? Number.MAX_VALUE),
  );
  const named = numbers.filter((number) => number !== null);
  const { pods, lastNames } = await podsAndLastNames(named, store);
  return numbers.map((number) => ({
    pod: number === null ? null : (pods.get(number) ?? { slug: slugOf(number), name: lastName(number, lastNames) }),
    pulls: pulls.filter(({ pod }) => pod === number).map(({ pod: _, ...pull }) => pull),
  }));
}

/** GitHub decides about what it lists, and our record about the rest. */
function firstsOf(
  generated: GeneratedNotes,
  merges: readonly CreditedActivity[],
  pulls: readonly Pull[],
  people: People,
): ReleaseCredits["firsts"] {
  const byNumber = new Map<number, Credited>();
  const listed = new Set(generated.pulls.map(({ number }) => number));
  for (const merge of merges)
    if (merge.first && merge.number && !listed.has(merge.number)) byNumber.set(merge.number, people.recorded(merge));
  for (const { number, login } of generated.firsts)
    byNumber.set(number, pulls.find((pull) => pull.number === number)?.by[0] ?? people.named(login));
  return [...byNumber].sort(([a], [b]) => a - b).map(([number, by]) => ({ number, by }));
}
