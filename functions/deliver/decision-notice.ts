/** Tells somebody of a decision about their role or their seat that no run made. */
import { dayInWords } from "#shared/core/digest/dates.ts";
import { checkedLogin, podLink } from "#shared/core/messages/github-parts.ts";
import { stands } from "#shared/core/notices.ts";
import type { Claim, DecisionNotice, DecisionWord } from "#shared/core/outbox.ts";
import { defaultName } from "#shared/core/pod-names.ts";
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
  const { person, what, pod: number, at } = notice;
  const [people, pod] = await Promise.all([store.members([person]), store.pod(number ?? 0)]);
  const member = people.get(person);
  const login = checkedLogin(member?.profile.login);
  if (!member || login === undefined || !stands(notice, pod, member)) return { state: "sent" };
  const day = dayInWords(dayOf(at, settings.digest.timezone));
  const { comment, chat, no } = WORDS[what];
  const name = pod?.name ?? defaultName(number ?? 0);
  const entry = {
    person,
    concerns: new Set([what.startsWith("role") ? "role" : "seat"] as const),
    markdown: `@${login}: on ${day} ${comment(pod ? podLink(pod, settings) : `**${name}**`)}`,
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

interface Words {
  readonly comment: (pod: string) => string;
  /** Behind the name. */
  readonly chat: (pod: string) => string;
  /** How to say no. */
  readonly no: string;
}

const NO_ROLE = "To say no: `/pod step-down` gives up the role, and you keep your seat.";
const NO_SEAT = "Would you rather stay? `/pod join` asks for a seat again.";

const WORDS: Readonly<Record<DecisionWord, Words>> = {
  "role-fell": {
    comment: (pod) => `you became the Pod Advocate of ${pod}, because you volunteered and the role was free.`,
    chat: (pod) => `became the Pod Advocate of ${pod}`,
    no: NO_ROLE,
  },
  "role-given": {
    comment: (pod) => `a maintainer made you the Pod Advocate of ${pod}.`,
    chat: (pod) => `became the Pod Advocate of ${pod}`,
    no: NO_ROLE,
  },
  "role-ended": {
    comment: (pod) => `a maintainer ended your role as the Pod Advocate of ${pod}. You keep your seat.`,
    chat: (pod) => `stopped being the Pod Advocate of ${pod}`,
    no: "To say no, tell a maintainer here.",
  },
  "seat-ended": {
    comment: (pod) => `a maintainer ended your seat in ${pod}.`,
    chat: (pod) => `left ${pod}`,
    no: NO_SEAT,
  },
  "place-ended": {
    comment: () => "a maintainer took you off the waiting list.",
    chat: () => "left the waiting list",
    no: NO_SEAT,
  },
};
