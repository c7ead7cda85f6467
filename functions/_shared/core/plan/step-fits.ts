/** Whether a step of a plan that waits can still be made: pages of its people announce none that cannot. */
import type { Member, Pseudonym } from "../member.ts";
import { byNumber, type Pod } from "../pod.ts";
import { areaNow, type Settings } from "../settings.ts";
import { applyGroup, type SkipReason, whyNot } from "./apply.ts";
import { groupOfChanges, groupsOfChanges } from "./group-codec.ts";
import type { LiveSeating } from "./live-seating.ts";
import type { Change } from "./plan.ts";

/** The rows of a step, and of those before it, which change the sizes of pods. Without them sizes are not judged. */
export interface StepOfPlan {
  readonly step: readonly Change[];
  readonly before?: readonly Change[];
}

/** Why it cannot; `undefined` if nothing speaks against it. `people` and `pods` are those that the steps name. */
export function whyStepFails(
  { step, before }: StepOfPlan,
  people: ReadonlyMap<Pseudonym, Member>,
  pods: readonly Pod[],
  settings: Pick<Settings, "areas">,
): SkipReason | undefined {
  const there = byNumber(pods);
  const forms = step.filter((change) => change.kind === "form");
  const closed = new Set(step.flatMap((change) => (change.kind === "close" ? [change.pod] : [])));
  const rows = step.filter((change) => change.kind === "seat" || change.kind === "move" || change.kind === "wait");
  const entered = rows.flatMap((row) => (row.kind === "wait" ? [] : [row.to]));
  // A pod with another name is one that the plan forms.
  if ([...closed, ...entered].some((id) => Number.isInteger(Number(id)) && !there.has(Number(id)))) return "pod-gone";
  const gone = [...forms, ...(before ?? [])]
    .flatMap((change) => (change.kind === "form" ? [change.area] : []))
    .filter((area) => areaNow(settings, area) === undefined);
  const live = { people: personsIn(people), pods: podsIn(pods), goneAreas: new Set(gone) };
  for (const row of rows) {
    const reason = whyNot(live, { forms }, { from: null, to: null, ...row }, closed);
    if (reason) return reason;
  }
  if (!before) return undefined;
  for (const group of groupsOfChanges(before).values()) applyGroup(live, group);
  const made = applyGroup(live, groupOfChanges(step));
  return made.outcome === "skipped" ? made.reason : undefined;
}

const personsIn = (people: ReadonlyMap<Pseudonym, Member>): LiveSeating["people"] =>
  new Map(
    [...people].flatMap(([id, { profile, standing }]) => {
      const { state, since } = standing;
      const isSeated = state === "seated";
      if (!isSeated && state !== "waiting") return [];
      const seat = isSeated ? { pod: String(standing.pod), seatedSince: since } : { pod: null };
      return [[id, { ...profile, ...seat, anywhere: !!profile.anywhere, pinned: !!standing.pinned }]];
    }),
  );

const podsIn = (pods: readonly Pod[]): LiveSeating["pods"] =>
  new Map(
    pods.map((pod) => {
      const members = new Set(pod.seats.map(({ pseudonym }) => pseudonym));
      return [String(pod.number), { ...pod, lost: !!pod.orphaned, members }];
    }),
  );
