/**
 * Applies one group to a seating in memory. This is the model of the script `apply.lua`; tests compare the two.
 *
 * A group is applied whole or skipped. It is applied when, checked in this order,
 * 1. no pod it forms exists yet (else `pod-exists`), and every pod it closes or fills exists (else `pod-gone`);
 * 2. everybody in its rows is active (else `gone`), sits where the row says, in a seat that began no later than the row
 *    says (else `moved-since`), and nothing new holds them there (else `pinned`, `advocate` or `locked`): a pin, the role of
 *    advocate in a pod that lives on, or the lock of a pod of valid size that they leave or enter. A row's `despite` names
 *    the holds that were known when it was made.
 *    Nor does it seat anybody in an area that is gone (else `area-gone`), or that they did not agree to (else `not-agreed`);
 * 3. everybody leaves a pod it closes (else `joined-since`), a pod it forms has 5 to 9 people, and any other pod whose
 *    size it changes ends within 5 to 9 or nearer to it than before (else `size`).
 * A person is appointed advocate if they then sit in the pod, still volunteer, and nobody else has the role. A group
 * that only appoints is skipped when that fails. People who leave a pod lose their role in it.
 */
import { mayPlace } from "../consent.ts";
import type { PodId } from "../scoring/community.ts";
import { POD } from "../scoring/points.ts";
import { type PodNames, renamePods } from "./group-codec.ts";
import type { LiveSeating } from "./live-seating.ts";
import { appoints, type Group, type Row } from "./plan.ts";

/** The script `apply.lua` gives the same reasons. */
export const SKIP_REASONS = [
  "pod-exists",
  "pod-gone",
  "gone",
  "moved-since",
  "pinned",
  "advocate",
  "locked",
  "area-gone",
  "not-agreed",
  "joined-since",
  "size",
  "not-volunteer",
  "has-advocate",
] as const;

export type SkipReason = (typeof SKIP_REASONS)[number];

/** Why somebody cannot follow a row, or where its pod is gone. */
export type RowFault = Extract<
  SkipReason,
  "pod-gone" | "gone" | "moved-since" | "pinned" | "advocate" | "locked" | "area-gone" | "not-agreed"
>;

/** Why a group is skipped, and the first person or pod for which a check failed. */
export interface Skipped {
  readonly outcome: "skipped";
  readonly reason: SkipReason;
  readonly member?: string;
  readonly pod?: PodId;
  /** The size that the pod would have. */
  readonly size?: number;
}

export type Applied = { readonly outcome: "applied" } | Skipped;

/** By how many people a size is outside of 5 to 9. */
const outside = (size: number) => Math.max(0, POD.min - size, size - POD.max);

/** The rule that every change of a living pod's size keeps: within 5 to 9, or nearer to it than before. */
export function mayBecome(before: number, after: number): boolean {
  return before === after || outside(after) === 0 || outside(after) < outside(before);
}

/**
 * Applies one group, or says why not and changes nothing.
 *
 * @param names the real names of the pods that this group and the groups before it form
 */
export function applyGroup(live: LiveSeating, group: Group, names: PodNames = {}): Applied {
  const real = renamePods(group, names);
  const skipped = checkPods(live, real) ?? checkRows(live, real) ?? checkSizes(live, real) ?? checkRole(live, real);
  if (skipped) return skipped;
  for (const { pod, area } of real.forms) {
    live.pods.set(pod, { area, advocate: null, locked: false, members: new Set() });
  }
  for (const row of real.rows) reseat(live, row);
  for (const { pod } of real.closes) live.pods.delete(pod);
  for (const { pod, member } of real.advocates) {
    const at = live.pods.get(pod);
    if (at && cannotAppoint(live, pod, member) === undefined) at.advocate = member;
  }
  return { outcome: "applied" };
}

function reseat(live: LiveSeating, { member, from, to }: Row): void {
  const left = from !== null ? live.pods.get(from) : undefined;
  left?.members.delete(member);
  if (left?.advocate === member) left.advocate = null;
  if (to !== null) live.pods.get(to)?.members.add(member);
  const person = live.people.get(member);
  if (!person) return;
  person.pod = to;
  // Later than all that is known.
  person.seatedSince = Number.POSITIVE_INFINITY;
}

const skip = (reason: SkipReason, where: Pick<Skipped, "member" | "pod" | "size">): Skipped => ({
  outcome: "skipped",
  reason,
  ...where,
});

