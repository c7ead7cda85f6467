import { unreachable } from "../core/errors.ts";
import type { MemberState, Pseudonym } from "../core/member.ts";
import { aboutPerson } from "./bodies.ts";
import { inState, personCommand } from "./kinds.ts";
import { dated } from "./outcome.ts";
import { withoutChange } from "./without-change.ts";
import { alone } from "./words.ts";

export const decline = personCommand({
  word: "decline",
  usage: "",
  does: "decline an invitation, or the offers of seats elsewhere while you wait; you are not asked again",
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
      say: dated(
        (day) =>
          `Understood: since ${day} I tell you of no open seats in areas that you did not name. You keep your place on the list. \`/pod join\` with the names of your areas asks again.`,
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
function declinedIn({ state, pseudonym: person }: { state: MemberState; pseudonym: Pseudonym }) {
  if (state === "known") return { outcome: "declined", person } as const;
  if (state === "waiting") return { outcome: "offers-declined", person } as const;
  return { outcome: "no-invitation", person, detail: state } as const;
}
