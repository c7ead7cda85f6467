/** The JSON of plans and runs: counts and points for everybody; with proof also the people, their moves and the reasons. */

import { podsAndLastNames } from "#shared/core/closed-pod.ts";
import { unreachable } from "#shared/core/errors.ts";
import {
  overLimitInWords,
  planningInWords,
  skippedBecause,
  stayedBecause,
  unfitBecause,
} from "#shared/core/messages/plan.ts";
import { reasonInWords } from "#shared/core/messages/reasons.ts";
import { volunteeringOf } from "#shared/core/notice-words.ts";
import { podsNamed } from "#shared/core/notices.ts";
import { appliedChanges, appliedGroups } from "#shared/core/plan/done-by-run.ts";
import { type Change, countChanges, type Hold } from "#shared/core/plan/plan.ts";
import { numberedPod } from "#shared/core/pod-names.ts";
import type { Directory, PlanPart, PlanProgress, Run, SkippedGroup } from "#shared/core/ports.ts";
import type { PodId } from "#shared/core/scoring/community.ts";
import { publicSummary } from "#shared/core/scoring/summary.ts";
import { areaTitle, type Settings } from "#shared/core/settings.ts";
import { personView } from "#shared/core/views.ts";
import { skippedGroups, type stayersOf } from "./runner.ts";

interface ChangeView {
  readonly kind: Change["kind"];
  readonly group: number;
  /** `null` for a former member. */
  readonly login?: string | null;
  readonly from?: string | null;
  readonly to?: string;
  readonly pod?: string;
  readonly area?: string;
  readonly reasons: readonly string[];
}

/** The names of the people, pods and areas in the changes of a plan. */
export interface Naming {
  /** `null` for a former member. */
  login(pseudonym: string): string | null;
  /** Why somebody may get the role of advocate. */
  volunteering(pseudonym: string): string;
  /** The slug of a pod; the plan's own name (`new-1`) for one that it forms. */
  slug(id: PodId): string;
  /** The name of a pod for people. */
  pod(id: PodId): string;
  area(id: string): string;
  /** How many people are in a pod now; `null` for one that is not there. */
  size(id: PodId): number | null;
}

/** Reads the names that these changes need. */
export async function namingOf(store: Directory, settings: Settings, changes: readonly Change[]): Promise<Naming> {
  const numbers = [...new Set(changes.flatMap(podsNamed).map(Number).filter(Number.isInteger))];
  const [profiles, { pods: living, lastNames }] = await Promise.all([
    store.profiles(new Set(changes.flatMap((change) => ("member" in change ? [change.member] : [])))),
    podsAndLastNames(numbers, store),
  ]);
  const nameOf = (id: string) => living.get(Number(id))?.name ?? lastNames.get(Number(id));
  const areas = new Map(
    changes.flatMap((change) => (change.kind === "form" ? [[change.pod, change.area] as const] : [])),
  );
  const area = (id: string) => areaTitle(settings, id);
  /** A pod may be formed in a row that is not among these changes; then its area is not known. */
  const formed = (id: PodId) => (areas.has(id) ? `a new ${area(areas.get(id)!)} pod` : "a new pod");
  return {
    login: (pseudonym) => profiles.get(pseudonym)?.login || null,
    volunteering: (pseudonym) => volunteeringOf(profiles.get(pseudonym) ?? {}, settings, "they"),
    slug: (id) => numberedPod(id)?.slug ?? id,
    pod: (id) => nameOf(id) ?? numberedPod(id)?.name ?? formed(id),
    area,
    size: (id) => living.get(Number(id))?.seats.length ?? null,
  };
}

/** Why a change is made, and what it does not keep. */
export const reasonsInWords = (change: Change, naming: Naming): string[] => [
  ...change.reasons.map((reason) =>
    reason.because === "volunteered" && "member" in change
      ? naming.volunteering(change.member)
      : reasonInWords(reason, naming),
  ),
  ...("despite" in change ? (change.despite ?? []).flatMap((hold) => DESPITE[hold]) : []),
];

const DESPITE: Readonly<Record<Hold, readonly string[]>> = {
  pinned: ["though they are pinned to their seat, as sizes come first"],
  advocate: ["which ends their role as its Pod Advocate"],
  // A reason names the pod that is locked.
  locked: [],
};

export function changeView(change: Change, naming: Naming): ChangeView {
  const { kind, group } = change;
  const reasons = reasonsInWords(change, naming);
  const common = { kind, group, ...("member" in change && { login: naming.login(change.member) }) };
  switch (change.kind) {
    case "seat":
      return { ...common, to: naming.slug(change.to), reasons };
    case "move":
      return { ...common, from: naming.slug(change.from), to: naming.slug(change.to), reasons };
    case "wait":
      return { ...common, from: change.from && naming.slug(change.from), reasons };
    case "advocate":
      return { ...common, pod: naming.slug(change.pod), reasons };
    case "form":
    case "close":
      return { ...common, pod: naming.slug(change.pod), area: change.area, reasons };
    default:
      return unreachable(change);
  }
}

/** With the points of each term, which only maintainers see. */
export const planView = (plan: PlanPart) => ({ ...publicPlanView(plan), before: plan.before, after: plan.after });

/** The points in one sum without the private terms: more would tell what people wished for in private. */
export function publicPlanView(plan: PlanPart) {
  const { id, revision, createdAt, status, before, after, groups, counts, recent, settling, overLimit } = plan;
  const { seated, waiting } = after;
  return {
    id,
    revision,
    createdAt: dated(createdAt),
    status,
    before: publicSummary(before),
    after: publicSummary(after),
    groups,
    counts,
    recent,
    settling,
    ...(overLimit && { overLimit: { ...overLimit, detail: overLimitInWords(overLimit) } }),
    seated,
    waiting,
  };
}

export function runView(run: Run) {
  const { id, kind, of, startedAt, finished, undone } = run;
  const skipped = skippedGroups(run).map(skippedView);
  const applied = appliedGroups(run).length;
  const counts = countChanges(appliedChanges(run));
  return { id, kind, of, startedAt: dated(startedAt), finished, undone, applied, skipped, counts };
}

const skippedView = ({ group, reason }: SkippedGroup) => ({ group, reason, detail: skippedBecause(reason) });

/** With the names of the people or pods because of which they were skipped, which only maintainers see. */
export function skippedByName(run: Pick<Run, "groups">, changes: readonly Change[], naming: Naming) {
  const people = new Set(changes.flatMap((change) => ("member" in change ? [change.member] : [])));
  return skippedGroups(run).map(({ group, reason, because }) => {
    const name = (id: string) => (people.has(id) ? (naming.login(id) ?? "a former member") : naming.pod(id));
    return { group, reason, detail: unfitBecause(reason, because === undefined ? [] : [name(because)]) };
  });
}

export const progressView = (progress: PlanProgress) => ({
  ...progress,
  at: dated(progress.at),
  detail: planningInWords(progress),
});

/** The people that an undo left where they are, and why. */
export async function stayersView(stays: Readonly<ReturnType<typeof stayersOf>>, store: Pick<Directory, "profiles">) {
  const names = await store.profiles(stays.map(({ member }) => member));
  return stays.map(({ member, reason }) => ({ ...personView(member, names), detail: stayedBecause(reason) }));
}

export const dated = (ms: number): string => new Date(ms).toISOString();