function checkPods(live: LiveSeating, group: Group): Skipped | undefined {
  const formed = new Set(group.forms.map(({ pod }) => pod));
  const closed = new Set(group.closes.map(({ pod }) => pod));
  for (const pod of formed) if (live.pods.has(pod)) return skip("pod-exists", { pod });
  for (const pod of closed) if (!live.pods.has(pod)) return skip("pod-gone", { pod });
  for (const { to } of group.rows) {
    const there = to === null || formed.has(to) || (live.pods.has(to) && !closed.has(to));
    if (!there) return skip("pod-gone", { pod: to });
  }
  return undefined;
}

function checkRows(live: LiveSeating, group: Group): Skipped | undefined {
  const closed = new Set(group.closes.map(({ pod }) => pod));
  for (const row of group.rows) {
    const reason = whyNot(live, group, row, closed);
    if (reason) return skip(reason, becauseOf(live, reason, row));
  }
  return undefined;
}

/** The pod because of which somebody cannot follow a row, or else that person. */
function becauseOf(live: LiveSeating, reason: SkipReason, { member, from, to }: Row): Pick<Skipped, "member" | "pod"> {
  const pod =
    reason === "locked" ? [from, to].find((one) => isHeldShut(live, one)) : reason === "area-gone" ? to : undefined;
  return pod ? { pod } : { member };
}

/** Why this person cannot follow this row now; `undefined` if they can. `closed` are the pods that close with it. */
export function whyNot(
  live: LiveSeating,
  { forms }: Pick<Group, "forms">,
  row: Row,
  closed: ReadonlySet<PodId>,
): RowFault | undefined {
  const { member, from, to, despite, begunBy = Number.POSITIVE_INFINITY } = row;
  const person = live.people.get(member);
  if (!person) return "gone";
  if (person.pod !== from || (person.seatedSince ?? 0) > begunBy) return "moved-since";
  if (from !== null && person.pinned && !despite?.includes("pinned")) return "pinned";
  const left = from !== null && !closed.has(from) ? live.pods.get(from) : undefined;
  if (left?.advocate === member && !despite?.includes("advocate")) return "advocate";
  if ((isHeldShut(live, from) || isHeldShut(live, to)) && !despite?.includes("locked")) return "locked";
  const there = to === null ? undefined : live.pods.get(to);
  const entered = there ?? forms.find(({ pod }) => pod === to);
  if (there?.lost || (entered && live.goneAreas.has(entered.area))) return "area-gone";
  if (entered && !mayPlace(person, entered.area)) return "not-agreed";
  return undefined;
}

/** A lock holds while the pod's size is valid: repairs come first. */
function isHeldShut(live: LiveSeating, id: PodId | null): boolean {
  const pod = id !== null ? live.pods.get(id) : undefined;
  return pod?.locked === true && outside(pod.members.size) === 0;
}

function checkSizes(live: LiveSeating, group: Group): Skipped | undefined {
  const change = new Map<PodId, number>();
  for (const { from, to } of group.rows) {
    if (from !== null) change.set(from, (change.get(from) ?? 0) - 1);
    if (to !== null) change.set(to, (change.get(to) ?? 0) + 1);
  }
  for (const { pod } of group.forms) {
    const size = change.get(pod) ?? 0;
    if (outside(size) > 0) return skip("size", { pod, size });
  }
  const closed = new Set(group.closes.map(({ pod }) => pod));
  for (const pod of closed) {
    if ((live.pods.get(pod)?.members.size ?? 0) + (change.get(pod) ?? 0) > 0) return skip("joined-since", { pod });
  }
  for (const [pod, by] of change) {
    const size = live.pods.get(pod)?.members.size;
    if (size !== undefined && !closed.has(pod) && !mayBecome(size, size + by))
      return skip("size", { pod, size: size + by });
  }
  return undefined;
}

/** In a group with other changes a failed appointment never blocks them; a group that only appoints is skipped. */
function checkRole(live: LiveSeating, group: Group): Skipped | undefined {
  if (!appoints(group)) return undefined;
  for (const { pod, member } of group.advocates) {
    const reason = cannotAppoint(live, pod, member);
    if (reason) return skip(reason, reason === "has-advocate" || reason === "pod-gone" ? { pod } : { member });
  }
  return undefined;
}

function cannotAppoint(live: LiveSeating, id: PodId, member: string): SkipReason | undefined {
  const pod = live.pods.get(id);
  if (!pod) return "pod-gone";
  if (!live.people.has(member)) return "gone";
  if (!pod.members.has(member)) return "moved-since";
  if (!live.people.get(member)?.volunteer) return "not-volunteer";
  return pod.advocate === null || pod.advocate === member ? undefined : "has-advocate";
}
