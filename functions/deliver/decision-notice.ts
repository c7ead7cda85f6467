/** Tells somebody of a decision about their role or their seat that no run made. */
import { dayInWords } from "#shared/core/digest/dates.ts";
import { neutralise } from "#shared/core/github/neutralise.ts";
import type { Profile } from "#shared/core/member.ts";
import { checkedLogin, podLink } from "#shared/core/messages/github-parts.ts";
import { choiceOf, stands } from "#shared/core/notices.ts";
import type { Claim, DecisionNotice, DecisionWord } from "#shared/core/outbox.ts";
import { defaultName } from "#shared/core/pod-names.ts";
import { areaTitle } from "#shared/core/settings.ts";
import { dayOf } from "#shared/core/week.ts";
import { type PeopleContext, tellPeople } from "./people-notice.ts";
import type { Result } from "./results.ts";

/** A decision that no longer holds is not told. */
export async function sendDecisionNotice(
  claim: Claim,
  notice: DecisionNotice,
  context: PeopleContext,
): Promise<Result> {
  const { store, settings } = context;
  const { person, what, about, at } = notice;
  const [people, pod] = await Promise.all([store.members([person]), store.pod(Number(about) || 0)]);
  const member = people.get(person);
  const login = checkedLogin(member?.profile.login);
  if (!member || login === undefined || !stands(notice, pod, member)) return { state: "sent" };
  const day = dayInWords(dayOf(at, settings.digest.timezone));
  const { comment, chat, no } = WORDS[what];
  const name = pod?.name ?? defaultName(Number(about) || 0);
  const told: Told = {
    pod: pod ? podLink(pod, settings) : `**${name}**`,
    profile: member.profile,
    area: (id) => neutralise(areaTitle(settings, id)),
    ...(pod && { choice: choiceOf(member.profile, pod) }),
  };
  const entry = {
    person,
    concerns: new Set<never>(),
    markdown: `@${login}: on ${day} ${comment(told)}`,
    chat: [{ link: `https://github.com/${login}`, text: login }, ` ${chat(name)}`],
  };
  return tellPeople(
    claim,
    {
      entries: [entry],
      comment: (entries) => [...entries.map(({ markdown }) => markdown), no].join("\n\n"),
      post: (entries) => [...entries.flatMap((one) => one.chat), ` on ${day}.`],
      others: [],
    },
    context,
  );
}

interface Told {
  /** With a link, if it has a page. */
  readonly pod: string;
  /** A sentence, if the pod's area is not their first choice. */
  readonly choice?: string;
  readonly profile: Profile;
  readonly area: (id: string) => string;
}

interface Words {
  readonly comment: (told: Told) => string;
  /** Behind the name. Breaks and experience are nobody else's business. */
  readonly chat: (pod: string) => string;
  /** How to say no. */
  readonly no: string;
}

const NO_ROLE = "To say no: `/pod step-down` gives up the role, and you keep your seat.";
const NO_NEW_SEAT = "To say no: `/pod leave` gives up the seat.";
const NO_SEAT = "Would you rather stay? `/pod join` asks for a seat again.";
const NO_BREAK = "Would you rather go on? `/pod back` asks for a seat again.";
const TELL = "To say no, tell a maintainer here.";

const untilInWords = ({ pausedUntil }: Profile): string =>
  pausedUntil === undefined ? "" : ` until ${dayInWords(pausedUntil)}`;

const areasInWords = ({ profile: { areas }, area }: Told): string => areas.map(area).join(", ");

const WORDS: Readonly<Record<DecisionWord, Words>> = {
  "role-fell": {
    comment: ({ pod }) => `you became the Pod Advocate of ${pod}, because you volunteered and the role was free.`,
    chat: (pod) => `became the Pod Advocate of ${pod}`,
    no: NO_ROLE,
  },
  "role-given": {
    comment: ({ pod }) => `a maintainer made you the Pod Advocate of ${pod}.`,
    chat: (pod) => `became the Pod Advocate of ${pod}`,
    no: NO_ROLE,
  },
  "role-ended": {
    comment: ({ pod }) => `a maintainer ended your role as the Pod Advocate of ${pod}. You keep your seat.`,
    chat: (pod) => `stopped being the Pod Advocate of ${pod}`,
    no: TELL,
  },
  "seat-found": {
    comment: ({ pod, choice = "" }) => `enough people waited for a new pod, and you got a seat in ${pod}.${choice}`,
    chat: (pod) => `got a seat in ${pod}`,
    no: NO_NEW_SEAT,
  },
  "seat-given": {
    comment: ({ pod, choice = "" }) => `a maintainer gave you a seat in ${pod}.${choice}`,
    chat: (pod) => `got a seat in ${pod}`,
    no: NO_NEW_SEAT,
  },
  "seat-ended": {
    comment: ({ pod }) => `a maintainer ended your seat in ${pod}.`,
    chat: (pod) => `left ${pod}`,
    no: NO_SEAT,
  },
  "seat-paused": {
    comment: ({ pod, profile }) =>
      `a maintainer ended your seat in ${pod}, and put you on a break${untilInWords(profile)}.`,
    chat: (pod) => `left ${pod}`,
    no: NO_BREAK,
  },
  "place-given": {
    comment: (told) => `a maintainer put you on the waiting list for ${areasInWords(told)}.`,
    chat: () => "is on the waiting list",
    no: "To say no: `/pod leave` takes you off the list.",
  },
  "place-ended": {
    comment: () => "a maintainer took you off the waiting list.",
    chat: () => "left the waiting list",
    no: NO_SEAT,
  },
  "place-paused": {
    comment: ({ profile }) =>
      `a maintainer took you off the waiting list, and put you on a break${untilInWords(profile)}.`,
    chat: () => "left the waiting list",
    no: NO_BREAK,
  },
  "areas-set": {
    comment: (told) => `a maintainer changed your areas to ${areasInWords(told)}.`,
    chat: () => "has other areas",
    no: "To say no: `/pod join` with the names of your areas changes them again.",
  },
  "ability-set": {
    comment: () => "a maintainer changed what your profile says about your experience.",
    chat: () => "has another profile",
    no: TELL,
  },
  "timezone-set": {
    comment: () => "a maintainer changed the time zone in your profile.",
    chat: () => "has another profile",
    no: TELL,
  },
  "volunteer-set": {
    comment: () => "a maintainer listed you as somebody who volunteers as a Pod Advocate.",
    chat: () => "volunteers as a Pod Advocate",
    no: "To say no: `/pod step-down` takes you off the list.",
  },
  "volunteer-ended": {
    comment: () => "a maintainer listed you as somebody who does not volunteer as a Pod Advocate.",
    chat: () => "does not volunteer as a Pod Advocate",
    no: "To say no: `/pod advocate` volunteers again.",
  },
};
