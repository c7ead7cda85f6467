/** Makes plans, applies, undoes and discards them. Repeating a call finishes work that was cut off. */

import { droppedMoves } from "#shared/core/dropped-moves.ts";
import { PodsError } from "#shared/core/errors.ts";
import { noPlan, seatedInWords } from "#shared/core/messages/plan.ts";
import { isAsked } from "#shared/core/notices.ts";
import { appliedChanges, appliedGroups } from "#shared/core/plan/done-by-run.ts";
import { runIdOf, undoOf } from "#shared/core/plan/plan.ts";
import type { UnmadeReason } from "#shared/core/plan/unmade-reason.ts";
import type { ApplyOutcome, PlanDesk, PlannerJobs, Run, StoredPlan, UndoOutcome } from "#shared/core/ports.ts";
import { leaveOut, refuseOthers, stayersAmong, stayersIn } from "./except.ts";
import { makePlan } from "./make-plan.ts";
import type { Planning } from "./planning.ts";
import { outlookOf, unmadeView } from "./preview.ts";
import { carryOut, finish, skippedGroups, stayersOf } from "./runner.ts";
import { seatNow } from "./seating.ts";
import type { RebalanceStore } from "./store.ts";
import { mayUndo, takenBack, undoNow } from "./undo-outlook.ts";
import { namingOf, stayersView } from "./views.ts";

export const planDesk = (planning: Planning, link: PlanDesk["link"]): PlanDesk => ({
  seat: async (operation) => {
    const run = await seatNow(operation, planning);
    if (!run) return { outcome: "nothing-to-seat" };
    return appliedGroups(run).length > 0 ? seatedBy(run, planning) : { outcome: "nothing-seated", run: run.id };
  },
  plan: async () => (await freshPlan(planning)).id,
  apply: (plan, except) => apply(plan, except, planning),
  undo: (run) => undo(run, planning),
  discard: (plan) => discard(plan, planning),
  ask: (plan) => ask(plan, planning),
  link,
});

async function seatedBy(run: Run, planning: Planning): ReturnType<PlanDesk["seat"]> {
  const changes = appliedChanges(run);
  const { waiting } = takenBack(changes);
  const moved = changes.filter(({ kind }) => kind === "move").length;
  const seated = moved > 0 || changes.some(({ kind }) => kind === "seat");
  const naming = await namingOf(planning.store, planning.settings, changes);
  const gone = changes.flatMap((one) => (one.kind === "close" ? [one.pod] : []));
  const left = changes.flatMap((one) => (one.kind === "move" || one.kind === "wait" ? [one.from] : []));
  const detail = seatedInWords({
    seated,
    moved,
    waiting,
    closed: gone.map((pod) => naming.pod(pod)),
    sinceClosed: left.every((pod) => gone.some((closed) => closed === pod)),
    mayUndo: await mayUndo(run, planning),
  });
  return { outcome: waiting > 0 && !seated ? "unseated" : "seated", run: run.id, detail };
}

/** Makes a plan and stores it. Returns the stored plan instead if that is as new, or the period has one. */
export async function freshPlan(planning: Planning, period?: string): Promise<StoredPlan> {
  const { store } = planning;
  const { plan, mix } = await makePlan(planning);
  await store.saveMix(mix);
  if ((await store.savePlan(plan, period)) === "saved") return plan;
  const existing = period === undefined ? undefined : await store.planFor(period);
  return planOf(existing ?? plan.id, store);
}

/**
 * Applies a waiting plan without the people in `except`. A run that was cut off goes on where it stopped, and without the
 * people of whoever began it where `except` is left out.
 */
