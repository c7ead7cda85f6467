import { refusedInvitation } from "../core/messages/join.ts";
import type { JoinRequest } from "../core/ports.ts";
import { checkAreas } from "../core/seating.ts";
import { aboutPerson } from "./bodies.ts";
import { type PersonContext, personCommand } from "./kinds.ts";
import type { Ending, Outcome } from "./outcome.ts";

export const INDEPENDENT_OUTCOMES = {
  independent: {
    status: 200,
    say: "You work independently from now on. Nobody will ask again, and your work is credited all the same.",
  },
  "already-independent": { status: 200, say: "You already work independently." },
  forgotten: {
    error: "conflict",
    say: "You asked to be forgotten. `/pod join` brings you back.",
    detail: refusedInvitation.forgotten,
  },
} as const satisfies Readonly<Record<string, Outcome<never>>>;

export type IndependentOutcome = keyof typeof INDEPENDENT_OUTCOMES;

export const independent = personCommand({
  word: "independent",
  usage: "",
  does: "contribute on your own, and never be asked again",
  body: () => aboutPerson("independent"),
  example: { login: "ada" },
  words: () => ({}),
  run: (_, context) => workAlone({}, context),
  outcomes: INDEPENDENT_OUTCOMES,
});

/** New people may ask for this too. We have to store who they are, so that we never ask them. */
export async function workAlone(
  profile: JoinRequest["profile"],
  { store, settings, subject, operation }: PersonContext,
): Promise<Ending<IndependentOutcome>> {
  checkAreas(settings, profile.areas);
  await store.enqueue([], operation(0));
  const [invited] = await store.invite([{ subject, profile }], operation(0));
  // People who asked not to be invited may still choose to work independently.
  if (invited?.outcome === "refused" && invited.reason === "declined")
    await store.describe(subject, profile, operation(2));
  const left = await store.leave(subject, "independent", operation(1));
  if (left.outcome === "unknown") return { outcome: "forgotten" };
  return { outcome: left.outcome === "left" ? "independent" : "already-independent", person: left.pseudonym };
}
