/** The words for each decision about somebody that no run made, and how to say no to it. */
import type { Profile } from "#shared/core/member.ts";
import type { DecisionNotice } from "#shared/core/notice-errands.ts";

/** How to say no to a decision: by a command, or by telling a maintainer; else what people may want who would rather not. */
export type No = Way | { readonly wish: string } | "tell" | "nothing";

interface Way {
  readonly by: string;
  /** What the command does, where that is not the mere opposite of the decision. */
  readonly does?: string;
}

export interface DecisionFacts {
  /** With a link, if it has a page. */
  readonly pod: string;
  /** A sentence, if the pod's area is not their first choice. */
  readonly choice?: string;
  readonly profile: Profile;
  /** The cause, if a maintainer imported it. */
  readonly file: string;
  /** Why they may get the role. */
  readonly volunteering: string;
  readonly area: (id: string) => string;
  /** Of a move that is not made. */
  readonly why: string;
}

/** Everybody reads them. Breaks and experience are nobody else's business, so a break has the words of any other cause. */
interface Words {
  readonly comment: (told: DecisionFacts) => string;
  /** Behind the name, and before the day: what happened then. */
  readonly chat: (pod: string) => string;
  readonly no: No | ((told: DecisionFacts) => No);
}

const NO_ROLE: No = { by: "/pod step-down", does: "gives up the role, and you keep your seat" };
const NO_PLACE: No = { by: "/pod leave", does: "takes you off the list" };
const NO_NEW_SEAT: No = { by: "/pod leave", does: "gives up the seat" };
/** After the undo of an import we know no area of theirs any more. */
const NO_SEAT = ({ profile: { areas, anywhere } }: DecisionFacts): No => ({
  wish: `Would you rather stay? \`/pod join\`${areas.length === 0 && !anywhere ? " with the name of an area" : ""} asks for a seat again.`,
});

const areasInWords = ({ profile: { areas }, area }: DecisionFacts): string => areas.map(area).join(", ") || "any pod";

const advocate = (pod: string): string => `became the Pod Advocate of ${pod}`;
const roleEnded = (pod: string): string => `stopped being the Pod Advocate of ${pod}`;
const seated = (pod: string): string => `got a seat in ${pod}`;

/** What gives or ends a seat, up to the verb. */
type Cause = (told: DecisionFacts) => string;
const MAINTAINER: Cause = () => "a maintainer";
const FILE: Cause = ({ file }) => file;
const UNLISTED: Cause = ({ file }) => `${file} listed you as somebody who works independently, which`;
const TAKEN_BACK: Cause = ({ file }) => `${file} that had listed you was taken back, which`;

const seatGiven = (cause: Cause): Words => ({
  comment: (told) => `${cause(told)} gave you a seat in ${told.pod}.${told.choice ?? ""}`,
  chat: seated,
  no: NO_NEW_SEAT,
});

const seatEnded = (cause: Cause): Words => ({
  comment: (told) => `${cause(told)} ended your seat in ${told.pod}.`,
  chat: (pod) => `left ${pod}`,
  no: NO_SEAT,
});

const seatAndRoleEnded = (cause: Cause): Words => ({
  comment: (told) => `${cause(told)} ended your seat in ${told.pod} and your role as its Pod Advocate.`,
  chat: (pod) => `left ${pod} and the role as its Pod Advocate`,
  no: NO_SEAT,
});

const PLACE_ENDED: Words = {
  comment: () => "a maintainer took you off the waiting list.",
  chat: () => "left the waiting list",
  no: NO_SEAT,
};
const otherProfile = (): string => "got another profile";

const UNMADE: Words = {
  comment: ({ pod, why }) => `the move that you were asked about was called off${why}. You keep your seat in ${pod}.`,
  chat: (pod) => `stayed in ${pod}`,
  no: "nothing",
};

