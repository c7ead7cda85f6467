/**
 * Reads from GitHub what deliveries do not say: at installation and once a night the repositories, the issues that somebody
 * may take, answers that we missed, and who contributed before we came. It writes nothing there. A few requests at a time,
 * since ticks are short.
 */
import type { Repository } from "#shared/core/activity.ts";
import { PodsError, unreachable } from "#shared/core/errors.ts";
import { grantInWords, type Job, lacksPermission } from "#shared/core/github/access.ts";
import { isPerson } from "#shared/core/github/accounts.ts";
import type { CatchUp, Reading } from "#shared/core/ports.ts";
import { isHeard, isOfOrganisation, repositoriesElsewhere, type Settings } from "#shared/core/settings.ts";
import { numbersOf, threadKey } from "#shared/core/thread.ts";
import { dayOf } from "#shared/core/week.ts";
import { failureOf } from "#shared/github/failure.ts";
import type { ListedRepository } from "#shared/github/listed.ts";
import type { Page } from "#shared/github/listings.ts";
import { factOfIssue, type ReadingContext, readingAt } from "./issue-fact.ts";
import { lookAt, threadsToLookAt } from "./missed-answers.ts";
import type { DeliverStore } from "./store.ts";
import { giveThreadsLeft } from "./threads-of-pod.ts";

const MINUTE_MS = 60_000;
/** A night begins at three o'clock in the community's time. */
const NIGHT_BEGINS_MS = 3 * 60 * MINUTE_MS;
/** How long a few requests may take; then another process goes on. */
const LEASE_MS = 5 * MINUTE_MS;
/** A repository is read whole, so a few more are possible. */
const REQUESTS_AT_ONCE = 25;
const GO_ON_MS = 15_000;
const LOOK_AGAIN_MS = 10 * MINUTE_MS;
const TRIES_MAX = 3;
const FAULTS_MAX = 10;

export async function catchUp(context: ReadingContext): Promise<void> {
  const { store, settings, listings, now } = context;
  const claimed = await store.claimCatchUp(now(), now() + LEASE_MS);
  if (!claimed) return;
  const night = dayOf(now() - NIGHT_BEGINS_MS, settings.digest.timezone);
  let state = claimed;
  if (state.phase === "done") {
    if (state.night === night) return store.saveCatchUp(state, now() + LOOK_AGAIN_MS);
    state = { ...state, night, phase: "repositories", from: 0, tries: 0, faults: [] };
    await giveThreadsLeft({ store, now: now() });
  }
  while (state.phase !== "done" && listings.requests < REQUESTS_AT_ONCE && listings.restUntil <= now()) {
    try {
      state = { ...(await step(state, context)), tries: 0 };
    } catch (error) {
      if (error instanceof PodsError) throw error;
      const failed = afterFailure(state, error, now());
      state = failed.state;
      if (failed.waitMs > 0) return store.saveCatchUp(state, now() + failed.waitMs);
    }
  }
  const goOn = state.phase === "done" ? LOOK_AGAIN_MS : Math.max(GO_ON_MS, listings.restUntil - now());
  await store.saveCatchUp(state, now() + goOn);
}

function step(state: CatchUp, context: ReadingContext): Promise<CatchUp> {
  switch (state.phase) {
    case "repositories":
      return readRepositories(state, context);
    case "issues":
      return readNextRepository(state, context);
    case "unanswered":
      return readNextThread(state, context);
    case "linked":
      return readLinked(state, context);
    case "done":
      throw new Error("There is nothing left to read.");
    default:
      return unreachable(state.phase);
  }
}

