import { unreachable } from "../core/errors.ts";
import { dayOfAnswer } from "../core/messages/github-parts.ts";
import { aboutPerson } from "./bodies.ts";
import { inState, personCommand } from "./kinds.ts";
import { dated } from "./outcome.ts";
import { leftRole, roleLeftText } from "./role.ts";
import { withoutChange } from "./without-change.ts";
import { alone } from "./words.ts";

/** `detail` of people who had no seat, and of those who were only invited. */
const NO_SEAT = "no-seat";
const INVITED = "invited";

export const leave = personCommand({
  word: "leave",
  usage: "",
  does: "give up your seat",
  endsPart: true,
  suits: inState("waiting", "seated"),
  body: () => aboutPerson("leave"),
  example: { login: "ada" },
  words: alone,
  run: async (_, { store, subject, operation }) => {
    const left = await store.leave(subject, "alumni", operation());
    switch (left.outcome) {
      case "left":
        // We have seen their work, and they never asked for a seat.
        if (left.was === "known") return { outcome: "nothing-to-leave", person: left.pseudonym };
        return {
          outcome: "left",
          person: left.pseudonym,
          ...(left.pod === null && { detail: left.was === "invited" ? INVITED : NO_SEAT }),
          ...(await leftRole(left, { store }, { was: left.was })),
        };
      case "already":
        return { outcome: "already-left", person: left.pseudonym };
      case "unknown":
        return { outcome: "nothing-to-leave", person: left.pseudonym };
      case "overtaken":
      case "is-forgotten":
        return withoutChange(left);
      default:
        return unreachable(left);
    }
  },
  outcomes: {
    left: {
      status: 200,
      say: (answer, model) => {
        const day = dayOfAnswer(answer, model);
        if (answer.detail === INVITED)
          return `You said no to your invitation on ${day}. \`/pod join\` takes a seat whenever you like.`;
        if (answer.detail === NO_SEAT) return `You left on ${day}. \`/pod join\` brings you back.`;
        return `You left on ${day}. Thank you for the time you gave; \`/pod join\` brings you back.${roleLeftText(answer, model)} The weekly digest says nothing of it, unless you want to be thanked there: \`/pod goodbye\`.`;
      },
    },
    "already-left": { status: 200, say: dated((day) => `You held no seat on ${day}.`) },
    "nothing-to-leave": {
      error: "not-found",
      say: dated((day) => `You had no seat here on ${day}, so there was nothing to leave. I noted that you want none.`),
      detail: ({ login }) => `${login} has not asked to take part yet, so there is nothing to leave.`,
    },
  },
});
