/** The reasons of a plan in words. Reasons that come from points have their words in the table of terms. */
import { inWords, peopleInWords } from "../number-words.ts";
import type { Reason } from "../plan/plan.ts";
import { POD } from "../scoring/points.ts";
import { POD_GAINS, TERMS } from "../scoring/terms.ts";

/** The names of areas and pods. */
export interface ReasonNames {
  area(id: string): string;
  pod(id: string): string;
}

const area = TERMS.choice.reason.words;
const size = TERMS.size.reason.words;
const { mixed } = TERMS.ability.reason.words;
const { given } = TERMS.experienced.reason.words;
const { closer } = TERMS.hours.reason.words;

/** A reason as a short phrase, such as "first choice: CLI" or "Minke was full". */
export function reasonInWords(reason: Reason, names: ReasonNames): string {
  switch (reason.because) {
    case "choice":
      return area.named(reason.rank, names.area(reason.area));
    case "unlisted-area":
      return area.unnamed(names.area(reason.area));
    case "gives-level":
      return given(names.pod(reason.pod), reason.level);
    case "mixes-ability":
      return mixed(names.pod(reason.pod));
    case "closer-hours":
      return closer(reason.hours);
    case "was-full":
      return reason.size === POD.max ? size.full(names.pod(reason.pod)) : size.many(names.pod(reason.pod), reason.size);
    case "was-small":
      return size.small(names.pod(reason.pod), reason.size);
    case "pod-closes":
      return `${names.pod(reason.pod)} closes`;
    case "area-gone":
      return `${names.area(reason.area)} is no longer an area here`;
    case "enough-waiting":
      return `${peopleInWords(reason.people)} ${were(reason.people)} waiting${reason.area === undefined ? "" : ` for ${names.area(reason.area)}`}`;
    case "advocate-moves":
      return `its advocate moves, and most of the others form ${names.pod(reason.pod)}`;
    case "too-few-left":
      return reason.size === 0
        ? `nobody was left in ${names.pod(reason.pod)}`
        : `only ${inWords(reason.size)} ${were(reason.size)} left in ${names.pod(reason.pod)}`;
    case "too-few-people":
      return `a pod needs ${inWords(POD.min)} people, and ${peopleInWords(reason.people)} ${reason.people === 1 ? "is" : "are"} here`;
    case "no-room":
      return "no pod had room";
    case "seats-waiting":
      return `gives ${peopleInWords(reason.people)} who waited a seat`;
    case "keeps-five":
      return `lets somebody leave ${names.pod(reason.pod)}, which keeps ${inWords(POD.min)} people`;
    case "no-room-there":
      return "no pod of an area that they named had room";
    case "makes-room":
      return `makes room in ${names.pod(reason.pod)}`;
    case "takes-place":
      return `takes a place that becomes free in ${names.pod(reason.pod)}`;
    case "wanted":
      return `first choice of ${peopleInWords(reason.people)}: ${names.area(reason.area)}`;
    case "unwanted":
      return `${names.area(reason.area)} is not the first choice of ${peopleInWords(reason.people)} there`;
    case "volunteered":
      return "is listed as a volunteer";
    case "recent-seat":
      return `the seat in ${names.pod(reason.pod)} was less than a day old`;
    case "part-of-group":
      return "part of a change that helps others";
    case "despite-lock":
      return `despite the lock of ${names.pod(reason.pod)}, as sizes come first`;
    case "worse-choice":
      return area.worse(reason.rank, reason.instead);
    case "group-saves":
      return `this step saves ${pointsInWords(reason.points)} in all`;
    case "undo":
      return "takes back an earlier change";
    default:
      return giftInWords(reason, names);
  }
}

/**
 * The same to the person whom the change concerns, as a sentence: "Sails is your first choice". `done` is what they do by
 * the change: "your move"; `areas` those that they name now.
 */
export function reasonToPerson(
  reason: Reason,
  names: ReasonNames,
  {
    done,
    volunteering,
    areas,
  }: { readonly done: string; readonly volunteering: string; readonly areas: readonly string[] },
): string {
  switch (reason.because) {
    case "choice":
      return (areas[reason.rank - 1] === reason.area ? area.yours : area.wasYours)(
        reason.rank,
        names.area(reason.area),
      );
    case "unlisted-area":
      return area.notYours(names.area(reason.area));
    case "wanted":
      return `${names.area(reason.area)} is the first choice of ${peopleInWords(reason.people)}`;
    case "takes-place":
      return `a place becomes free in ${names.pod(reason.pod)}`;
    case "volunteered":
      return volunteering;
    case "no-room-there":
      return "no pod of an area that you named had room";
    case "recent-seat":
      return `your seat in ${names.pod(reason.pod)} was less than a day old`;
    case "part-of-group":
      return `${done} is part of a change that helps others`;
    case "was-full":
    case "was-small":
    case "pod-closes":
    case "area-gone":
    case "advocate-moves":
    case "enough-waiting":
    case "too-few-left":
    case "too-few-people":
    case "no-room":
    case "unwanted":
    case "despite-lock":
    case "worse-choice":
    case "group-saves":
      return reasonInWords(reason, names);
    default:
      reason satisfies Doing | PodGain;
      return `${done} ${reasonInWords(reason, names)}`;
  }
}

/** Reasons whose words begin with what the change does, as those of pods' gains do: "gives Narwhal …". */
type Doing = Extract<
  Reason,
  { because: "gives-level" | "mixes-ability" | "closer-hours" | "makes-room" | "keeps-five" | "seats-waiting" | "undo" }
>;

const pointsInWords = (points: number): string => `${points} ${points === 1 ? "point" : "points"}`;

const were = (count: number): string => (count === 1 ? "was" : "were");

type PodGain = Extract<Reason, { because: (typeof POD_GAINS)[number]["because"] }>;

function giftInWords(reason: PodGain, names: ReasonNames): string {
  const term = POD_GAINS.find(({ because }) => because === reason.because);
  // A plan stored by an older or newer version may hold a reason that this version does not know.
  if (!term) throw new Error(`No term of the points gives the reason ${JSON.stringify(reason)}.`);
  return term.words(names.pod(reason.pod));
}
