/** Sentences about plans and runs. */
import { count, inWords, peopleInWords } from "../number-words.ts";
import type { SkipReason } from "../plan/apply.ts";
import { type Change, undoOf } from "../plan/plan.ts";
import type { DroppedGroup } from "../plan/plan-without.ts";
import type { UnmadeReason } from "../plan/unmade-reason.ts";
import type { GroupSkipReason, MayUndo, PlanProgress, StayedReason, StoredPlan } from "../ports.ts";
import { areaNow, type Settings } from "../settings.ts";
import { thenSeated } from "./join.ts";
import { FAULTS } from "./step-faults.static.ts";

/** Why a step of a plan was skipped. */
const SKIPPED: Readonly<Record<GroupSkipReason, string>> = {
  ...FAULTS,
  stays: "somebody in it asked to stay",
  "run-ended": "the run ended before its turn",
};

/** Why an undo left somebody where they were. "Before" is before the run. */
const STAYED: Readonly<Record<StayedReason, string>> = {
  gone: "not among the active people any more",
  "moved-since": "no longer in the seat that the run gave",
  pinned: "pinned to their seat since then",
  advocate: "the advocate of their pod by now",
  locked: "their pod, or the pod before, is locked",
  "not-agreed": "the pod before is in an area that they do not name, and they are not open to any area",
  "area-gone": "the settings no longer name the area of the pod before",
  "pod-gone": "the pod before was closed",
  "pod-exists": "the pod before was formed again by somebody else",
  "joined-since": "other people joined their pod since then, so it is not closed",
  "others-stay": "other people of the run stay in their pod, so it is not closed",
  "too-few-back": "the pod before was closed, and fewer than five people could go back to it",
  full: "the pod before is full",
  needed: "their pod would have fewer than five people without them",
  size: "a pod would have fewer than five or more than nine people",
  "not-volunteer": "no longer a volunteer",
  "has-advocate": "the pod has an advocate",
  stays: "asked to stay",
  "run-ended": "the undo ended before their turn",
};

export const stayedBecause = (reason: StayedReason): string => STAYED[reason];

/** How many people an undo leaves where they are, reason by reason, where it can take nothing back. */
export function nothingUndone(stays: readonly { readonly reason: StayedReason }[]): string {
  return stays.length === 0
    ? "There is nothing to take back: this run gave nobody another seat."
    : `Nothing of this run can be taken back.${staying(stays)}`;
}

function staying(stays: readonly { readonly reason: StayedReason }[]): string {
  const people = new Map<StayedReason, number>();
  for (const { reason } of stays) people.set(reason, (people.get(reason) ?? 0) + 1);
  return [...people].map(([reason, n]) => ` ${notBack(reason, n)} ${STAYED[reason]}.`).join("");
}

/** Nobody stays who is not there. */
const notBack = (reason: StayedReason, n: number): string =>
  reason === "gone" ? count(n, "person is", "people are") : `${count(n, "person stays", "people stay")}:`;

interface Undoing {
  /** How many people go back to where they were before the run. */
  readonly back: number;
  /** How many of them wait again. */
  readonly waiting: number;
  readonly stays: readonly { readonly reason: StayedReason }[];
}

/** What an undo would do now, before anybody makes it. */
export function wouldUndo({ back, waiting, stays }: Undoing, seat: Settings["rebalance"]["seat"]): string {
  const all = back + stays.length;
  const who = stays.length === 0 ? (all === 1 ? "the person" : `all ${all} people`) : `${back} of ${all} people`;
  return `An undo takes ${who} back to where they were before.${staying(stays)}${seatedAgain(waiting, seat)}`;
}

/** On the page of an undo, which stays: how many people it took back to the waiting list. */
export const waitSince = (waiting: number): string =>
  `${count(waiting, "person went", "people went")} back to the waiting list: the seating that followed, or follows, gives seats to all whom it can.`;

/** What becomes of the people whom an undo takes back to the waiting list. */
const seatedAgain = (waiting: number, seat: Settings["rebalance"]["seat"]): string =>
  waiting === 0 ? "" : ` ${count(waiting, "person waits", "people wait")} again: ${thenSeated(seat)}`;

/** "The run can be undone: its page says how many people that takes back." */
export function undoInWords(run: string, may: MayUndo): string {
  if (may === "never") return `${run} cannot be undone.`;
  return may !== "unknown" && may.back === 0
    ? nothingUndone(may.stays)
    : `${run} can be undone: its page says how many people that takes back.`;
}