export async function apply(
  id: string,
  except: readonly string[] | undefined,
  planning: Planning,
): Promise<ApplyOutcome> {
  const { store, now } = planning;
  const plan = await store.plan(id);
  if (!plan) return { outcome: "unknown" };
  const instead = async () => ({ next: (await freshPlan(planning)).id });
  const already = async (status: Exclude<StoredPlan["status"], "waiting">): Promise<ApplyOutcome> =>
    status === "applied"
      ? { outcome: "already-applied", run: runIdOf(plan), ...(await instead()) }
      : { outcome: "already-discarded", ...(await instead()) };
  if (plan.status !== "waiting") return already(plan.status);
  const stayers = await stayersAmong(except ?? [], store);
  if (plan.changes.length === 0) return { outcome: "nothing-to-do" };
  const staying = stayersIn(plan, stayers);
  const prepare = async () => {
    const rest = await leaveOut(plan, staying, planning);
    return rest && { kind: "plan" as const, of: id, madeAt: plan.createdAt, ...rest };
  };
  const goOn = carryOut(store, runIdOf(plan), prepare, now, {
    ...(plan.asked && { round: plan.round }),
    beforeEnd: (done) => tellOfDropped(plan, done, planning),
    mayGoOn: (begun) =>
      refuseOthers(begun, { asked: stayers, stay: stayersIn(plan, []), isWhole: except !== undefined }, store),
  });
  const run = await goOn.catch(async (error: unknown) => {
    // The plan was discarded before the run had made a step, and the run with it.
    const isGone = error instanceof PodsError && error.code === "not-found" && !(await store.run(runIdOf(plan)));
    if (isGone) return undefined;
    throw error;
  });
  const status = run ? plan.status : (await store.planPart(id, 0, 0))?.status;
  if (status !== undefined && status !== "waiting") return already(status);
  const skipped = run !== undefined && skippedGroups(run).length > 0;
  if (!run || (skipped && appliedGroups(run).length === 0)) {
    const why = unmadeView(await outlookOf(plan, staying, planning));
    const fitsWithout = async (left: readonly string[]) => (await leaveOut(plan, left, planning)) !== undefined;
    const { dropped, unfit } = why;
    if (!run && staying.length > 0) {
      const reasons = [...dropped, ...unfit].map(({ reason }) => reason);
      const isChoice = stayers.length > 0 && (await fitsWithout(stayersIn(plan, [])));
      if (isChoice || (await fitsWithout([]))) return { outcome: "nothing-left", reasons, isChoice, report: why };
    }
    if (run) await store.setPlanStatus(id, "discarded");
    else if ((await store.discardPlan(id, runIdOf(plan))) === "applied") return already("applied");
    await tellOfUnmade(plan, { isMade: () => false, unmade: [...dropped, ...unfit] }, planning);
    return { outcome: "nothing-fits", report: why, ...(await instead()) };
  }
  await tellOfDropped(plan, run, planning);
  await store.setPlanStatus(id, "applied");
  if (run.undone) return { outcome: "already-undone", run: run.id, ...(await instead()) };
  return {
    outcome: "applied",
    run: run.id,
    mayUndo: await mayUndo(run, planning),
    ...(skipped && (await instead())),
  };
}

/**
 * People who were asked about a step that the run did not make are told, with the people of the run. Safe to repeat: nobody is
 * told twice.
 */
async function tellOfDropped(plan: StoredPlan, run: Run, planning: Planning): Promise<void> {
  const made = new Set(appliedGroups(run).map(({ group }) => group));
  if (made.size === 0) return;
  const unmade = [...(run.leftOut?.dropped ?? []), ...skippedGroups(run)];
  await tellOfUnmade(plan, { isMade: (step) => made.has(step), unmade, run: run.id }, planning);
}

interface Unmade {
  readonly isMade: (step: number) => boolean;
  readonly unmade: readonly { readonly group: number; readonly reason: UnmadeReason }[];
  readonly run?: string;
}

async function tellOfUnmade(
  plan: StoredPlan,
  { isMade, unmade, run }: Unmade,
  { store, now }: Pick<Planning, "store" | "now">,
): Promise<void> {
  const reasons = new Map(unmade.map(({ group, reason }) => [group, reason]));
  const at = now();
  const why = (step: number) => reasons.get(step);
  const notices = droppedMoves(plan, { what: "move-dropped", at, isMade, why, ...(run !== undefined && { run }) });
  for (let from = 0; from < notices.length; from += NOTICES_AT_ONCE)
    await store.enqueue(notices.slice(from, from + NOTICES_AT_ONCE), { id: "", at });
}

