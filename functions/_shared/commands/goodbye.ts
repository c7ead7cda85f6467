import type { Member } from "../core/member.ts";
import { dayOfAnswer } from "../core/messages/github-parts.ts";
import { aboutPerson } from "./bodies.ts";
import { DIGEST_REFUSED, note, notedText } from "./for-digest.ts";
import { isMade, personCommand } from "./kinds.ts";
import { dated } from "./outcome.ts";
import { alone } from "./words.ts";

/** They have a seat in a pod, or left it for good. */
const podOnceTheirs = (member: Member | undefined): number | null => {
  const { state, pod = null } = member?.standing ?? {};
  return state === "seated" || state === "alumni" ? pod : null;
};

/** Leaving is nobody else's business: the digest thanks only those who ask for it. */
export const goodbye = personCommand({
  word: "goodbye",
  usage: "",
  does: "be thanked in the weekly digest when you have left your pod",
  endsPart: false,
  suits: ({ member, context }) =>
    member?.standing.state === "alumni" && podOnceTheirs(member) !== null && !context.place?.isPrivate,
  body: () => aboutPerson("goodbye"),
  example: { login: "ada" },
  words: alone,
  run: async (_, context) => {
    const member = await context.store.find(context.subject);
    const person = member?.pseudonym;
    const pod = podOnceTheirs(member);
    if (pod === null && !(await isMade(context))) return { outcome: "no-pod-to-leave", person };
    if (context.place?.isPrivate && !(await isMade(context))) return { outcome: "private-repository", person };
    return note({ kind: "goodbye", about: `${pod}` }, context);
  },
  outcomes: {
    "private-repository": DIGEST_REFUSED["private-repository"],
    already: DIGEST_REFUSED.already,
    full: DIGEST_REFUSED.full,
    noted: {
      status: 200,
      say: (answer, model) =>
        `On ${dayOfAnswer(answer, model)} your wish was ${notedText(answer, model)}: it thanks you by name, if you have left your pod by then and no digest of the weeks before has thanked you. It says nothing if you take these words out of your comment before.`,
    },
    "no-pod-to-leave": {
      error: "conflict",
      say: dated((day) => `The weekly digest thanks people who leave a pod, and on ${day} I knew none that was yours.`),
      detail: ({ login }) => `${login} is in no pod and has left none.`,
    },
  },
});