export const DECISION_WORDS: Readonly<Record<DecisionNotice["what"], Words>> = {
  "role-fell": {
    comment: ({ pod, volunteering }) =>
      `you became the Pod Advocate of ${pod}, because ${volunteering} and the role was free.`,
    chat: advocate,
    no: NO_ROLE,
  },
  "role-given": {
    comment: ({ pod }) => `a maintainer made you the Pod Advocate of ${pod}.`,
    chat: advocate,
    no: NO_ROLE,
  },
  "role-ended": {
    comment: ({ pod }) => `a maintainer ended your role as the Pod Advocate of ${pod}. You keep your seat.`,
    chat: roleEnded,
    no: "tell",
  },
  "role-listed": {
    comment: ({ pod, file }) => `${file} made you the Pod Advocate of ${pod}, as it listed you as a volunteer.`,
    chat: advocate,
    no: NO_ROLE,
  },
  "role-unlisted": {
    comment: ({ pod, file }) =>
      `${file} listed you as somebody who does not volunteer, which ended your role as the Pod Advocate of ${pod}. You keep your seat.`,
    chat: roleEnded,
    no: { by: "/pod advocate", does: "volunteers again" },
  },
  "seat-found": {
    comment: ({ pod, choice = "" }) => `enough people waited for a new pod, and you got a seat in ${pod}.${choice}`,
    chat: seated,
    no: NO_NEW_SEAT,
  },
  "seat-given": seatGiven(MAINTAINER),
  "seat-listed": seatGiven(FILE),
  "seat-back": {
    comment: ({ pod, choice = "" }) => `you got a seat in ${pod}.${choice}`,
    chat: seated,
    no: NO_NEW_SEAT,
  },
  "seat-ended": seatEnded(MAINTAINER),
  "seat-unlisted": seatEnded(UNLISTED),
  "seat-taken-back": seatEnded(TAKEN_BACK),
  "seat-paused": seatEnded(MAINTAINER),
  "seat-and-role-ended": seatAndRoleEnded(MAINTAINER),
  "seat-and-role-unlisted": seatAndRoleEnded(UNLISTED),
  "seat-and-role-taken-back": seatAndRoleEnded(TAKEN_BACK),
  "seat-and-role-paused": seatAndRoleEnded(MAINTAINER),
  "place-given": {
    comment: (told) => `a maintainer put you on the waiting list for ${areasInWords(told)}.`,
    chat: () => "went on the waiting list",
    no: NO_PLACE,
  },
  "place-back": {
    comment: (told) => `you went on the waiting list for ${areasInWords(told)}.`,
    chat: () => "went on the waiting list",
    no: NO_PLACE,
  },
  "place-ended": PLACE_ENDED,
  "place-paused": PLACE_ENDED,
  "areas-set": {
    comment: (told) => `a maintainer changed your areas to ${areasInWords(told)}.`,
    chat: () => "got other areas",
    no: { by: "/pod join", does: "with the names of your areas changes them again" },
  },
  "anywhere-set": {
    comment: () => "a maintainer noted that any area suits you, so you may get a seat in one that you did not name.",
    chat: () => "became open to any area",
    no: { by: "/pod join anywhere=no" },
  },
  "anywhere-ended": {
    comment: () => "a maintainer noted that only the areas you named suit you.",
    chat: () => "became open only to the areas they named",
    no: { by: "/pod join anywhere" },
  },
  "introduce-set": {
    comment: () => "a maintainer noted that you agree to be introduced to the community.",
    chat: () => "was listed to be introduced",
    no: { by: "/pod join introduce=no" },
  },
  "introduce-ended": {
    comment: () => "a maintainer noted that you would rather not be introduced to the community.",
    chat: () => "was listed not to be introduced",
    no: { by: "/pod join introduce" },
  },
  "ability-set": {
    comment: () => "a maintainer changed your profile.",
    chat: otherProfile,
    no: "tell",
  },
  "timezone-set": {
    comment: () => "a maintainer changed the time zone in your profile.",
    chat: otherProfile,
    no: "tell",
  },
  "volunteer-set": {
    comment: () => "a maintainer listed you as somebody who volunteers as a Pod Advocate.",
    chat: () => "was listed as a volunteer for Pod Advocate",
    no: { by: "/pod step-down", does: "takes you off the list of volunteers" },
  },
  "volunteer-ended": {
    comment: () => "a maintainer listed you as somebody who does not volunteer as a Pod Advocate.",
    chat: () => "was taken off the volunteers for Pod Advocate",
    no: { by: "/pod advocate", does: "puts you on the list of volunteers" },
  },
  "move-stopped": UNMADE,
  "move-dropped": UNMADE,
};
