/** Plans and runs as answers: counts and points for everybody; with proof also the people, their moves and the reasons. */
import { PodsError } from "#shared/core/errors.ts";
import { leftOutBecause, noPlan, noPlanYet, noRun, planningInWords, planStatus } from "#shared/core/messages/plan.ts";
import type { LeftOut } from "#shared/core/plan/plan-without.ts";
import type { Planner, PlanPart, PlanProgress, Run, Store } from "#shared/core/ports.ts";
import type { Settings } from "#shared/core/settings.ts";
import type { AppContext } from "#shared/openfaas/app.ts";
import { CACHE, markPrivate, versioned } from "#shared/openfaas/cache.ts";
import { extendDeadline } from "#shared/openfaas/deadline.ts";
import { MEDIA, negotiate } from "#shared/openfaas/negotiate.ts";
import { problem } from "#shared/openfaas/problem.ts";
import { pageHeaders } from "#shared/web/layout.ts";
import { leaveOut, stayersAmong } from "./except.ts";
import { type Page, pageAsked, pageOf } from "./paging.ts";
import { planPage } from "./plan-page.ts";
import { type RunPage, runPage, withFormed } from "./run-page.ts";
import { changeView, dated, namingOf, planView, progressView, runView, stayersView } from "./views.ts";

export interface Showing {
  readonly store: Store;
  readonly planner: Planner;
  readonly settings: Settings;
  /** Whether the reader proved to be a maintainer; others see no names. */
  readonly proven: boolean;
}

/** Rows on a plan's page; the rest are in its JSON. */
const PAGE_ROWS = 2_000;

/** The latest plan, and the progress of one in the making. */
export async function showLatest(c: AppContext, showing: Showing): Promise<Response> {
  const [id, progress] = await Promise.all([showing.store.latestPlanId(), showing.store.planProgress()]);
  if (id !== undefined) return showPlan(c, id, showing, progress);
  const detail = progress ? `No plan was made yet; ${planningInWords(progress)}.` : noPlanYet;
  const more = progress ? { planning: progressView(progress) } : {};
  return problem({ status: 404, detail, instance: c.get("callId"), more });
}

/** One plan; in JSON page by page (`?limit=&cursor=`), and the cost of leaving people out (`?except=ada,bob`). */
export async function showPlan(
  c: AppContext,
  id: string,
  showing: Showing,
  progress?: PlanProgress,
): Promise<Response> {
  const { store, settings, proven } = showing;
  const html = negotiate(c, ["json", "html"]) === "html";
  const page = html ? { from: 0, limit: PAGE_ROWS } : pageAsked(c.req.query());
  const plan = await store.planPart(id, page.from, proven ? page.limit : 0);
  if (!plan) throw new PodsError("not-found", noPlan(id));
  const changing = progress !== undefined;
  if (html) {
    const naming = await namingOf(store, settings, plan.changes);
    const instead = c.req.query("instead") !== undefined;
    const page = planPage({ settings, plan, naming, proven, action: c.req.url, instead });
    return send(c, page, pageHeaders(settings), proven, changing);
  }
  const except = c.req.query("except");
  const leftOut = proven && except !== undefined ? await preview(c, listed(except), plan, showing) : {};
  const body = {
    ...planView(plan),
    ...(progress && { planning: progressView(progress) }),
    ...leftOut,
    ...(proven && (await planRows(plan, page, showing))),
  };
  return send(c, JSON.stringify(body), AS_JSON, proven, changing);
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

/** The names in a handwritten list: "ada, bob,". */
const listed = (text: string): string[] =>
  text
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");

/** The steps that `apply` with the same `except` would leave out, and their cost. Changes nothing. */
async function preview(
  c: AppContext,
  except: readonly string[],
  { id, status, staying }: PlanPart,
  { store, planner }: Showing,
) {
  // Finding the cost reads every member.
  extendDeadline(c, PREVIEW_MS);
  if (status !== "waiting") throw new PodsError("conflict", planStatus[status]);
  const stayers = await stayersAmong(except.slice(0, EXCEPT_MAX), store);
  const plan = await store.plan(id);
  const during = { signal: AbortSignal.timeout(PREVIEW_MS) };
  const { leftOut } = plan ? await leaveOut(plan, [...staying, ...stayers], { store, planner }, during) : {};
  return leftOutView(leftOut, store);
}
const EXCEPT_MAX = 1_000;
const PREVIEW_MS = 40_000;

/** `cost` is in points; groups are numbered as in the plan. */
async function leftOutView({ cost, dropped }: LeftOut = { cost: 0, dropped: [] }, store: Pick<Store, "profiles">) {
  const names = await store.profiles(new Set(dropped.flatMap(({ members }) => members)));
  return {
    cost,
    dropped: dropped.map(({ group, reason, members }) => {
      const people = members.map((member) => names.get(member)?.login ?? null);
      return { group, reason, people, detail: leftOutBecause(reason, people) };
    }),
  };
}

export async function showRun(c: AppContext, id: string, { store, settings, proven }: Showing): Promise<Response> {
  const run = await store.run(id);
  if (!run) throw new PodsError("not-found", noRun(id));
  if (negotiate(c, ["json", "html"]) === "html") {
    const changes = run.changes.slice(0, PAGE_ROWS);
    const naming = await namingOf(store, settings, proven ? changes : []);
    const people = proven ? await outcomeView(run, store) : {};
    const page = { settings, run: { ...run, changes }, naming, proven, action: c.req.url, ...people };
    return send(c, runPage(page), pageHeaders(settings), proven);
  }
  if (!proven) return send(c, JSON.stringify(runView(run)), AS_JSON, proven);
  const { items, next } = pageOf(run.changes, pageAsked(c.req.query()));
  const naming = withFormed(await namingOf(store, settings, items), run.groups);
  const changes = items.map((change) => changeView(change, naming));
  const { leftOut, ...people } = await outcomeView(run, store);
  const body = { ...runView(run), ...leftOut, ...people, changes, next };
  return send(c, JSON.stringify(body), AS_JSON, proven);
}

/** The latest runs, without their rows: the same for everybody. */
export async function showRuns(c: AppContext, store: Pick<Store, "runs">): Promise<Response> {
  const items = (await store.runs()).map(({ startedAt, ...run }) => ({ ...run, startedAt: dated(startedAt) }));
  const body = JSON.stringify({ items });
  return versioned(c, body, AS_JSON);
}

type RunPeople = Pick<RunPage, "stays"> & { readonly leftOut?: Awaited<ReturnType<typeof leftOutView>> };

/** The people whom a plan left out, or whom an undo left in place, with their names. */
export async function outcomeView(run: Run, store: Pick<Store, "profiles">): Promise<RunPeople> {
  if (run.kind === "undo") return { stays: await stayersView(run, store) };
  return run.kind === "plan" ? { leftOut: await leftOutView(run.leftOut, store) } : {};
}

const AS_JSON = { "Content-Type": MEDIA.json };

/** Private or changing views: no-store. Public views: ETag and 304. */
function send(
  c: AppContext,
  body: string,
  headers: Record<string, string>,
  proven: boolean,
  changing = false,
): Response {
  c.header("Vary", "Authorization", { append: true });
  if (!proven && !changing) return versioned(c, body, headers);
  if (proven) markPrivate(c);
  else c.header("Cache-Control", CACHE.write);
  return c.body(body, 200, headers);
}