/** What a seating did. */
export function seatedInWords({ seated, moved, waiting, closed, sinceClosed, mayUndo }: Seated): string {
  const away = [
    ...(moved > 0 ? [count(moved, "person moved to another pod", "people moved to other pods")] : []),
    ...(waiting > 0 ? [`${count(waiting, "person waits", "people wait")} again`] : []),
  ].join(", ");
  const cause = closed.length > 0 ? `${listed(closed)} closed` : "";
  const lost = [cause, away].filter(Boolean).join(sinceClosed ? ": " : ". ");
  const given = `Everybody ${waiting > 0 ? "else " : ""}for whom there is a place has a seat.`;
  const done = [...(lost === "" ? [] : [`${lost}.`]), ...(seated || waiting === 0 ? [given] : [])];
  return [...done, undoInWords("The run", mayUndo)].join(" ");
}

interface Seated {
  /** Whether anybody got a seat. */
  readonly seated: boolean;
  readonly moved: number;
  /** How many people lost their seat and found no other. */
  readonly waiting: number;
  /** The names of the pods that it closed. */
  readonly closed: readonly string[];
  /** Whether all who moved, or lost their seat, sat in these. */
  readonly sinceClosed: boolean;
  readonly mayUndo: MayUndo;
}

/** Why an undo can never take these changes of a run back. */
export function neverUndone(changes: readonly Change[], settings: Pick<Settings, "areas">): string {
  if (!changes.some(({ kind }) => kind === "move" || kind === "wait")) return nothingUndone([]);
  const isGone = changes.some((one) => one.kind === "close" && areaNow(settings, one.area) === undefined);
  const why = isGone
    ? "the settings no longer name the area of a pod that it closed"
    : "fewer than five people could go back to a pod that it closed";
  return `Nothing of this run can be taken back: ${why}.`;
}

/** What an undo did; `stays` is how many people it left where they were, and `waiting` how many wait again. */
export function undoneInWords(stays: number, waiting: number, seat: Settings["rebalance"]["seat"]): string {
  const done =
    stays === 0
      ? "The run is undone."
      : `The run is undone, except that ${count(stays, "person stays where they are", "people stay where they are")}: see \`stays\`.`;
  return done + seatedAgain(waiting, seat);
}

export const skippedBecause = (reason: GroupSkipReason): string => SKIPPED[reason];

/** The same with the people or the pods because of which it does not fit: "a pod in it was locked: Narwhal". */
export const unfitBecause = (reason: GroupSkipReason, names: readonly string[]): string =>
  names.length === 0 ? SKIPPED[reason] : `${SKIPPED[reason]}: ${listed(names)}`;

export const planStatus = {
  applied: "This plan was already applied.",
  begun:
    "A run of this plan has begun, so nobody is asked any more. If it was cut off, apply the plan again: the run goes on.",
  discarded: "This plan was discarded.",
  nothingToDo: "This plan changes nothing, so there is nothing to apply.",
  nothingFits:
    "Nothing in this plan fits the current seating, or makes it better any more: `unfit` and `dropped` say why, step by step. A fresh plan is ready: `plan`.",
} as const;

const UNMADE: Readonly<Record<UnmadeReason, string>> = {
  ...SKIPPED,
  stays: "somebody in it is to stay",
  "needs-others": "it makes the seating better only together with a step that is not made",
  "saves-nothing": "it makes the seating no better any more",
};

/** `isChoice`: people are left out who did not ask to stay. */
export const nothingLeft = (reasons: readonly UnmadeReason[], isChoice: boolean): string =>
  `Nothing is left of this plan. No step of it is made, as ${[...new Set(reasons)].map((reason) => UNMADE[reason]).join(", or ")}: \`dropped\` and \`unfit\` say which, step by step. Nobody was moved, and the plan still waits. ${isChoice ? "Leave out fewer people, or send" : "Send"} {"do":"plan"} for one that leaves people in place who asked to stay.`;

/** Where a plan cannot be compared with the present; `why` is a sentence. */
export const unchecked = (why: string): string =>
  `This is the plan as it was made: what changed since then could not be checked. Steps that no longer fit are left out when it is applied. ${why}`;
export const plannerIsBusy = "Another plan is being made: load this again when it is ready.";

export const wasUndone = (run: string): string =>
  `Run ${run} was already undone: see /function/rebalance/runs/${undoOf(run)}.`;

export const noPlan = (id: string): string => `There is no plan ${id}. The latest is at /function/rebalance/.`;
export const noRun = (id: string): string => `There is no run ${id}. All runs are listed at /function/rebalance/runs.`;

/**
 * How many people a plan leaves alone since they joined their pod less than so many weeks before.
 *
 * @param besides whether it moves others who did
 */
