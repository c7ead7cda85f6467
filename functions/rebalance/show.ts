/** Plans and runs as answers: counts and points for everybody; with proof also the people, their moves and the reasons. */
import { PodsError } from "#shared/core/errors.ts";
import { lostAreasInWords } from "#shared/core/lost-areas.ts";
import {
  type LeftPerson,
  leftOutBecause,
  noPlan,
  noPlanYet,
  noRun,
  planningInWords,
  planStatus,
} from "#shared/core/messages/plan.ts";
import { changesByGroup } from "#shared/core/plan/group-codec.ts";
import type { Change } from "#shared/core/plan/plan.ts";
import type { LeftOut } from "#shared/core/plan/plan-without.ts";
import type { Directory, Planner, PlanPart, PlanProgress, Run } from "#shared/core/ports.ts";
import type { Settings } from "#shared/core/settings.ts";
import type { AppContext } from "#shared/openfaas/app.ts";
import { CACHE, markPrivate, versioned } from "#shared/openfaas/cache.ts";
import { extendDeadline } from "#shared/openfaas/deadline.ts";
import { MEDIA, negotiate } from "#shared/openfaas/negotiate.ts";
import { pageHeaders } from "#shared/web/layout.ts";
import { communityFor, stayersAmong } from "./except.ts";
import type { LeftOutView } from "./left-out.ts";
import type { Visitor } from "./links.ts";
import { notifiedView } from "./notified.ts";
import { type Page, pageAsked, pageOf } from "./paging.ts";
import { type Chosen, planPage } from "./plan-page.ts";
import type { Without } from "./plan-steps.ts";
import { type RunPage, runPage, withFormed } from "./run-page.ts";
import { skippedGroups } from "./runner.ts";
import { runsPage } from "./runs-page.ts";
import type { RebalanceStore } from "./store.ts";
import {
  changeView,
  dated,
  type Naming,
  namingOf,
  planView,
  progressView,
  publicPlanView,
  runView,
  stayersView,
} from "./views.ts";

