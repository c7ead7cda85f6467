/** Decisions about one person that no run made, in words: to them, and to everybody on their page. */
import type { DecisionWord } from "../outbox.ts";

/** How the person is spoken of, and what may be said: everybody reads less than the person does. */
export interface ToldOf {
  /** `you`, or the name; and `your`, or `ada's`. */
  readonly who: string;
  readonly whose: string;
  /** The same again in a sentence: `you`, or `they`, `them` and `their`. */
  readonly they: string;
  readonly them: string;
  readonly their: string;
  /** `are` and `agree`, or `is` and `agrees`. */
  readonly are: string;
  readonly agree: string;
  readonly pod: string;
  /** The cause, if a maintainer imported it. */
  readonly file: string;
  /** Why they may get the role. */
  readonly volunteering: string;
  /** ` for Hull`, ` to Hull`: nothing on a page. */
  readonly areas: (preposition: string) => string;
  /** What was changed with the time zone. Experience is nobody else's business, so a page tells of every change alike. */
  readonly zone: string;
  /** That the seat stays, though the role ends: everybody sees that. */
  readonly keeps: string;
}

export const toPerson = {
  who: "you",
  whose: "your",
  they: "you",
  them: "you",
  their: "your",
  are: "are",
  agree: "agree",
  zone: "the time zone in your profile",
  keeps: " You keep your seat.",
};

export const onPage = (login: string): Omit<ToldOf, "pod" | "volunteering"> => ({
  who: login,
  whose: `${login}'s`,
  they: "they",
  them: "them",
  their: "their",
  are: "is",
  agree: "agrees",
  file: "a file",
  areas: () => "",
  zone: `${login}'s profile`,
  keeps: "",
});

type Words = (told: ToldOf) => string;

const byMaintainer =
  (did: Words): Words =>
  (told) =>
    `a maintainer ${did(told)}`;
const noted = (what: Words): Words => byMaintainer((told) => `noted that ${what(told)}.`);
const listed = (does: string): Words =>
  byMaintainer((told) => `listed ${told.who} as somebody who ${does} as a Pod Advocate.`);

const role: Words = (told) => `the Pod Advocate of ${told.pod}`;
const seat: Words = (told) => `a seat in ${told.pod}`;

/** What ends a seat, up to the verb; and whose seat it is, where the cause has named the person. */
type Cause = (told: ToldOf) => readonly [cause: string, whose: string];
const MAINTAINER: Cause = (told) => ["a maintainer", told.whose];
const UNLISTED: Cause = (told) => [
  `${told.file} listed ${told.who} as somebody who works independently, which`,
  told.their,
];
const TAKEN_BACK: Cause = (told) => [`${told.file} that had listed ${told.who} was taken back, which`, told.their];

const seatEnded =
  (by: Cause, andRole = false): Words =>
  (told) => {
    const [cause, whose] = by(told);
    return `${cause} ended ${whose} seat in ${told.pod}${andRole ? `, and ${told.they} are no longer its Pod Advocate` : ""}.`;
  };
const placeEnded = byMaintainer((told) => `took ${told.who} off the waiting list.`);

/** Each is a sentence behind "on" and a day. Breaks are nobody else's business. */
export const DECISION_WORDS: Readonly<Record<DecisionWord, Words>> = {
  "role-fell": (told) => `${told.who} became ${role(told)}, because ${told.volunteering} and the role was free.`,
  "role-given": byMaintainer((told) => `made ${told.who} ${role(told)}.`),
  "role-ended": byMaintainer((told) => `ended ${told.whose} role as ${role(told)}.${told.keeps}`),
  "role-listed": (told) => `${told.file} made ${told.who} ${role(told)}, as it listed ${told.them} as a volunteer.`,
  "role-unlisted": (told) =>
    `${told.file} listed ${told.who} as somebody who does not volunteer, which ended ${told.their} role as ${role(told)}.${told.keeps}`,
  "seat-found": (told) => `enough people waited for a new pod, and ${told.who} got ${seat(told)}.`,
  "seat-given": byMaintainer((told) => `gave ${told.who} ${seat(told)}.`),
  "seat-listed": (told) => `${told.file} gave ${told.who} ${seat(told)}.`,
  "seat-back": (told) => `${told.who} came back as planned, and got ${seat(told)}.`,
  "seat-ended": seatEnded(MAINTAINER),
  "seat-unlisted": seatEnded(UNLISTED),
  "seat-taken-back": seatEnded(TAKEN_BACK),
  "seat-paused": seatEnded(MAINTAINER),
  "seat-and-role-ended": seatEnded(MAINTAINER, true),
  "seat-and-role-unlisted": seatEnded(UNLISTED, true),
  "seat-and-role-taken-back": seatEnded(TAKEN_BACK, true),
  "seat-and-role-paused": seatEnded(MAINTAINER, true),
  "place-given": byMaintainer((told) => `put ${told.who} on the waiting list${told.areas("for")}.`),
  "place-back": (told) => `${told.who} came back as planned, and ${told.are} on the waiting list${told.areas("for")}.`,
  "place-ended": placeEnded,
  "place-paused": placeEnded,
  "areas-set": byMaintainer((told) => `changed ${told.whose} areas${told.areas("to")}.`),
  "anywhere-set": noted(
    ({ who, they }) => `any area suits ${who}, so ${they} may get a seat in one that ${they} did not name`,
  ),
  "anywhere-ended": noted((told) => `only the areas ${told.who} named suit ${told.them}`),
  "introduce-set": noted((told) => `${told.who} ${told.agree} to be introduced to the community`),
  "introduce-ended": noted((told) => `${told.who} would rather not be introduced to the community`),
  "ability-set": byMaintainer((told) => `changed ${told.whose} profile.`),
  "timezone-set": byMaintainer((told) => `changed ${told.zone}.`),
  "volunteer-set": listed("volunteers"),
  "volunteer-ended": listed("does not volunteer"),
};
