/** Makes plans, applies and undoes them. A tick seats people who wait once a day, and makes a plan once a week. */
import { setTimeout } from "node:timers/promises";
import type { PlanContext, ReadyCommand } from "#shared/commands/define.ts";
import { bodyOf, readingBody } from "#shared/commands/json-door.ts";
import type { Shown } from "#shared/commands/outcome.ts";
import { plan } from "#shared/commands/plan.ts";
import { PLAN_COMMANDS, planCommandOf } from "#shared/commands/plan-commands.ts";
import { invalidAt, PodsError } from "#shared/core/errors.ts";
import { lazily } from "#shared/core/lazily.ts";
import type { PlanDesk, Planner } from "#shared/core/ports.ts";
import type { Settings } from "#shared/core/settings.ts";
import { type App, type AppContext, createApp } from "#shared/openfaas/app.ts";
import { decode, isTick, mediaType, readJson } from "#shared/openfaas/body.ts";
import { extendDeadline } from "#shared/openfaas/deadline.ts";
import { fitting } from "#shared/openfaas/faults.ts";
import { handle } from "#shared/openfaas/handle.ts";
import { splitSuffix } from "#shared/openfaas/negotiate.ts";
import { openFunction, type RuntimeWith } from "#shared/openfaas/open-function.ts";
import { newPseudonym, operationOf } from "#shared/openfaas/operation.ts";
import { type LinkRight, proveMaintainer } from "#shared/openfaas/proof.ts";
import { singleFlight } from "#shared/openfaas/single-flight.ts";
import { takesBody } from "#shared/openfaas/takes-body.ts";
import { breaks } from "#shared/redis/breaks.ts";
import { decisionNotes } from "#shared/redis/decision-notes.ts";
import { limits } from "#shared/redis/limits.ts";
import { maintainers } from "#shared/redis/maintainers.ts";
import { offers } from "#shared/redis/offers.ts";
import { readAddress, storeWith } from "#shared/redis/open-store.ts";
import { outbox } from "#shared/redis/outbox.ts";
import { planIndex } from "#shared/redis/plan-index.ts";
import { planRecords } from "#shared/redis/plan-records.ts";
import { plans } from "#shared/redis/plans.ts";
import { repositories } from "#shared/redis/repositories.ts";
import { stewardship } from "#shared/redis/stewardship.ts";
import { threads } from "#shared/redis/threads.ts";
import { errorPage } from "#shared/web/error-page.ts";
import { shown, tickResponse, underWay } from "./answers.ts";
import { addressOf, type LinkedPage, makeLink, proveVisitor, type Visitor, visitorOf } from "./links.ts";
import { planDesk } from "./plan-desk.ts";
import { openPlanner } from "./planner/open-planner.ts";
import type { Planning } from "./planning.ts";
import { rememberLatest } from "./remembered.ts";
import { type Showing, showLatest, showPlan, showRun, showRuns } from "./show.ts";
import type { RebalanceStore } from "./store.ts";
import { tick } from "./tick.ts";
import type { UndoOutlook } from "./undo-outlook.ts";

export interface Deps extends RuntimeWith<"adminKey", RebalanceStore> {
  readonly planner: Planner;
  /** Work that takes longer goes on while its request is answered; below `exec_timeout` in stack.yml. */
  readonly answerWithinMs?: number;
  /** A run's page waits no longer for what its undo would do. */
  readonly outlookWithinMs?: number;
}

const ANSWER_WITHIN_MS = 40_000;
const PRESENT_WITHIN_MS = 1_500;

const planBody = lazily(() => bodyOf(PLAN_COMMANDS));