/** A few milliseconds of a verb. */
const NOTICES_AT_ONCE = 200;

/**
 * Takes a run back as far as that is possible: people who joined since then keep their seats, and people whose seat was
 * taken stay where they are. A run that was cut off is ended first, with the groups it applied. One of which nothing can be
 * taken back stays as it is, and may be undone later.
 */
async function undo(id: string, planning: Planning): Promise<UndoOutcome> {
  const { store, now } = planning;
  const run = await store.run(id);
  if (!run) return { outcome: "unknown" };
  if (run.undone) return { outcome: "already-undone" };
  // It may go on, since it has changed nothing yet.
  if (!run.finished && run.groups.length === 0) {
    return { outcome: "nothing-to-undo", stays: [], report: { stays: [] } };
  }
  if (!run.finished) await finish(store, id, now());
  let stays: PlannerJobs["undo"]["output"]["stays"] = [];
  const prepare = async () => {
    const back = await undoNow((run.finished ? run : await store.run(id)) ?? run, planning);
    stays = back.stays;
    return back.changes.length > 0 ? { kind: "undo" as const, of: id, changes: back.changes, stays } : undefined;
  };
  const undone = await carryOut(store, undoOf(id), prepare, now);
  if (!undone || appliedGroups(undone).length === 0) {
    const all = undone ? stayersOf(undone) : stays;
    return { outcome: "nothing-to-undo", stays: all, report: { stays: await stayersView(all, store) } };
  }
  await store.markUndone(id);
  const { waiting } = takenBack(appliedChanges(undone));
  const stay = stayersOf(undone).filter(({ reason }) => reason !== "gone").length;
  return { outcome: "undone", run: undone.id, stays: stay, waiting };
}

async function discard(id: string, { store }: Planning): ReturnType<PlanDesk["discard"]> {
  const plan = await store.planPart(id, 0, 0);
  return { outcome: plan ? await store.discardPlan(id, runIdOf(plan)) : "unknown" };
}

/** The question stands on people's own pages at once, wherever else it is asked. */
async function ask(id: string, planning: Planning): ReturnType<PlanDesk["ask"]> {
  const { store, settings, now } = planning;
  const plan = await store.plan(id);
  if (!plan) return { outcome: "unknown" };
  const decided = await decisionOn(plan, store);
  if (decided !== undefined) return { outcome: `already-${decided}` };
  if (!plan.asked) {
    const outlook = await outlookOf(plan, stayersIn(plan, []), planning);
    const applied = new Set(outlook.preview.applied);
    const questions = plan.changes.filter(isAsked).filter(({ group }) => applied.has(group));
    if (questions.length === 0) return { outcome: "nobody-to-ask", report: unmadeView(outlook) };
    const where = settings.notices.thread === undefined ? "nowhere" : "thread";
    const notReached = questions.map(({ member }) => member);
    await store.noteAsked(id, questions);
    await store.saveNotified({ plan }, { at: now(), where, told: [], sent: false, notReached });
    // Nobody is asked about a plan that is applied or discarded in the meantime.
    const meanwhile = await decisionOn(plan, store);
    if (meanwhile !== undefined) return { outcome: `already-${meanwhile}` };
  }
  // It is sent once. A call that was cut off may have saved who is asked, and no more.
  await store.enqueue([{ kind: "ask-notice", plan: id, round: plan.round }], { id: "", at: now() });
  return { outcome: plan.asked ? "already-asked" : "asking" };
}

/** What a plan has become by now. A run that has begun is marked in it only at its end. */
async function decisionOn(
  plan: StoredPlan,
  store: RebalanceStore,
): Promise<Exclude<StoredPlan["status"], "waiting"> | "begun" | undefined> {
  const status = (await store.planPart(plan.id, 0, 0))?.status ?? plan.status;
  if (status !== "waiting") return status;
  return (await store.run(runIdOf(plan))) ? "begun" : undefined;
}

async function planOf(id: string, store: RebalanceStore): Promise<StoredPlan> {
  const plan = await store.plan(id);
  if (!plan) throw new PodsError("not-found", noPlan(id));
  return plan;
}
