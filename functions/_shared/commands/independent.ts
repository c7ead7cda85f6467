import { unreachable } from "../core/errors.ts";
import { dayOfAnswer } from "../core/messages/github-parts.ts";
import type { JoinRequest } from "../core/ports.ts";
import { aboutPerson } from "./bodies.ts";
import type { CommonOutcome } from "./common-outcomes.ts";
import { type PersonContext, personCommand } from "./kinds.ts";
import { dated, type Ending, type Outcome } from "./outcome.ts";
import { leftRole, roleLeftText } from "./role.ts";
import { withoutChange } from "./without-change.ts";
import { alone } from "./words.ts";

export const INDEPENDENT_OUTCOMES = {
  independent: {
    status: 200,
    say: (answer, model) =>
      `On ${dayOfAnswer(answer, model)} you chose to work independently. Nobody asks again, and your work is credited all the same; if you change your mind, \`/pod join\` takes a seat.${roleLeftText(answer, model)}`,
  },
  "already-independent": { status: 200, say: dated((day) => `You already worked independently on ${day}.`) },
} as const satisfies Readonly<Record<string, Outcome<never>>>;

export type IndependentOutcome = keyof typeof INDEPENDENT_OUTCOMES;

export const independent = personCommand({
  word: "independent",
  usage: "",
  does: "contribute on your own, and never be asked again",
  endsPart: true,
  suits: ({ member }) => member?.standing.state !== "independent",
  body: () => aboutPerson("independent"),
  example: { login: "ada" },
  words: alone,
  run: (_, context) => workAlone({}, context),
  outcomes: INDEPENDENT_OUTCOMES,
});

/** New people may ask for this too. We have to store who they are, so that we never ask them. */
export async function workAlone(
  profile: JoinRequest["profile"],
  { store, subject, operation }: PersonContext,
): Promise<Ending<IndependentOutcome | CommonOutcome>> {
  const left = await store.leave(subject, "independent", operation(), { profile, create: true });
  switch (left.outcome) {
    case "left":
      return { outcome: "independent", person: left.pseudonym, kept: left.kept, ...(await leftRole(left, { store })) };
    case "unknown":
      return { outcome: "independent", person: left.pseudonym };
    case "already":
      return { outcome: "already-independent", person: left.pseudonym, kept: left.kept };
    case "overtaken":
    case "is-forgotten":
      return withoutChange(left);
    default:
      return unreachable(left);
  }
}
