/** The reasons of a plan in words. Reasons that come from points have their words in the table of terms. */
import { inWords, peopleInWords } from "../number-words.ts";
import type { Reason } from "../plan/plan.ts";
import { POD } from "../scoring/points.ts";
import { POD_GAINS, type PodGainReason, TERMS } from "../scoring/terms.ts";

/** The names of areas and pods. */
export interface ReasonNames {
  area(id: string): string;
  pod(id: string): string;
  /** Whether the pods are so now, as nothing has been made of it yet. */
  readonly isNow?: boolean;
}

const area = TERMS.choice.reason.words;
const size = TERMS.size.reason.words;
const { mixed } = TERMS.ability.reason.words;
const { given } = TERMS.experienced.reason.words;
const { closer } = TERMS.hours.reason.words;

/** A reason as a short phrase, such as "first choice: CLI" or "Minke was full". */
export function reasonInWords(reason: Reason, names: ReasonNames): string {
  const [is, has] = names.isNow ? ["is", "has"] : ["was", "had"];
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
      return reason.size === POD.max
        ? size.full(names.pod(reason.pod), is)
        : size.many(names.pod(reason.pod), reason.size, has);
    case "was-small":
      return size.small(names.pod(reason.pod), reason.size, has);
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
      return area.worse(reason.rank, reason.instead, ["they", "their"]);
    case "group-saves":
      return `this step saves ${pointsInWords(reason.points)} in all`;
    case "undo":
      return "takes back an earlier change";
    default:
      return giftInWords(reason, names);
  }
}

/** Speaks to the person whom a change concerns, or to everybody else of them. */
export type Voice = "you" | "they";

/** Who listed somebody as a volunteer is told to nobody but them. */
export type Hearing = { readonly voice: "you"; readonly volunteering: string } | { readonly voice: "they" };

type Concerned = Hearing & {
  /** What they do by the change, "move", or `undefined` where they do nothing. */
  readonly doing: string | undefined;
  /** Those that they name now. */
  readonly areas: readonly string[];
};

/** The same about the person whom the change concerns, as a sentence: "Sails is your first choice". */
export function reasonAboutPerson(reason: Reason, names: ReasonNames, { doing, areas, ...hearing }: Concerned): string {
  const { voice } = hearing;
  const whose = voice === "you" ? "your" : "their";
  const done = doing === undefined ? "this" : `${whose} ${doing}`;
  switch (reason.because) {
    case "choice":
      return area.whose(
        reason.rank,
        names.area(reason.area),
        `${areas[reason.rank - 1] === reason.area ? "is" : "was"} ${whose}`,
      );
    case "unlisted-area":
      return `${voice} did not name ${names.area(reason.area)}`;
    case "wanted":
      return `${names.area(reason.area)} is the first choice of ${peopleInWords(reason.people)}`;
    case "takes-place":
      return `a place becomes free in ${names.pod(reason.pod)}`;
    case "volunteered":
      return hearing.voice === "you" ? hearing.volunteering : "they were a volunteer";
    case "no-room-there":
      return `no pod of an area that ${voice} named had room`;
    case "recent-seat":
      return `${whose} seat in ${names.pod(reason.pod)} was less than a day old`;
    case "part-of-group":
      return `${done} is part of a change that helps others`;
    case "worse-choice":
      return `it is ${area.worse(reason.rank, reason.instead, [voice, whose])}`;
    case "gives-level":
    case "mixes-ability":
    case "closer-hours":
    case "makes-room":
    case "keeps-five":
    case "seats-waiting":
    case "undo":
      return `${done} ${reasonInWords(reason, names)}`;
    default:
      return isGift(reason) ? `${done} ${reasonInWords(reason, names)}` : reasonInWords(reason, names);
  }
}

const pointsInWords = (points: number): string => `${points} ${points === 1 ? "point" : "points"}`;

const were = (count: number): string => (count === 1 ? "was" : "were");

type Gift = Extract<Reason, { because: PodGainReason }>;

const isGift = (reason: Reason): reason is Gift => POD_GAINS.some(({ because }) => because === reason.because);

function giftInWords(reason: Gift, names: ReasonNames): string {
  const term = POD_GAINS.find(({ because }) => because === reason.because);
  // A plan stored by an older or newer version may hold a reason that this version does not know.
  if (!term) throw new Error(`No term of the points gives the reason ${JSON.stringify(reason)}.`);
  return term.words(names.pod(reason.pod));
}
