import { isBot } from "../core/github/accounts.ts";
import { isHidden, Login, type Member, takesPart } from "../core/member.ts";
import { dayOfAnswer } from "../core/messages/github-parts.ts";
import { peopleText } from "../core/people-text.ts";
import { spokenAt } from "../core/spoken.ts";
import { dayOf } from "../core/week.ts";
import { aboutPerson } from "./bodies.ts";
import { DIGEST_REFUSED, digestRefusal, note, notedText, suitsDigest, WORDS_LENGTH_MAX } from "./for-digest.ts";
import { isMade, type PersonContext, personCommand } from "./kinds.ts";
import { dated } from "./outcome.ts";
import { personNamed } from "./set-outcomes.ts";
import { loginOf, unusable } from "./words.ts";

export const kudos = personCommand({
  word: "kudos",
  usage: "@login <why>",
  does: "thank somebody in the weekly digest",
  endsPart: false,
  suits: suitsDigest,
  body: () => aboutPerson("kudos").extend({ whom: Login, why: peopleText(WORDS_LENGTH_MAX) }),
  example: { login: "ada", whom: "bob", why: "for a warm welcome" },
  words: ({ parts: [whom = "", ...why] }) => ({
    whom: loginOf(whom),
    why: /^(and|&|,)? ?@/i.test(why.join(" ")) ? unusable(why.join(" ")) : why.join(" "),
  }),
  hint: () => `It takes one person, and what you thank them for in at most ${WORDS_LENGTH_MAX} characters.`,
  run: async ({ whom, why }, context) => {
    const { store, settings, subject } = context;
    const [giver, thanked] = await Promise.all([store.find(subject), store.find({ login: whom })]);
    const person = giver?.pseudonym;
    const refusal = await digestRefusal(giver, context);
    if (refusal) return { outcome: refusal, person };
    if (thanked && thanked.pseudonym === person) return { outcome: "oneself", person };
    const isThere = thanked && isThanked(thanked) && !isBot({ login: whom }, settings);
    if (!isThere && !(await isMade(context))) return { outcome: "not-there", person };
    const { pseudonym = "" } = thanked ?? {};
    const about = `${placeOf(context)}/${pseudonym}`;
    const ending = await note({ kind: "kudos", about, title: why, thanked: pseudonym }, context);
    return { ...ending, ...(thanked && { about: [pseudonym] }) };
  },
  outcomes: {
    ...DIGEST_REFUSED,
    noted: {
      status: 200,
      say: (answer, model) =>
        `On ${dayOfAnswer(answer, model)} your thanks to ${personNamed(answer, model)} were ${notedText(answer, model)}.`,
    },
    oneself: {
      error: "conflict",
      say: "Kudos are for others: somebody else may well thank you.",
      detail: ({ login }) => `${login} cannot thank themselves.`,
    },
    // One answer for all, since nobody else is told who left, who is on a break, who declined and who was invited.
    "not-there": {
      error: "conflict",
      say: dated(
        (day) => `The weekly digest thanks people who take part, and on ${day} I knew nobody of that name who did.`,
      ),
      detail: ({ whom }) => `The digest cannot thank ${whom}: it thanks people who take part.`,
    },
  },
});

/** Of people who are invited, those whose work everybody saw. */
const isThanked = (member: Member): boolean =>
  !isHidden(member) && member.standing.state !== "alumni" && (member.standing.state !== "invited" || takesPart(member));

/** Somebody's thanks to somebody count once in a thread; outside of threads once a day. */
const placeOf = (context: PersonContext): string =>
  context.place?.thread ?? dayOf(spokenAt(context.operation()), context.settings.digest.timezone);
