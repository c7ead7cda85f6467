/** Plans and runs as answers: counts and points for everybody; with proof also the people, their moves and the reasons. */

import { PodsError } from "#shared/core/errors.ts";
import { lostAreasInWords } from "#shared/core/lost-areas.ts";
import { neverUndone, noPlan, noPlanYet, noRun, planningInWords } from "#shared/core/messages/plan.ts";
import { appliedChanges, hasWayBackFrom } from "#shared/core/plan/done-by-run.ts";
import { runIdOf } from "#shared/core/plan/plan.ts";
import type { Directory, Planner, PlanPart, PlanProgress, Run } from "#shared/core/ports.ts";
import type { Settings } from "#shared/core/settings.ts";
import type { AppContext } from "#shared/openfaas/app.ts";
import { CACHE, markPrivate, versioned } from "#shared/openfaas/cache.ts";
import { extendDeadline } from "#shared/openfaas/deadline.ts";
import { MEDIA, negotiate } from "#shared/openfaas/negotiate.ts";
import { pageHeaders } from "#shared/web/layout.ts";
import type { LeftOutView } from "./left-out.ts";
import type { Visitor } from "./links.ts";
import { notifiedView } from "./notified.ts";
import { type Page, pageAsked, pageOf } from "./paging.ts";
import { planPage } from "./plan-page.ts";
import type { Without } from "./plan-steps.ts";
import { chosenIn, leftOutView, previewView } from "./preview.ts";
import type { rememberLatest } from "./remembered.ts";
import { isUndoable, type RunPage, runPage, withFormed } from "./run-page.ts";
import { skippedGroups, stayersOf } from "./runner.ts";
import { runsPage } from "./runs-page.ts";
import type { RebalanceStore } from "./store.ts";
import { takenBack, type UndoOutlook, undoOutlook } from "./undo-outlook.ts";
import {
  changeView,
  dated,
  type Naming,
  namingOf,
  planView,
  progressView,
  publicPlanView,
  runView,
  skippedByName,
  stayersView,
} from "./views.ts";

export interface Showing {
  readonly store: RebalanceStore;
  readonly planner: Planner;
  readonly settings: Settings;
  /** Whether the reader proved to be a maintainer; others see no names. */
  readonly proven: boolean;
  readonly byLink: boolean;
  readonly link: Visitor["link"];
  readonly connection?: Visitor["connection"];
  /** What the undo of a run would do now. */
  readonly outlooks: ReturnType<typeof rememberLatest<UndoOutlook>>;
  /** A sentence for each area that the settings no longer name. */
  readonly lostAreas: ReturnType<typeof rememberLatest<readonly string[]>>;
}

/** Rows on a plan's page; the rest are in its JSON. */
const PAGE_ROWS = 2_000;

/** The latest plan, and the progress of one in the making. */
export async function showLatest(c: AppContext, showing: Showing): Promise<Response> {
  const [id, progress] = await Promise.all([showing.store.latestPlanId(), showing.store.planProgress()]);
  if (id !== undefined) return showPlan(c, id, showing, progress);
  const detail = progress ? `No plan was made yet; ${planningInWords(progress)}.` : noPlanYet;
  const more = progress ? { planning: progressView(progress) } : {};
  throw new PodsError("not-found", detail, { more });
}

/**
 * One plan; in JSON page by page (`?limit=&cursor=`), and the cost of leaving people out (`?except=ada,bob`).
 * Where things changed since it was made, it shows what is left of it.
 */
export async function showPlan(
  c: AppContext,
  id: string,
  showing: Showing,
  progress?: PlanProgress,
): Promise<Response> {
  const { store, settings, proven, byLink, link, connection } = showing;
  const isPrivate = proven || byLink;
  const html = negotiate(c, ["json", "html"]) === "html";
  const page = html ? { from: 0, limit: PAGE_ROWS } : pageAsked(c, ["except", "instead"]);
  const plan = await store.planPart(id, page.from, proven ? page.limit : 0);
  if (!plan) throw new PodsError("not-found", noPlan(id));
  const changing = progress !== undefined;
  const lostAreas = await lostAreasNow(showing);
  const except = c.req.queries("except")?.flatMap(listed);
  const present = proven ? await chosenIn(c, except, plan, page.from === 0, { ...showing, progress }) : {};
  if (html) {
    const naming = await namingOf(store, settings, plan.changes);
    const instead = c.req.query("instead") !== undefined;
    // A plan that is made again has a run of its own.
    const run = proven || plan.status === "applied" ? await store.run(runIdOf(plan)) : undefined;
    const page = planPage({
      settings,
      plan,
      naming,
      proven,
      lostAreas,
      action: c.req.url,
      instead,
      asked: proven && plan.asked ? await notifiedView(plan.asked, store) : undefined,
      told: proven && run?.notified ? await notifiedView(run.notified, store) : undefined,
      ...present,
      link,
      connection,
      run: run?.id,
      without: proven ? withoutOf(run, plan.changes, naming) : undefined,
    });
    return send(c, page, pageHeaders(settings), isPrivate, changing);
  }
  const { chosen, unchecked } = present;
  const body = {
    ...(proven ? planView(plan) : publicPlanView(plan)),
    ...(lostAreas.length > 0 && { lostAreas }),
    ...(progress && { planning: progressView(progress) }),
    ...(chosen && previewView(chosen)),
    ...(unchecked !== undefined && { unchecked }),
    ...(proven && plan.asked && { asked: await notifiedView(plan.asked, store) }),
    ...(proven && (await planRows(plan, page, showing))),
  };
  return send(c, JSON.stringify(body), AS_JSON, isPrivate, changing);
}

