/**
 * Decides, from sizes alone, which existing pods close and how many new ones form, so that everybody fits into pods of
 * 5 to 9 and the fewest seated people have to move.
 */
import { POD } from "../scoring/points.ts";

export interface PodHeadcount {
  readonly size: number;
  /** Of them, the pinned people, and the people who stay for any reason (pinned or advocate). */
  readonly pinned: number;
  readonly staying: number;
}

export interface SizePlan {
  /** The indexes of the pods that close. */
  readonly closing: readonly number[];
  /** New pods to form. */
  readonly forming: number;
}

/** Moving an advocate is worse than moving any number of others, and moving a pinned person is worse still. */
const STAYING = 1e4;
const PIN = 1e8;

/**
 * Tries closing no pod, the cheapest one, the cheapest two … and takes the cheapest plan that fits.
 *
 * @param loose people without a pod
 * @param mayForm whether there is an area to form a pod in
 * @returns `null` when nothing fits (fewer than five people, or no pod and no area)
 */
export function planSizes(pods: readonly PodHeadcount[], loose: number, mayForm: boolean): SizePlan | null {
  const order = pods.map((_, pod) => pod).sort((a, b) => closingCost(pods[a]!) - closingCost(pods[b]!) || a - b);
  const headcount = new Headcount(loose);
  for (const pod of pods) headcount.count(pod, 1);

  let best: SizePlan | null = null;
  let bestCost = Number.POSITIVE_INFINITY;
  let bestCount = 0;
  let closed = 0;
  for (let closing = 0; closing <= pods.length; closing++) {
    const outcome = headcount.outcome(mayForm);
    if (outcome !== null && closed + outcome.cost + outcome.offTarget < bestCost) {
      bestCost = closed + outcome.cost + outcome.offTarget;
      bestCount = closing;
      best = { closing: [], forming: outcome.forming };
    }
    const next = order[closing];
    if (next === undefined || closed >= bestCost) break;
    closed += closingCost(pods[next]!);
    headcount.close(pods[next]!);
  }
  return best === null ? null : { closing: order.slice(0, bestCount), forming: best.forming };
}

function closingCost({ size, pinned }: PodHeadcount): number {
  return size + pinned * PIN;
}

/** Totals over the pods that live on. */
class Headcount {
  #living = 0;
  #people: number;
  /** People to be seated: those without a pod, those beyond nine, and those of closing pods. */
  #pool: number;
  /** Seats to fill before every pod has five, and seats free after that. */
  #missing = 0;
  #room = 0;
  /** People beyond five that pods could spare: those who may move, and those who should stay. */
  #spare = 0;
  #spareStaying = 0;

  constructor(loose: number) {
    this.#people = loose;
    this.#pool = loose;
  }

  count({ size, staying }: PodHeadcount, sign: 1 | -1): void {
    const seated = Math.min(size, POD.max);
    const beyond = Math.max(0, seated - POD.min);
    const easy = Math.min(beyond, Math.max(0, seated - staying));
    this.#living += sign;
    this.#people += sign * size;
    this.#pool += sign * (size - seated);
    this.#missing += sign * Math.max(0, POD.min - seated);
    this.#room += sign * (POD.max - Math.max(seated, POD.min));
    this.#spare += sign * easy;
    this.#spareStaying += sign * (beyond - easy);
  }

  close(pod: PodHeadcount): void {
    this.count(pod, -1);
    this.#people += pod.size;
    this.#pool += pod.size;
  }

  /** The cost of seating everybody in the living pods and in as many new ones as that needs. */
  outcome(mayForm: boolean): { forming: number; cost: number; offTarget: number } | null {
    const rest = this.#pool - this.#missing;
    const wanted = Math.round(this.#people / POD.target);
    const needed = Math.max(0, Math.ceil((rest - this.#room) / POD.max));
    const possible = Math.max(0, Math.floor(rest / POD.min));
    const forming = needed > possible ? needed : Math.min(possible, Math.max(needed, wanted - this.#living));
    if (forming > 0 && !mayForm) return null;
    if (this.#living + forming === 0 && this.#people > 0) return null;
    const pulled = Math.max(0, forming * POD.min - rest);
    if (pulled > this.#spare + this.#spareStaying) return null;
    const cost = pulled + Math.max(0, pulled - this.#spare) * STAYING;
    // Between plans with equally many moves, prefer the one nearer to seven people per pod; it counts less than a move.
    return { forming, cost, offTarget: Math.abs(this.#living + forming - wanted) / (1 + this.#people) };
  }
}
