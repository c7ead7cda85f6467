/** What applying a plan would do now: without the people whom the reader ticked, and after all that happened since. */

import { PodsError } from "#shared/core/errors.ts";
import {
  type LeftPerson,
  leftOutBecause,
  noPlan,
  plannerIsBusy,
  planStatus,
  unchecked,
  unfitBecause,
} from "#shared/core/messages/plan.ts";
import { changesByGroup } from "#shared/core/plan/group-codec.ts";
import type { Change } from "#shared/core/plan/plan.ts";
import { runIdOf } from "#shared/core/plan/plan.ts";
import type { LeftOut, Preview } from "#shared/core/plan/plan-without.ts";
import type { During, Planner, PlanPart, PlanProgress, StoredPlan } from "#shared/core/ports.ts";
import type { Settings } from "#shared/core/settings.ts";
import type { AppContext } from "#shared/openfaas/app.ts";
import { extendDeadline } from "#shared/openfaas/deadline.ts";
import { communityFor, stayersAmong, stayersIn } from "./except.ts";
import type { LeftOutView, UnfitView } from "./left-out.ts";
import { areasIn } from "./make-plan.ts";
import type { RebalanceStore } from "./store.ts";
import { type Naming, namingOf } from "./views.ts";

const EXCEPT_MAX = 1_000;
const PREVIEW_MS = 40_000;

interface Previewing {
  readonly store: RebalanceStore;
  readonly planner: Planner;
  readonly settings: Settings;
  /** Of a plan in the making, if that is known. */
  readonly progress: PlanProgress | undefined;
}

/** What the reader of a plan sees of the present. */
export interface Present {
  readonly chosen?: Chosen;
  /** A sentence: applying the plan may do something else than it says, and that could not be found out. */
  readonly unchecked?: string;
}

/** What the reader's choice leads to; or what is left of a plan since it was made, on its first page. */
export async function chosenIn(
  c: AppContext,
  except: readonly string[] | undefined,
  plan: PlanPart,
  first: boolean,
  previewing: Previewing,
): Promise<Present> {
  if (except !== undefined) return { chosen: await previewed(c, except, await waiting(plan, previewing), previewing) };
  const whole = first ? await changedSince(plan, previewing) : undefined;
  if (!whole) return {};
  if (previewing.progress ?? (await previewing.store.planProgress())) return { unchecked: unchecked(plannerIsBusy) };
  try {
    return { chosen: { ...(await previewed(c, [], whole, previewing)), byReader: false } };
  } catch (error) {
    // The plan can be read all the same.
    if (error instanceof PodsError && error.code === "unavailable") return { unchecked: unchecked(error.detail) };
    throw error;
  }
}

async function waiting({ id, status }: PlanPart, { store }: Previewing): Promise<StoredPlan> {
  if (status !== "waiting") throw new PodsError("conflict", planStatus[status]);
  const plan = await store.plan(id);
  if (!plan) throw new PodsError("not-found", noPlan(id));
  return plan;
}

/**
 * The whole of a plan that waits, if applying it now may do something else than it says: somebody in it asked to stay,
 * something happened since, or the settings name other areas. Not once its run has begun, since that goes on as it is.
 */
async function changedSince(part: PlanPart, { store, settings }: Previewing): Promise<StoredPlan | undefined> {
  if (part.status !== "waiting") return undefined;
  const [revision] = (await store.version()).split(".");
  const isOlder = revision !== String(part.revision) || areasIn(settings).join() !== part.areas.join();
  if (!isOlder && part.staying.length === 0) return undefined;
  const plan = await store.plan(part.id);
  if (!plan || plan.changes.length === 0 || (!isOlder && stayersIn(plan, []).length === 0)) return undefined;
  return (await store.run(runIdOf(plan))) ? undefined : plan;
}

/** What `apply` with the same `except` would do now. Changes nothing. */
async function previewed(
  c: AppContext,
  except: readonly string[],
  plan: StoredPlan,
  previewing: Previewing,
): Promise<Chosen> {
  // Finding the consequences reads every member.
  extendDeadline(c, PREVIEW_MS);
  const asked = await stayersAmong(except.slice(0, EXCEPT_MAX), previewing.store);
  const during = { signal: AbortSignal.timeout(PREVIEW_MS) };
  const outlook = await outlookOf(plan, stayersIn(plan, asked), previewing, during);
  return { ...outlook, ticked: new Set(asked), byReader: true };
}

/** What applying the plan without these people would do now, with names. */
export interface Outlook extends LeftOutView {
  readonly preview: Preview;
  readonly unfit: readonly UnfitView[];
  /** The names of everything in the whole plan. */
  readonly naming: Naming;
}

export interface Chosen extends Outlook {
  /** Whether the reader asked for it. */
  readonly byReader: boolean;
  /** The people who were ticked. */
  readonly ticked: ReadonlySet<string>;
}

export async function outlookOf(
  plan: StoredPlan,
  staying: readonly string[],
  { store, planner, settings }: Omit<Previewing, "progress">,
  during?: During,
): Promise<Outlook> {
  const { changes } = plan;
  const community = await communityFor(plan, { store, settings });
  const preview = await planner.preview({ community, plan: { changes }, staying }, during);
  const naming = await namingOf(store, settings, changes);
  return {
    preview,
    ...leftOutView(preview, changes, naming),
    unfit: preview.unfit.map((step) => unfitView(step, naming)),
    naming,
  };
}

/** The steps of a plan that are not made, each with its people and the reason. */
export const unmadeView = ({ cost, dropped, unfit }: Pick<Outlook, "cost" | "dropped" | "unfit">) => ({
  cost,
  dropped,
  unfit,
});

export const previewView = ({ preview, naming, ...steps }: Outlook) => ({
  ...unmadeView(steps),
  applied: preview.applied.length,
  remaining: { counts: preview.counts, before: preview.before, after: preview.after },
  sizes: preview.sizes.map(({ pod, ...size }) => ({ pod: naming.slug(pod), ...size })),
});

/** `cost` is in points; groups are numbered as in the plan, whose changes name everybody in them. */
export function leftOutView({ cost, dropped }: LeftOut, changes: readonly Change[], naming: Naming): LeftOutView {
  const groups = new Map(changesByGroup(changes));
  return {
    cost,
    dropped: dropped.map((step) => {
      const { group, reason, members, pod, elsewhere = [] } = step;
      const there = (groups.get(group) ?? []).filter((one) => !("member" in one && elsewhere.includes(one.member)));
      const people = peopleIn(there, new Set(members), naming);
      const detail = leftOutBecause(step, people, pod && naming.pod(pod));
      return { group, reason, people: members.map((member) => naming.login(member)), detail };
    }),
  };
}

function unfitView({ group, reason, members, pod }: Preview["unfit"][number], naming: Naming): UnfitView {
  const people = members.map((member) => naming.login(member));
  const names = pod === undefined ? people.map((login) => login ?? "a former member") : [naming.pod(pod)];
  return { group, reason, people, detail: unfitBecause(reason, names) };
}

/** Everybody in these changes of a step, once, and where they remain without it. */
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
