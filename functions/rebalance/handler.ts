/** Makes plans, applies and undoes them. A tick seats people who wait once a day, and makes a plan once a week. */
import { setTimeout } from "node:timers/promises";
import type { PlanContext, ReadyCommand } from "#shared/commands/define.ts";
import { bodyOf } from "#shared/commands/json-door.ts";
import type { Shown } from "#shared/commands/outcome.ts";
import { plan } from "#shared/commands/plan.ts";
import { PLAN_COMMANDS, planCommandOf } from "#shared/commands/plan-commands.ts";
import { PodsError } from "#shared/core/errors.ts";
import { lazily } from "#shared/core/lazily.ts";
import type { Planner } from "#shared/core/ports.ts";
import { type App, type AppContext, createApp } from "#shared/openfaas/app.ts";
import { decode, isTick, mediaType, readJson } from "#shared/openfaas/body.ts";
import { extendDeadline } from "#shared/openfaas/deadline.ts";
import { invalid } from "#shared/openfaas/faults.ts";
import { handle } from "#shared/openfaas/handle.ts";
import { splitSuffix } from "#shared/openfaas/negotiate.ts";
import { openFunction, type RuntimeWith } from "#shared/openfaas/open-function.ts";
import { newPseudonym, operationOf } from "#shared/openfaas/operation.ts";
import {
  isMaintainer,
  proveMaintainer,
  SIGNED_LINK_MS,
  type SignedLink,
  signLink,
  verifyLink,
} from "#shared/openfaas/proof.ts";
import { singleFlight } from "#shared/openfaas/single-flight.ts";
import { takesBody } from "#shared/openfaas/takes-body.ts";
import { openStore, readAddress } from "#shared/redis/store.ts";
import { errorPage } from "#shared/web/error-page.ts";
import { shown, tickResponse, underWay } from "./answers.ts";
import { type Planning, planDesk } from "./plan-desk.ts";
import { openPlanner } from "./planner/open-planner.ts";
import { type Showing, showLatest, showPlan, showRun, showRuns } from "./show.ts";
import { tick } from "./tick.ts";

export interface Deps extends RuntimeWith<"adminKey"> {
  readonly planner: Planner;
  /** Work that takes longer goes on while its request is answered; below `exec_timeout` in stack.yml. */
  readonly answerWithinMs?: number;
}

const ANSWER_WITHIN_MS = 40_000;

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
  const showing = (c: AppContext): Showing => {
    const proof = proofOf(c, deps);
    const signed = proof !== undefined && c.req.query("key") !== undefined;
    const path = (to: string) => (signed ? privateLink(deps, to, proof) : `/rebalance${to}`);
    return { ...planning(), proven: proof !== undefined, link: (to) => `${deps.settings().publicUrl}${path(to)}` };
  };
  // Ticks may come faster than a plan is made; later ones share the result of the first.
  const tickOnce = singleFlight((_: "tick") => tick(planning()));
  const runOnce = singleFlight(({ run }: ReadyCommand<PlanContext>) => run(contextOf(planning())));

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
    const command = readJson(c, planBody());
    // Plans and runs happen once by their own ids, but the key of another request must still be refused.
    const operation = operationOf(c, deps.now());
    if (operation.id !== "") await deps.store.enqueue([], operation);
    const ending = await inTime(runOnce(command));
    if (!ending) return underWay(c, planCommandOf(command.body.do));
    const more = ending.shows && (await shown(ending.shows, planning()));
    const { status, body } = command.answer({ ...ending, ...(more && { more }) });
    return c.json(body, status);
  });

  app.get("/", async (c) => showLatest(c, showing(c)));
  app.get("/plans/:id", async (c) => showPlan(c, splitSuffix(c.req.param("id")).name, showing(c)));

  app.on("GET", ["/runs", "/runs.json"], async (c) => showRuns(c, showing(c)));
  app.get("/runs/:id", async (c) => showRun(c, splitSuffix(c.req.param("id")).name, showing(c)));

  const proveLink = (c: AppContext): Proof => {
    const proof = proofOf(c, deps);
    if (!proof) throw new PodsError("unauthorized", "This page was not opened with a signed link. Ask for a new link.");
    return proof;
  };
  // The buttons of a plan's and a run's page; the signed link that opened the page is the proof.
  for (const [path, subject] of [
    ["/plans/:id", "plan"],
    ["/runs/:id", "run"],
  ] as const) {
    app.post(path, takesBody(proveLink), async (c) => {
      extendDeadline(c);
      const proof = proveLink(c);
      const command = formCommand(c, { [subject]: c.req.param("id") });
      const ending = await inTime(runOnce(command));
      if (ending && !ending.shows) command.answer(ending);
      const next = ending?.shows ? pageOf(ending.shows) : c.req.path;
      const instead = ending?.shows?.kind === "instead" ? "&instead" : "";
      return c.redirect(`${deps.settings().publicUrl}${privateLink(deps, next, proof)}${instead}`, 303);
    });
  }

  return app;
}

type Proof = Pick<SignedLink, "actor" | "expires">;

/** The admin key, or the signed link of this very page. Links made from a link expire with it. */
function proofOf(c: AppContext, { adminKey, now }: Deps): Proof | undefined {
  if (isMaintainer(c, adminKey())) return { actor: "maintainer", expires: now() + SIGNED_LINK_MS };
  return verifyLink(c, adminKey(), now());
}

/** Plans and runs happen once by their own ids, so effects need no numbers. */
const contextOf = (planning: Planning): PlanContext => ({
  store: planning.store,
  settings: planning.settings,
  actor: { kind: "admin-key" },
  operation: () => ({ id: "", at: planning.now() }),
  newPseudonym,
  plans: planDesk(planning),
});

/** The command in a form's fields. It can only be about the page's own plan or run. */
function formCommand(c: AppContext, subject: { plan?: string; run?: string }): ReadyCommand<PlanContext> {
  if (mediaType(c) !== "application/x-www-form-urlencoded") {
    throw new PodsError("unsupported-type", "This address takes its page's form. Send JSON commands to /.");
  }
  const form = new URLSearchParams(decode(c.get("body")));
  const word = form.get("do");
  const except = word === "apply" ? { except: form.getAll("except") } : {};
  const parsed = planBody().safeParse({ do: word, ...(word !== "plan" && subject), ...except });
  if (!parsed.success) throw invalid(parsed.error.issues);
  return parsed.data;
}

/** The page of a plan or a run. */
const pageOf = ({ kind, id }: Shown): string => (kind === "run" ? `/runs/${id}` : `/plans/${id}`);

const privateLink = ({ adminKey }: Deps, path: string, proof: Proof): string =>
  signLink({ function: "rebalance", path, ...proof }, adminKey() ?? "");

export const start = openFunction({
  name: "rebalance",
  secrets: { adminKey: "pods-admin-key" },
  openStore,
  readAddress,
  app: (runtime) => rebalance({ ...runtime, planner: openPlanner(runtime) }),
});

export default handle(start);