/** Reads every pod. */
async function lostAreasNow({ store, settings: { areas }, lostAreas }: Showing): Promise<readonly string[]> {
  const name = await store.version();
  return (await lostAreas({ name, areas }, async () => lostAreasInWords(await store.pods(), store))) ?? [];
}

/** A page of a plan's rows, with names. */
export async function planRows(
  plan: PlanPart,
  { from, limit }: Page,
  { store, settings }: Pick<Showing, "store" | "settings">,
) {
  const naming = await namingOf(store, settings, plan.changes);
  const rows = Object.values(plan.counts).reduce((sum, count) => sum + count, 0);
  const end = from + limit;
  return {
    changes: plan.changes.map((change) => changeView(change, naming)),
    next: end < rows ? String(end) : null,
  };
}

const withoutOf = (run: Run | undefined, changes: PlanPart["changes"], naming: Naming): Without | undefined =>
  run && {
    staying: run.leftOut?.staying ?? [],
    dropped: run.leftOut?.dropped ?? [],
    unfit: skippedByName(run, changes, naming),
  };

/** The names in a handwritten list: "ada, bob,". */
const listed = (text: string): string[] =>
  text
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");

export async function showRun(c: AppContext, id: string, showing: Showing): Promise<Response> {
  const { store, settings, proven, byLink, link } = showing;
  const isPrivate = proven || byLink;
  const run = await store.run(id);
  if (!run) throw new PodsError("not-found", noRun(id));
  if (negotiate(c, ["json", "html"]) === "html") {
    const changes = run.changes.slice(0, PAGE_ROWS);
    const naming = await namingOf(store, settings, proven ? changes : []);
    const people = proven ? await outcomeView(run, store, settings) : {};
    const forGood = hasWayBackFrom(run, settings) ? undefined : neverUndone(appliedChanges(run), settings);
    const outlook = proven && forGood === undefined && isUndoable(run) ? await outlookOn(c, run, showing) : undefined;
    const waiting = run.kind === "undo" ? takenBack(appliedChanges(run)).waiting : 0;
    const already = c.req.query("already") !== undefined;
    const head = {
      settings,
      run: { ...run, changes },
      naming,
      proven,
      action: c.req.url,
      link,
      forGood,
      outlook,
      waiting,
    };
    const page = { ...head, already, ...people };
    return send(c, runPage(page), pageHeaders(settings), isPrivate);
  }
  // Somebody who undoes a run a second time is led here with `already`.
  const page = pageAsked(c, ["already"]);
  if (!proven) return send(c, JSON.stringify(runView(run)), AS_JSON, isPrivate);
  const { items, next } = pageOf(run.changes, page);
  const naming = withFormed(await namingOf(store, settings, items), run.groups);
  const changes = items.map((change) => changeView(change, naming));
  const { leftOut, ...people } = await outcomeView(run, store, settings);
  const body = { ...runView(run), ...leftOut, ...people, changes, next };
  return send(c, JSON.stringify(body), AS_JSON, isPrivate);
}

const OUTLOOK_MS = 40_000;

/** Reads every member. */
async function outlookOn(c: AppContext, run: Run, showing: Showing) {
  extendDeadline(c, OUTLOOK_MS);
  const name = `${run.id} ${await showing.store.version()}`;
  return showing.outlooks({ name, areas: showing.settings.areas }, () =>
    undoOutlook(run, showing, { signal: AbortSignal.timeout(OUTLOOK_MS) }),
  );
}

/** The latest runs, without their rows. */
export async function showRuns(
  c: AppContext,
  { store, settings }: Pick<Showing, "store" | "settings">,
): Promise<Response> {
  const runs = await store.runs();
  if (negotiate(c, ["json", "html"]) === "html") {
    return versioned(c, runsPage({ settings, runs }), pageHeaders(settings));
  }
  const items = runs.map(({ startedAt, ...run }) => ({ ...run, startedAt: dated(startedAt) }));
  return versioned(c, JSON.stringify({ items }), AS_JSON);
}

type RunPeople = Pick<RunPage, "skipped" | "stays" | "notified"> & { readonly leftOut?: LeftOutView };

/** Why steps were skipped, and the people whom a plan left out, whom an undo left in place, and who were told, by name. */
export async function outcomeView(
  run: Run,
  store: Pick<RebalanceStore, "plan" | keyof Directory>,
  settings: Settings,
): Promise<RunPeople> {
  const unmade = new Set(skippedGroups(run).map(({ group }) => group));
  const rows = run.changes.filter(({ group }) => unmade.has(group));
  const known = {
    ...(run.notified && { notified: await notifiedView(run.notified, store) }),
    skipped: skippedByName(run, rows, await namingOf(store, settings, rows)),
  };
  if (run.kind === "undo") return { stays: await stayersView(stayersOf(run), store), ...known };
  if (run.kind !== "plan") return known;
  const { leftOut = { cost: 0, dropped: [] } } = run;
  const groups = new Set(leftOut.dropped.map(({ group }) => group));
  // The run holds only what is to be applied; the plan knows who was in the steps that were left out.
  const plan = groups.size > 0 ? await store.plan(run.of) : undefined;
  const changes = plan?.changes.filter(({ group }) => groups.has(group)) ?? [];
  return { leftOut: leftOutView(leftOut, changes, await namingOf(store, settings, changes)), ...known };
}

const AS_JSON = { "Content-Type": MEDIA.json };

/** Private views, which a link opened or which show names, and changing views: no-store. Public views: ETag and 304. */
function send(
  c: AppContext,
  body: string,
  headers: Record<string, string>,
  isPrivate: boolean,
  changing = false,
): Response {
  c.header("Vary", "Authorization", { append: true });
  if (!isPrivate && !changing) return versioned(c, body, headers);
  if (isPrivate) markPrivate(c);
  else c.header("Cache-Control", CACHE.write);
  return c.body(body, 200, headers);
}