/** Goes on after what cannot be read, and says so; waits when GitHub or the credentials need it. */
function afterFailure(state: CatchUp, error: unknown, now: number): { state: CatchUp; waitMs: number } {
  const failure = failureOf(error, now);
  switch (failure.kind) {
    case "limited":
      return { state, waitMs: failure.afterMs };
    case "gone":
    case "missing":
      return { state: withoutNext(state), waitMs: 0 };
    case "impossible":
      return { state: withFault(withoutNext(state), failure.detail), waitMs: 0 };
    case "refused": {
      const said = withFault(state, refusedInWords(failure.detail, state.phase));
      // Without a list of repositories nothing else can be read.
      const waits = failure.about === "all" || state.phase === "repositories";
      return waits ? { state: said, waitMs: LOOK_AGAIN_MS } : { state: withoutNext(said), waitMs: 0 };
    }
    case "failed": {
      const tries = state.tries + 1;
      if (tries < TRIES_MAX || state.phase === "repositories")
        return { state: { ...state, tries }, waitMs: failure.afterMs ?? tries * MINUTE_MS };
      return { state: withFault(withoutNext(state), failure.detail), waitMs: 0 };
    }
    default:
      return unreachable(failure);
  }
}

function refusedInWords(detail: string, phase: CatchUp["phase"]): string {
  if (!lacksPermission(detail)) return detail;
  const job: Job = phase === "unanswered" ? "missed-answers" : "catching-up";
  return `${detail}. ${grantInWords(job)}; it goes on by itself.`;
}

const withFault = (state: CatchUp, fault: string): CatchUp => ({
  ...state,
  faults: [...new Set([...state.faults, fault])].slice(-FAULTS_MAX),
});

/** Leaves out what comes next. */
function withoutNext(state: CatchUp): CatchUp {
  const next = { ...state, tries: 0 };
  switch (state.phase) {
    case "issues":
      return { ...next, from: state.from + 1 };
    case "unanswered":
      return { ...next, threads: state.threads.slice(1) };
    case "repositories":
    case "linked":
    case "done":
      return { ...next, phase: "done" };
    default:
      return unreachable(state.phase);
  }
}

/** All pages of a list: the numbers of everything in it, and what is new since it was read last. */
async function readList<T>(
  what: string,
  store: DeliverStore,
  read: (page: number, etag?: string) => Promise<Page<T>>,
  idOf: (item: T) => number,
): Promise<{ ids: number[]; fresh: T[]; keep: () => Promise<void> }> {
  const before = (await store.readings(what)) ?? [];
  const pages: Reading[] = [];
  const fresh: T[] = [];
  let more = true;
  for (let index = 0; more; index++) {
    const known = before[index];
    const page = await read(index + 1, known?.etag);
    if ("unchanged" in page) {
      if (!known) throw new Error(`GitHub says that ${what} has not changed, but it was never read.`);
      pages.push(known);
      more = known.more;
    } else {
      pages.push({ etag: page.etag, ids: page.items.map(idOf), more: page.more });
      fresh.push(...page.items);
      more = page.more;
    }
  }
  return { ids: pages.flatMap(({ ids }) => ids), fresh, keep: () => store.saveReadings(what, pages) };
}

/** All repositories of the organisation, and of other owners those that we know. Others are hidden from then on. */
async function readRepositories(state: CatchUp, context: ReadingContext): Promise<CatchUp> {
  const { store, settings, listings, now } = context;
  const known = await store.repositories();
  const record = (repository: ListedRepository) => store.record({ repository, isReading: true }, readingAt(now()));
  const { ids, fresh, keep } = await readList("repositories", store, listings.repositories, ({ id }) => id);
  for (const repository of fresh) await record(repository);
  const seen = new Set(ids);
  for (const name of elsewhere(known, settings)) {
    const found = await listings.repository(name);
    if (!found || !isHeard(found.name, settings)) continue;
    seen.add(found.id);
    await record(found);
  }
  // It is deleted, somebody else's by now, or private: in each case nothing of it may be shown.
  for (const repository of known)
    if (!seen.has(repository.id) && !repository.private)
      await store.record({ repository: { ...repository, private: true }, isReading: true }, readingAt(now()));
  await keep();
  return { ...state, phase: "issues", from: 0, faults: [] };
}

