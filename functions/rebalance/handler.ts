/** Makes plans, applies and undoes them; a tick seats those who wait once a day and plans once a week. */
import { RebalanceCommand } from "#shared/core/commands.ts";
import { PodsError } from "#shared/core/errors.ts";
import { noPlan, noRun, skippedBecause } from "#shared/core/messages/plan.ts";
import type { Run, Store, StoredPlan } from "#shared/core/ports.ts";
import type { Settings } from "#shared/core/settings.ts";
import { personView } from "#shared/core/views.ts";
import { type App, type AppContext, createApp } from "#shared/openfaas/app.ts";
import { decode, isTick, mediaType, readJson } from "#shared/openfaas/body.ts";
import { CACHE, markPrivate } from "#shared/openfaas/cache.ts";
import { extendDeadline } from "#shared/openfaas/deadline.ts";
import { openEnvironment } from "#shared/openfaas/environment.ts";
import { invalid } from "#shared/openfaas/faults.ts";
import { handle } from "#shared/openfaas/handle.ts";
import type { Log } from "#shared/openfaas/log.ts";
import { negotiate, splitSuffix } from "#shared/openfaas/negotiate.ts";
import { problem } from "#shared/openfaas/problem.ts";
import { isMaintainer, proveMaintainer, SIGNED_LINK_MS, signLink, verifyLink } from "#shared/openfaas/proof.ts";
import { openStore } from "#shared/redis/store.ts";
import { pageHeaders } from "#shared/web/layout.ts";
import { planPage } from "#shared/web/plan-page.ts";
import { runPage } from "#shared/web/run-page.ts";
import { type Outcome, type Planning, runCommand } from "./commands.ts";
import { pageOf } from "./paging.ts";
import { singleFlight } from "./single-flight.ts";
import { type Ticked, tick } from "./tick.ts";
import { changeView, namingOf, planView, runView } from "./views.ts";

export interface Deps {
  readonly store: Store;
  readonly settings: () => Settings;
  readonly adminKey: () => string | undefined;
  readonly now: () => number;
  readonly log: Log;
}

export function rebalance(deps: Deps): App {
  const app = createApp({ name: "rebalance", log: deps.log });
  const planning = (): Planning => ({ store: deps.store, settings: deps.settings(), now: deps.now });
  // Ticks may come faster than a plan is made; those that come meanwhile are told what the first one found.
  const tickOnce = singleFlight(() => tick(planning()));

  app.post("/", async (c) => {
    extendDeadline(c);
    if (isTick(c)) return c.json(ticked(await tickOnce()));
    proveMaintainer(c, deps.adminKey());
    return tell(c, deps, await runCommand(readJson(c, RebalanceCommand), planning()));
  });

  app.get("/", async (c) => {
    const plan = await deps.store.latestPlan();
    if (!plan)
      throw new PodsError("not-found", 'No plan was made yet. The next tick makes one, or send {"do":"plan"}.');
    return showPlan(c, deps, plan);
  });

  app.get("/plans/:id", async (c) => {
    const id = splitSuffix(c.req.param("id")).name;
    const plan = await deps.store.plan(id);
    if (!plan) throw new PodsError("not-found", noPlan(id));
    return showPlan(c, deps, plan);
  });

  app.get("/runs", async (c) => {
    c.header("Cache-Control", CACHE.public);
    const runs = await deps.store.runs();
    return c.json({
      items: runs.map(({ startedAt, ...run }) => ({ ...run, startedAt: new Date(startedAt).toISOString() })),
    });
  });

  app.get("/runs/:id", async (c) => {
    const id = splitSuffix(c.req.param("id")).name;
    const run = await deps.store.run(id);
    if (!run) throw new PodsError("not-found", noRun(id));
    return showRun(c, deps, run);
  });

  // The buttons of a plan's and a run's page; the signed link that opened the page is the proof.
  for (const [path, subject] of [
    ["/plans/:id", "plan"],
    ["/runs/:id", "run"],
  ] as const) {
    app.post(path, async (c) => {
      extendDeadline(c);
      if (!isProven(c, deps))
        throw new PodsError("unauthorized", "This page was not opened by its link. Ask for a new one.");
      const outcome = await runCommand(formCommand(c, { [subject]: c.req.param("id") }), planning());
      return c.redirect(`${deps.settings().publicUrl}${privateLink(deps, pageAfter(outcome))}`, 303);
    });
  }

  return app;
}

/** The admin key, or the signed link of this very page. */
function isProven(c: AppContext, { adminKey, now }: Deps): boolean {
  return isMaintainer(c, adminKey()) || verifyLink(c, adminKey(), now()) !== undefined;
}

