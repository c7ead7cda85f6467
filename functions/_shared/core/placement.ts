/** The best seats for a joiner: open pods ranked by the same points as in a plan, with reasons. */
import type { Reason } from "./plan/plan.ts";
import { areaReason } from "./plan/weighed-reason.ts";
import type { Pod } from "./pod.ts";
import type { Person } from "./scoring/community.ts";
import type { Mix } from "./scoring/mix.ts";
import { podSummary } from "./scoring/pod-summary.ts";
import { points, sumOfTerms } from "./scoring/points.ts";
import { rankOf } from "./scoring/points-by.ts";
import { type ByHandId, POD_GAINS, type Terms } from "./scoring/terms.ts";

/** Until the first seating has counted the community, no pod counts as having more than its share. */
const NO_MIX: Mix = [0, 0, 0, 0];

/**
 * Pods with room, the best for `joiner` first. Between equals, a pod in an area that they want more comes first, then the
 * smaller pod, then the older one.
 */
export function rankPods(joiner: Person, pods: readonly Pod[], mix: Mix = NO_MIX): Pod[] {
  return pods
    .map((pod) => {
      const terms = termsOfJoining(joiner, pod, mix);
      return { pod, choice: terms.choice, cost: sumOfTerms(terms) };
    })
    .sort(
      (a, b) =>
        a.cost - b.cost ||
        a.choice - b.choice ||
        a.pod.seats.length - b.pod.seats.length ||
        a.pod.number - b.pod.number,
    )
    .map(({ pod }) => pod);
}

/** The reasons for this seat, at least one: first what the joiner gains, then what the pod gains. */
export function reasonsToJoin(joiner: Person, pod: Pod, mix: Mix = NO_MIX): Reason[] {
  const id = String(pod.number);
  const terms = termsOfJoining(joiner, pod, mix);
  const when = (saved: boolean, reason: Reason): Reason[] => (saved ? [reason] : []);
  const byHand = {
    choice: [areaReason(rankOf(joiner, pod.area), pod.area)],
    experienced: when(terms.experienced < 0, { because: "gives-level", pod: id, level: 3 }),
    size: when(terms.size < 0, { because: "was-small", pod: id, size: pod.seats.length }),
    ability: when(terms.ability < 0, { because: "mixes-ability", pod: id }),
    // One more person never brings a pod's hours closer together.
    hours: [],
  } satisfies Record<ByHandId, Reason[]>;
  const given = POD_GAINS.flatMap(({ id: term, because }) => when(terms[term] < 0, { because, pod: id }));
  return [...byHand.choice, ...byHand.experienced, ...given, ...byHand.size, ...byHand.ability, ...byHand.hours];
}

function termsOfJoining(joiner: Person, pod: Pod, mix: Mix): Terms {
  const sitsThere = (id: string) => pod.seats.some(({ pseudonym }) => pseudonym === id);
  return points.termsOfJoining(joiner, podSummary(pod.area, pod.seats), mix, sitsThere);
}
