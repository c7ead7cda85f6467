/** The best seats for a joiner: open pods ranked by the same points as in a plan, with reasons. */
import type { Level } from "./member.ts";
import type { Reason } from "./plan/plan.ts";
import type { Pod } from "./pod.ts";
import { costOfJoining, type Joiner, type PodSummary, termsOfJoining } from "./scoring/join-points.ts";
import type { Mix } from "./scoring/points.ts";

/** The summary of a pod that the points need. */
export function summaryOf(pod: Pod): PodSummary {
  const heads = (level: Level): number => pod.seats.filter((seat) => seat.level >= level).length;
  return {
    area: pod.area,
    size: pod.seats.length,
    levels: [heads(2), heads(3), heads(4)],
    hours: pod.seats.flatMap(({ offset }) => (offset === null ? [] : [offset])),
    volunteers: pod.seats.filter(({ volunteer }) => volunteer).length,
  };
}

/** Until the first seating has counted the community, no pod counts as having more than its share. */
const NO_MIX: Mix = [0, 0, 0, 0];

/** Pods with room, the best for `joiner` first. Between equals the smaller pod comes first, then the older one. */
export function rankPods(joiner: Joiner, pods: readonly Pod[], mix: Mix = NO_MIX): Pod[] {
  return pods
    .map((pod) => ({ pod, cost: costOfJoining(joiner, summaryOf(pod), mix) }))
    .sort((a, b) => a.cost - b.cost || a.pod.seats.length - b.pod.seats.length || a.pod.number - b.pod.number)
    .map(({ pod }) => pod);
}

const RANKS = [1, 2, 3] as const;

/** The reasons for this seat, at least one: first what the joiner gains, then what the pod gains. */
export function reasonsToJoin(joiner: Joiner, pod: Pod, mix: Mix = NO_MIX): Reason[] {
  const id = String(pod.number);
  const rank = RANKS[joiner.areas.indexOf(pod.area)];
  const before = summaryOf(pod);
  const terms = termsOfJoining(joiner, before, mix);
  const reasons: Reason[] = [
    rank === undefined ? { because: "unlisted-area", area: pod.area } : { because: "choice", rank, area: pod.area },
  ];
  if (terms.experienced < 0) reasons.push({ because: "gives-level", pod: id, level: 3 });
  if (terms.volunteer < 0) reasons.push({ because: "gives-volunteer", pod: id });
  if (terms.size < 0) reasons.push({ because: "was-small", pod: id, size: before.size });
  if (terms.ability < 0) reasons.push({ because: "mixes-ability", pod: id });
  return reasons;
}
