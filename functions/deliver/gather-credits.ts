/** Who is credited in a release: by our record, completed by what GitHub knows of its commits and pull requests. */
import type { CreditedActivity } from "#shared/core/activity.ts";
import { isBot } from "#shared/core/github/accounts.ts";
import type { Commit } from "#shared/core/github/trailers.ts";
import { byNumber } from "#shared/core/pod.ts";
import { defaultName, slugOf } from "#shared/core/pod-names.ts";
import type { Settings } from "#shared/core/settings.ts";
import { addWeeks, weekOf } from "#shared/core/week.ts";
import type { Release } from "#shared/github/releases.ts";
import { coAuthorsIn } from "./co-authors.ts";
import type { Credited, Credits, PullCredit } from "./credits/credits-text.ts";
import { type GeneratedNotes, readGeneratedNotes } from "./credits/generated-notes.ts";
import { inOrder, openPeople, type People } from "./credits/people.ts";
import { type Before, releasesBefore } from "./credits/release-line.ts";
import type { ReleaseHere } from "./release-here.ts";
import { isGone } from "./results.ts";

/** A pull request may be merged in the second after its commit was made. */
const MERGE_LAG_MS = 60_000;
/** Reviews may be older than the previous release. */
const REVIEW_WEEKS = 12;
const WEEKS_MAX = 104;
/** GitHub's account for people whose account is gone. */
const GHOST = "ghost";

/** `undefined` if no pull request of a person is in it. */
export async function gatherCredits(release: Release, here: ReleaseHere): Promise<Credits | undefined> {
  const { github, place, settings, store } = here;
  const before = releasesBefore(release, await github.releases(place));
  const notes = await orNothing(github.generatedNotes(place, release.tag, before.previous?.tag), "", here);
  const commits = before.previous
    ? await orNothing(github.commitsBetween(place, before.previous.tag, release.tag), [], here)
    : [];
  const coAuthors = await coAuthorsIn(commits, here);
  const generated = byPeople(readGeneratedNotes(notes, place.repository), commits, settings);
  const record = await recordOf(before, release, here);
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

  const pulls = pullsOf(generated, record, isOfRelease(release, before, generated, record), people);
  if (pulls.length === 0) return undefined;
  const recorded = (kind: CreditedActivity["kind"]) =>
    record.filter((one) => one.kind === kind && pulls.some(({ number }) => number === one.number));
  return {
    work: await workOf(pulls, here),
    firsts: firstsOf(generated, recorded("merged"), pulls, people),
    coAuthors: inOrder([
      ...coAuthors.map(({ login }) => people.named(login)),
      ...recorded("co-authored").map((one) => people.recorded(one)),
    ]),
    reviewers: inOrder(recorded("reviewed").map((one) => people.recorded(one))),
  };
}

/** What GitHub cannot tell, since a tag is gone, does not stand in the way of the rest. */
const orNothing = <T>(asked: Promise<T>, nothing: T, { claim, now }: ReleaseHere): Promise<T> =>
  asked.catch((error: unknown) => {
    if (isGone(claim, error, now)) return nothing;
    throw error;
  });

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

/** What we recorded in public in the repository, from some weeks before the release that came before. */
async function recordOf({ onBranch, previous }: Before, release: Release, { store, settings, place }: ReleaseHere) {
  const { timezone } = settings.digest;
  const first = onBranch ?? previous;
  const until = weekOf(release.publishedAt ?? release.commitAt, timezone);
  const from = first ? addWeeks(weekOf(first.commitAt, timezone), -REVIEW_WEEKS) : "";
  const record: CreditedActivity[] = [];
  let week = until;
  for (let weeks = 0; weeks < WEEKS_MAX && week >= from; weeks++, week = addWeeks(week, -1)) {
    const all = await store.activities(week);
    record.push(...all.filter((one) => one.repository === place.repositoryId && !one.private));
  }
  return record;
}

/**
 * Whether a merge that GitHub does not list is in the release: merged into its branch after the commit of the release
 * before, and not after its own. Where the target is no branch, the pull requests that GitHub lists show which one it is.
 */
function isOfRelease(
  release: Release,
  { onBranch, previous }: Before,
  { pulls }: GeneratedNotes,
  record: readonly CreditedActivity[],
): (merge: CreditedActivity) => boolean {
  const listed = new Set(pulls.map(({ number }) => number));
  const merged = record.filter(({ kind }) => kind === "merged");
  const isBranch = merged.some(({ base }) => base === release.target);
  const bases = new Set(
    isBranch ? [release.target] : merged.flatMap(({ number = 0, base }) => (listed.has(number) && base) || []),
  );
  const from = (onBranch ?? previous)?.commitAt ?? 0;
  const isIn = (at: number) => at > from + MERGE_LAG_MS && at <= release.commitAt + MERGE_LAG_MS;
  return ({ at, base = "" }) => bases.has(base) && isIn(at);
}

interface Pull extends PullCredit {
  readonly pod: number | null;
}

function pullsOf(
  generated: GeneratedNotes,
  record: readonly CreditedActivity[],
  isIn: (merge: CreditedActivity) => boolean,
  people: People,
): Pull[] {
  const merges = new Map(record.flatMap((one) => (one.kind === "merged" ? [[one.number ?? 0, one]] : [])));
  const pulls = new Map<number, Pull>();
  for (const merge of merges.values()) {
    const { number = 0, title = "", pod } = merge;
    if (isIn(merge)) pulls.set(number, { number, title: people.title(title), by: people.recorded(merge), pod });
  }
  for (const { number, title, login } of generated.pulls) {
    const merge = merges.get(number);
    const { pod, ...by } = people.named(login);
    pulls.set(number, {
      number,
      title: people.title(title),
      by: merge ? people.recorded(merge, login) : by,
      pod: merge ? merge.pod : pod,
    });
  }
  return [...pulls.values()].sort((a, b) => a.number - b.number);
}

/** By pod, in the order of their numbers, so that nobody is ranked; people outside the pods come last. */
async function workOf(pulls: readonly Pull[], { store }: ReleaseHere): Promise<Credits["work"]> {
  const numbers = [...new Set(pulls.map(({ pod }) => pod))].sort(
    (a, b) => (a ?? Number.MAX_VALUE) - (b ?? Number.MAX_VALUE),
  );
  const pods = byNumber(await store.podsNumbered(numbers.filter((number) => number !== null)));
  return numbers.map((number) => ({
    pod: number === null ? null : (pods.get(number) ?? { slug: slugOf(number), name: defaultName(number) }),
    pulls: pulls.filter(({ pod }) => pod === number).map(({ pod: _, ...pull }) => pull),
  }));
}

/** GitHub decides about what it lists, and our record about the rest. */
function firstsOf(
  generated: GeneratedNotes,
  merges: readonly CreditedActivity[],
  pulls: readonly Pull[],
  people: People,
): Credits["firsts"] {
  const byNumber = new Map<number, Credited>();
  const listed = new Set(generated.pulls.map(({ number }) => number));
  for (const merge of merges)
    if (merge.first && merge.number && !listed.has(merge.number)) byNumber.set(merge.number, people.recorded(merge));
  for (const { number, login } of generated.firsts)
    byNumber.set(number, pulls.find((pull) => pull.number === number)?.by ?? people.named(login));
  return [...byNumber].sort(([a], [b]) => a - b).map(([number, by]) => ({ number, by }));
}