export interface Showing {
  readonly store: RebalanceStore;
  readonly planner: Planner;
  readonly settings: Settings;
  /** Whether the reader proved to be a maintainer; others see no names. */
  readonly proven: boolean;
  readonly link: Visitor["link"];
  readonly connection?: Visitor["connection"];
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

/** One plan; in JSON page by page (`?limit=&cursor=`), and the cost of leaving people out (`?except=ada,bob`). */
export async function showPlan(
  c: AppContext,
  id: string,
  showing: Showing,
  progress?: PlanProgress,
): Promise<Response> {
  const { store, settings, proven, link, connection } = showing;
  const html = negotiate(c, ["json", "html"]) === "html";
  const page = html ? { from: 0, limit: PAGE_ROWS } : pageAsked(c.req.query());
  const plan = await store.planPart(id, page.from, proven ? page.limit : 0);
  if (!plan) throw new PodsError("not-found", noPlan(id));
  const changing = progress !== undefined;
  const lostAreas = await lostAreasInWords(await store.pods(), store);
  const except = c.req.queries("except")?.flatMap(listed);
  const chosen = proven && except !== undefined ? await previewed(c, except, plan, showing) : undefined;
  if (html) {
    const naming = await namingOf(store, settings, plan.changes);
    const instead = c.req.query("instead") !== undefined;
    const run = (await store.runs()).find(({ kind, of }) => kind === "plan" && of === id);
    const whole = proven && run ? await store.run(run.id) : undefined;
    const page = planPage({
      settings,
      plan,
      naming,
      proven,
      lostAreas,
      action: c.req.url,
      instead,
      asked: proven && plan.asked ? await notifiedView(plan.asked, store) : undefined,
      told: whole?.notified && (await notifiedView(whole.notified, store)),
      chosen,
      link,
      connection,
      run: run?.id,
      without: withoutOf(whole),
    });
    return send(c, page, pageHeaders(settings), proven, changing);
  }
  const leftOut = chosen ? previewView(chosen) : {};
  const body = {
    ...(proven ? planView(plan) : publicPlanView(plan)),
    ...(lostAreas.length > 0 && { lostAreas }),
    ...(progress && { planning: progressView(progress) }),
    ...leftOut,
    ...(proven && plan.asked && { asked: await notifiedView(plan.asked, store) }),
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

const withoutOf = (run: Run | undefined): Without | undefined =>
  run && { dropped: run.leftOut?.dropped ?? [], unfit: skippedGroups(run) };

/** The names in a handwritten list: "ada, bob,". */
const listed = (text: string): string[] =>
  text
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");

/** What `apply` with the same `except` would do now. Changes nothing. */
async function previewed(
  c: AppContext,
  except: readonly string[],
  { id, status, staying }: PlanPart,
  { store, planner, settings }: Showing,
): Promise<Chosen> {
  // Finding the consequences reads every member.
  extendDeadline(c, PREVIEW_MS);
  if (status !== "waiting") throw new PodsError("conflict", planStatus[status]);
  const [asked, plan] = await Promise.all([stayersAmong(except.slice(0, EXCEPT_MAX), store), store.plan(id)]);
  if (!plan) throw new PodsError("not-found", noPlan(id));
  const community = await communityFor(plan, store);
  const { changes } = plan;
  const input = { community, plan: { changes }, staying: [...staying, ...asked] };
  const preview = await planner.preview(input, { signal: AbortSignal.timeout(PREVIEW_MS) });
  const naming = await namingOf(store, settings, changes);
  return { preview, ticked: new Set(asked), ...leftOutView(preview, changes, naming), naming };
}
const EXCEPT_MAX = 1_000;
const PREVIEW_MS = 40_000;

const previewView = ({ preview, cost, dropped, naming }: Chosen) => ({
  cost,
  dropped,
  unfit: preview.unfit.map(({ group, reason }) => ({ group, reason })),
  applied: preview.applied.length,
  sizes: preview.sizes.map(({ pod, ...size }) => ({ pod: naming.slug(pod), ...size })),
});

/** `cost` is in points; groups are numbered as in the plan, whose changes name everybody in them. */
function leftOutView({ cost, dropped }: LeftOut, changes: readonly Change[], naming: Naming): LeftOutView {
  const groups = new Map(changesByGroup(changes));
  return {
    cost,
    dropped: dropped.map((step) => {
      const { group, reason, members, pod } = step;
      const people = peopleIn(groups.get(group) ?? [], new Set(members), naming);
      const detail = leftOutBecause(step, people, pod && naming.pod(pod));
      return { group, reason, people: members.map((member) => naming.login(member)), detail };
    }),
  };
}

/** Everybody in a step, once, and where they remain without it. */
function peopleIn(changes: readonly Change[], chosen: ReadonlySet<string>, naming: Naming): LeftPerson[] {
  const people = new Map<string, LeftPerson>();
  for (const change of changes) {
    if (!("member" in change) || people.has(change.member)) continue;
    const { member } = change;
    people.set(member, { login: naming.login(member), chosen: chosen.has(member), remains: remainsOf(change, naming) });
  }
  return [...people.values()];
}

function remainsOf(change: Extract<Change, { member: string }>, naming: Naming): LeftPerson["remains"] {
  if (change.kind === "advocate") return { notAdvocateOf: naming.pod(change.pod) };
  const from = change.kind === "seat" ? null : change.from;
  return { in: from === null ? null : naming.pod(from) };
}

export async function showRun(
  c: AppContext,
  id: string,
  { store, settings, proven, link }: Showing,
): Promise<Response> {
  const run = await store.run(id);
  if (!run) throw new PodsError("not-found", noRun(id));
  if (negotiate(c, ["json", "html"]) === "html") {
    const changes = run.changes.slice(0, PAGE_ROWS);
    const naming = await namingOf(store, settings, proven ? changes : []);
    const people = proven ? await outcomeView(run, store, settings) : {};
    const page = { settings, run: { ...run, changes }, naming, proven, action: c.req.url, link, ...people };
    return send(c, runPage(page), pageHeaders(settings), proven);
  }
  if (!proven) return send(c, JSON.stringify(runView(run)), AS_JSON, proven);
  const { items, next } = pageOf(run.changes, pageAsked(c.req.query()));
  const naming = withFormed(await namingOf(store, settings, items), run.groups);
  const changes = items.map((change) => changeView(change, naming));
  const { leftOut, ...people } = await outcomeView(run, store, settings);
  const body = { ...runView(run), ...leftOut, ...people, changes, next };
  return send(c, JSON.stringify(body), AS_JSON, proven);
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

type RunPeople = Pick<RunPage, "stays" | "notified"> & { readonly leftOut?: LeftOutView };

/** The people whom a plan left out, whom an undo left in place, and who were told, with their names. */
export async function outcomeView(
  run: Run,
  store: Pick<RebalanceStore, "plan" | keyof Directory>,
  settings: Settings,
): Promise<RunPeople> {
  const told = run.notified ? { notified: await notifiedView(run.notified, store) } : {};
  if (run.kind === "undo") return { stays: await stayersView(run, store), ...told };
  if (run.kind !== "plan") return told;
  const { leftOut = { cost: 0, dropped: [] } } = run;
  const groups = new Set(leftOut.dropped.map(({ group }) => group));
  // The run holds only what is to be applied; the plan knows who was in the steps that were left out.
  const plan = groups.size > 0 ? await store.plan(run.of) : undefined;
  const changes = plan?.changes.filter(({ group }) => groups.has(group)) ?? [];
  return { leftOut: leftOutView(leftOut, changes, await namingOf(store, settings, changes)), ...told };
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
