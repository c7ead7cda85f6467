import { unreachable } from "../core/errors.ts";
import type { MoveOutOutcome } from "../core/ports.ts";
import { aboutPerson } from "./bodies.ts";
import { inState, personCommand } from "./kinds.ts";
import { dated } from "./outcome.ts";
import { withoutChange } from "./without-change.ts";
import { alone } from "./words.ts";

export const decline = personCommand({
  word: "decline",
  usage: "",
  does: "decline an invitation, or seats in areas that you did not name while you wait; you are not asked again",
  endsPart: true,
  suits: inState("invited", "waiting"),
  body: () => aboutPerson("decline"),
  example: { login: "ada" },
  words: alone,
  /** Answers an invitation, or offers; never takes away a seat or a place in the queue. The store decides, in one step. */
  run: async (_, { store, subject, operation }) => {
    const left = await store.leave(subject, "known", operation(), { declined: true });
    switch (left.outcome) {
      case "left":
        return { outcome: "declined", person: left.pseudonym };
      case "already":
        return declinedIn(left);
      case "unknown":
        return { outcome: "not-invited", person: left.pseudonym };
      case "overtaken":
      case "is-forgotten":
        return withoutChange(left);
      default:
        return unreachable(left);
    }
  },
  outcomes: {
    declined: {
      status: 200,
      say: dated(
        (day) =>
          `Understood: you declined on ${day}, and nobody invites you again. \`/pod join\` works whenever you like.`,
      ),
    },
    "offers-declined": {
      status: 200,
      saysPlace: true,
      say: dated(
        (day) =>
          `On ${day} I noted that you want no seat in an area that you did not name, and hear of none there. You keep your place on the list. \`/pod join\` with the names of areas makes such offers again; \`/pod join anywhere\` says that any area suits you.`,
      ),
    },
    "not-invited": {
      error: "not-found",
      say: dated(
        (day) =>
          `On ${day} there was no invitation for you. You declined all the same, so nobody invites you; \`/pod join\` works whenever you like.`,
      ),
      detail: ({ login }) => `${login} was never invited.`,
    },
    "no-invitation": {
      error: "conflict",
      say: dated((day) => `On ${day} there was no open invitation for you. \`/pod leave\` gives up a seat.`),
      detail: ({ login }, { detail = "" }) => `${login} holds no open invitation (they are ${detail}).`,
    },
  },
});

/** Of somebody who held no invitation. */
function declinedIn({ state, pseudonym: person, kept }: Extract<MoveOutOutcome, { outcome: "already" }>) {
  if (state === "known") return { outcome: "declined", person } as const;
  if (state === "waiting") return { outcome: "offers-declined", person, kept } as const;
  return { outcome: "no-invitation", person, detail: state } as const;
}