export function rebalance(deps: Deps): App {
  const app = createApp({
    name: "rebalance",
    log: deps.log,
    limits: deps,
    errorPage: errorPage(deps.settings),
  });
  const { store, planner, now } = deps;
  const planning = (): Planning => ({ store, planner, settings: deps.settings(), now });
  const outlooks = rememberLatest<UndoOutlook>(deps.outlookWithinMs ?? PRESENT_WITHIN_MS);
  const lostAreas = rememberLatest<readonly string[]>(PRESENT_WITHIN_MS);
  const showing = async (c: AppContext): Promise<Showing> => {
    const { rights, ...visitor } = await visitorOf(c, deps);
    return { ...planning(), proven: rights.includes("read"), ...visitor, outlooks, lostAreas };
  };
  // Ticks may come faster than a plan is made; later ones share the result of the first.
  const tickOnce = singleFlight((_: "tick") => tick(planning()));
  const runOnce = singleFlight(({ command, operation = "" }: Given) =>
    command.run(contextOf(planning(), operation, (wish) => makeLink(wish, deps))),
  );

  /** The result of the work, or `undefined` when it outlasts the request; then the work goes on. */
  async function inTime<T>(work: Promise<T>): Promise<T | undefined> {
    const timer = new AbortController();
    const late = setTimeout(deps.answerWithinMs ?? ANSWER_WITHIN_MS, "late" as const, { signal: timer.signal });
    const first = await Promise.race([work, late]).finally(() => timer.abort());
    if (first !== "late") return first;
    work.catch((error: unknown) => deps.log.error("Work that went on after its answer failed", { error }));
    return undefined;
  }

  const prove = (c: AppContext) => proveMaintainer(c, deps.adminKey());
  app.post("/", takesBody(prove, { tick: true }), async (c) => {
    extendDeadline(c);
    if (isTick(c)) {
      const done = await inTime(tickOnce("tick"));
      return done ? c.json(tickResponse(done)) : underWay(c, plan);
    }
    const command = readJson(c, planBody(), readingBody(deps.settings()));
    // The key of another request is refused, also by commands that happen once by the ids of plans and runs.
    const operation = operationOf(c, deps.now());
    if (operation.id !== "") await deps.store.enqueue([], operation);
    const ending = await inTime(runOnce({ command, operation: operation.id }));
    if (!ending) return underWay(c, planCommandOf(command.body.do));
    const more = ending.shows && (await shown(ending.shows, planning()));
    const { status, body } = command.answer({ ...ending, more: { ...ending.more, ...more } });
    return c.json(body, status);
  });

  app.get("/", async (c) => showLatest(c, await showing(c)));
  app.get("/plans/:id", async (c) => showPlan(c, splitSuffix(c.req.param("id")).name, await showing(c)));

  app.on("GET", ["/runs", "/runs.json"], async (c) => showRuns(c, planning()));
  app.get("/runs/:id", async (c) => showRun(c, splitSuffix(c.req.param("id")).name, await showing(c)));

  // The buttons of a plan's and a run's page; the signed link that opened the page is the proof.
  for (const kind of ["plan", "run"] as const) {
    app.post(
      `/${kind}s/:id`,
      takesBody((c) => proveVisitor(c, deps)),
      async (c) => {
        extendDeadline(c);
        const visitor = await visitorOf(c, deps);
        const page = { kind, id: c.req.param("id") };
        const command = formCommand(c, page, visitor);
        const ending = await inTime(runOnce({ command }));
        if (ending && !ending.shows) command.answer(ending);
        const next = ending?.shows ?? page;
        return c.redirect(
          next.kind === "instead" ? elsewhere(next, visitor, deps.settings()) : visitor.link(next),
          303,
        );
      },
    );
  }

  return app;
}

/** Where the reader goes whose plan was not waiting any more: to its run, or to another plan, which needs a link of its own. */
function elsewhere({ id, run }: Extract<Shown, { kind: "instead" }>, { link }: Visitor, settings: Settings): string {
  if (run === undefined) return `${addressOf(settings, { kind: "plan", id })}?instead`;
  const address = link({ kind: "run", id: run });
  return `${address}${address.includes("?") ? "&" : "?"}already`;
}

interface Given {
  readonly command: ReadyCommand<PlanContext>;
  /** The id of the request's operation. */
  readonly operation?: string;
}

/** Plans and runs happen once by their own ids, so effects need no numbers. */
const contextOf = (planning: Planning, id: string, link: PlanDesk["link"]): PlanContext => ({
  store: planning.store,
  settings: planning.settings,
  actor: { kind: "admin-key" },
  operation: () => ({ id, at: planning.now() }),
  newPseudonym,
  plans: planDesk(planning, link),
});

/** The buttons of each page. */
const FORMS = {
  plan: ["ask", "apply", "discard"],
  run: ["undo"],
} as const satisfies Readonly<Record<LinkedPage["kind"], readonly LinkRight[]>>;

/** The command in a form's fields. It can only be about the page's own plan or run, and one that the visitor may give. */
function formCommand(c: AppContext, { kind, id }: LinkedPage, visitor: Visitor): ReadyCommand<PlanContext> {
  if (mediaType(c) !== "application/x-www-form-urlencoded") {
    throw new PodsError("unsupported-type", "This address takes its page's form. Send JSON commands to /.");
  }
  const form = new URLSearchParams(decode(c.get("body")));
  const word = FORMS[kind].find((one) => one === form.get("do"));
  if (word === undefined) throw invalidAt("/do", `This page gives no other command than ${FORMS[kind].join(" and ")}.`);
  if (!visitor.rights.includes(word)) {
    throw new PodsError("forbidden", `Your link does not let you ${word} this ${kind}. Ask a maintainer to do it.`);
  }
  return fitting(planBody(), {
    do: word,
    [kind]: id,
    ...(word === "apply" && { except: form.getAll("except") }),
  });
}

const openStore = storeWith(
  breaks,
  decisionNotes,
  limits,
  maintainers,
  offers,
  outbox,
  planIndex,
  planRecords,
  plans,
  repositories,
  stewardship,
  threads,
);

export const start = openFunction({
  name: "rebalance",
  secrets: { adminKey: "pods-admin-key" },
  openStore,
  readAddress,
  app: (runtime) => rebalance({ ...runtime, planner: openPlanner(runtime) }),
});

export default handle(start);