async function showPlan(c: AppContext, deps: Deps, plan: StoredPlan): Promise<Response> {
  const proven = isProven(c, deps);
  keep(c, proven);
  const naming = await namingOf(deps.store, deps.settings(), proven ? plan.changes : []);
  if (negotiate(c, ["json", "html"]) === "html") {
    const settings = deps.settings();
    return c.html(planPage({ settings, plan, naming, proven, action: c.req.url }), 200, pageHeaders(settings));
  }
  if (!proven) return c.json(planView(plan));
  const { items, next } = pageOf(plan.changes, c.req.query());
  return c.json({ ...planView(plan), changes: items.map((change) => changeView(change, naming)), next });
}

async function showRun(c: AppContext, deps: Deps, run: Run): Promise<Response> {
  const proven = isProven(c, deps);
  keep(c, proven);
  const naming = await namingOf(deps.store, deps.settings(), proven ? run.changes : []);
  if (negotiate(c, ["json", "html"]) === "html") {
    const settings = deps.settings();
    return c.html(runPage({ settings, run, naming, proven, action: c.req.url }), 200, pageHeaders(settings));
  }
  if (!proven) return c.json(runView(run));
  const { items, next } = pageOf(run.changes, c.req.query());
  return c.json({ ...runView(run), changes: items.map((change) => changeView(change, naming)), next });
}

function keep(c: AppContext, proven: boolean): void {
  c.header("Vary", "Authorization", { append: true });
  if (proven) markPrivate(c);
  else c.header("Cache-Control", CACHE.public);
}

/** The answer to a proven command: everything, with the names. */
async function tell(c: AppContext, deps: Deps, outcome: Outcome): Promise<Response> {
  switch (outcome.outcome) {
    case "planned":
    case "discarded":
      return c.json({ outcome: outcome.outcome, ...(await fullPlan(deps, outcome.plan)) });
    case "applied": {
      const { run, next } = outcome;
      return c.json({ outcome: outcome.outcome, ...runView(run), run: run.id, ...(next && { next: planView(next) }) });
    }
    case "undone": {
      const { run } = outcome;
      const names = await deps.store.profiles(outcome.stays.map(({ member }) => member));
      const stays = outcome.stays.map(({ member, reason }) => ({
        ...personView(member, names),
        detail: skippedBecause(reason),
      }));
      return c.json({ outcome: outcome.outcome, ...runView(run), run: run.id, stays });
    }
    case "stale": {
      const plan = await fullPlan(deps, outcome.next);
      return problem({ status: 409, detail: outcome.detail, instance: c.get("callId"), more: { plan } });
    }
  }
}

async function fullPlan({ store, settings }: Deps, plan: StoredPlan) {
  const naming = await namingOf(store, settings(), plan.changes);
  const { items, next } = pageOf(plan.changes, {});
  return { ...planView(plan), changes: items.map((change) => changeView(change, naming)), next };
}

/** A tick's answer is public: what was done, not to whom. */
const ticked = ({ outcome, seating, plan, run }: Ticked) => ({
  outcome,
  ...(seating && { seating: runView(seating) }),
  ...(plan && { plan: planView(plan) }),
  ...(run && { run: runView(run) }),
});

/** A form's fields as the command they stand for, about the page's own plan or run and no other. */
function formCommand(c: AppContext, subject: { plan?: string; run?: string }): RebalanceCommand {
  if (mediaType(c) !== "application/x-www-form-urlencoded") {
    throw new PodsError("unsupported-type", "This address takes its page's form. Send JSON commands to /.");
  }
  const form = new URLSearchParams(decode(c.get("body")));
  const word = form.get("do");
  const except = word === "apply" ? { except: form.getAll("except") } : {};
  const parsed = RebalanceCommand.safeParse({ do: word, ...(word !== "plan" && subject), ...except });
  if (!parsed.success) throw invalid(parsed.error.issues);
  return parsed.data;
}

function pageAfter(outcome: Outcome): string {
  switch (outcome.outcome) {
    case "planned":
    case "discarded":
      return `/plans/${outcome.plan.id}`;
    case "applied":
    case "undone":
      return `/runs/${outcome.run.id}`;
    case "stale":
      return `/plans/${outcome.next.id}`;
  }
}

function privateLink({ adminKey, now }: Deps, path: string): string {
  const link = { function: "rebalance", path, actor: "maintainer", expires: now() + SIGNED_LINK_MS };
  return signLink(link, adminKey() ?? "");
}

export async function start(): Promise<App> {
  const environment = openEnvironment({
    name: "rebalance",
    secrets: ["pods-redis-url", "pods-admin-key", "pods-settings"],
  });
  return rebalance({
    store: openStore({ url: environment.required("pods-redis-url"), community: environment.settings().id }),
    settings: environment.settings,
    adminKey: () => environment.secret("pods-admin-key"),
    now: Date.now,
    log: environment.log,
  });
}

export default handle(start);