/** Those in the settings, and those of the same owners whose deliveries came. */
function elsewhere(known: readonly Repository[], settings: Settings): string[] {
  const others = known.map(({ name }) => name).filter((name) => !isOfOrganisation(name, settings.organisation));
  return [...new Set([...repositoriesElsewhere(settings), ...others.filter((name) => isHeard(name, settings))])];
}

async function readNextRepository(state: CatchUp, context: ReadingContext): Promise<CatchUp> {
  const repositories = await context.store.repositories();
  const next = repositories.find(({ id }) => id >= state.from);
  if (!next) return { ...state, phase: "unanswered", threads: await threadsToLookAt(context) };
  // Its number is noted first, so that it can be left out if it cannot be read.
  if (next.id !== state.from) return { ...state, from: next.id };
  if (!next.private) {
    await readContributors(next, context);
    await readIssues(next, context);
  }
  return { ...state, from: next.id + 1 };
}

/** Once for each repository that is older than our installation: later ones had no contributors before us. */
async function readContributors({ id, name, createdAt = 0 }: Repository, context: ReadingContext): Promise<void> {
  const { store, settings, listings, now } = context;
  const what = `contributors ${id}`;
  if (createdAt >= (await store.initialisedAt()) || (await store.readings(what))) return;
  let more = true;
  for (let page = 1; more; page++) {
    const found = await listings.contributors(name, page).catch((error: unknown) => {
      // GitHub makes no list where the history is too long, and says so with the status of a refusal.
      if (/too large/i.test((error as Error).message)) return { accounts: [], more: false };
      throw error;
    });
    const people = found.accounts.filter((one) => isPerson(one, settings)).map((one) => one.id);
    await store.noteEarlier(people, readingAt(now()));
    more = found.more;
  }
  await store.saveReadings(what, []);
}

async function readIssues(repository: Repository, context: ReadingContext): Promise<void> {
  const { store, settings, listings } = context;
  const offered = (await store.openIssues()).filter(({ key }) => numbersOf(key).repository === repository.id);
  const listed = new Set<number>();
  for (const label of repository.archived ? [] : labelsOf(settings)) {
    const { ids, fresh, keep } = await readList(
      `issues ${repository.id} ${label}`,
      store,
      (page, etag) => listings.issues(repository.name, label, page, etag),
      ({ number }) => number,
    );
    for (const issue of fresh) {
      if (issue.isPullRequest) continue;
      await store.record(factOfIssue(issue, repository.id, context), readingAt(context.now()));
    }
    for (const number of ids) listed.add(number);
    await keep();
  }
  for (const issue of offered)
    if (!listed.has(numbersOf(issue.key).number)) await store.withdraw(issue, readingAt(context.now()));
}

const labelsOf = ({ issues }: Settings): string[] => [...new Set([...issues.goodFirst, ...issues.helpWanted])];

async function readNextThread(state: CatchUp, context: ReadingContext): Promise<CatchUp> {
  const [next, ...threads] = state.threads;
  if (next === undefined) return { ...state, phase: "linked" };
  await lookAt(next, context);
  return { ...state, threads };
}

/** GitHub tells only a search which issues a pull request works on. Without it all of them are offered. */
async function readLinked(state: CatchUp, { store, settings, listings, now }: ReadingContext): Promise<CatchUp> {
  const numbers = new Map((await store.repositories()).map(({ id, name }) => [name.toLowerCase(), id]));
  const labels = labelsOf(settings);
  const found = labels.length > 0 ? await listings.linked(labels) : [];
  const linked = found.flatMap(({ repository, number }) => {
    const id = numbers.get(repository.toLowerCase());
    return id === undefined ? [] : [threadKey(id, number)];
  });
  return { ...state, phase: "done", linked, doneAt: now() };
}