export function settlingInWords(people: number, weeks: number, besides = false): string {
  const other = besides ? " other" : "";
  const [who, stay] =
    people === 1 ? [`One${other} person`, "stays"] : [`${people.toLocaleString("en-GB")}${other} people`, "stay"];
  const ago = weeks === 1 ? "a week" : `${inWords(weeks)} weeks`;
  return `${who} joined their pod less than ${ago} before this plan, and ${stay} where they are.`;
}

/** Why a plan changes nothing, where the limit of moves alone holds it back. */
export const overLimitInWords = ({ moves, seats }: NonNullable<StoredPlan["overLimit"]>): string =>
  `The limit of moves holds this plan back: the setting rebalance.maxMovesPercent allows ${count(moves, "move", "moves")} now, and with more of them ${seats === 1 ? "one of the people who wait gets a seat" : `${inWords(seats)} of the people who wait get seats`}.`;

/** How many people a plan moves whom a founding seated less than a day before. */
export const recentInWords = (people: number): string =>
  `${count(people, "person who moves", "people who move")} got their ${people === 1 ? "seat" : "seats"} less than a day before this plan, from a search for many people at once. Such seats may still change, and cost no points.`;

const STEPS: Readonly<Record<PlanProgress["step"], string>> = {
  read: "reading the seating",
  start: "seating everybody",
  anneal: "improving",
  reshape: "improving the pods",
  write: "writing it down",
  explain: "writing down the reasons",
};

/** "planning: improving, 40 % done" */
export const planningInWords = ({ step, done }: PlanProgress): string =>
  `planning: ${STEPS[step]}, ${Math.round(done * 100)} % done`;

export const noPlanYet = 'There is no plan yet. The next tick makes one, or send {"do":"plan"}.';

/** The answer while a run or an undo is not finished yet. */
export const goesOn = "This takes longer than a request may. The work goes on; send the same again to see its result.";

/** A person in a step that is left out, and where that leaves them. */
export interface LeftPerson {
  readonly login: string | null;
  /** Whether the step is left out because of them. */
  readonly chosen: boolean;
  /** The name of their pod, `null` while they wait; or the pod that they would have become the advocate of. */
  readonly remains: { readonly in: string | null } | { readonly notAdvocateOf: string };
}

const remainsInWords = ({ login, remains }: LeftPerson): string => {
  const name = login ?? "a former member";
  if ("notAdvocateOf" in remains) return `${name} does not become the advocate of ${remains.notAdvocateOf}`;
  return remains.in === null ? `${name} keeps waiting` : `${name} stays in ${remains.in}`;
};

const ONE_MORE = "One more step is left out";

/** Why a step is left out, and what becomes of everybody in it. `pod` is the name of the pod because of which it failed. */
export function leftOutBecause(
  { reason, size }: Pick<DroppedGroup, "reason" | "size">,
  people: readonly LeftPerson[],
  pod?: string,
): string {
  const all = people.length === 0 ? ONE_MORE : listed(people.map(remainsInWords));
  switch (reason) {
    case "needs-others":
      return `${all}: this step saves points only together with steps that are not made.`;
    case "saves-nothing":
      return `${all}: this step saves no points any more.`;
    case "stays": {
      const chosen = people.filter((person) => person.chosen);
      const others = people.filter((person) => !person.chosen);
      const therefore = others.length > 0 ? ` Therefore ${listed(others.map(remainsInWords))}.` : "";
      return `${chosen.length > 0 ? listed(chosen.map(remainsInWords)) : ONE_MORE}.${therefore}`;
    }
    default:
      return `${all}: without the steps that are left out, ${failsBecause(reason, pod, size)}.`;
  }
}

/** All steps that are left out because others are: "3 more steps are left out, as they save points only …: steps 2, 4 and 7." */
export function leftOutWithOthers(steps: readonly number[]): string {
  const [are, they, named] = steps.length === 1 ? ["is", "it saves", "step"] : ["are", "they save", "steps"];
  const why = `${they} points only together with steps that are not made`;
  return `${count(steps.length, "more step", "more steps")} ${are} left out, as ${why}: ${named} ${listed(steps.map(String))}.`;
}

/** Why a step fails when others are left out: what would be, not what has happened since. */
function failsBecause(reason: SkipReason, pod?: string, size?: number): string {
  if (pod === undefined) return skippedBecause(reason);
  if (reason === "size" && size !== undefined) return `${pod} would have ${peopleInWords(size)}`;
  if (reason === "joined-since") return `somebody would remain in ${pod}, which is to close`;
  return reason === "pod-gone" ? `${pod} would not be there` : skippedBecause(reason);
}

const listed = (parts: readonly string[]): string =>
  parts.length < 2 ? (parts[0] ?? "") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
