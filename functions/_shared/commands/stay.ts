import { dayInWords } from "../core/digest/dates.ts";
import type { Operation } from "../core/ports.ts";
import { timeOf } from "../core/spoken.ts";
import { dayOf, weekBounds, weekOf } from "../core/week.ts";
import { aboutPerson } from "./bodies.ts";
import { personCommand } from "./kinds.ts";
import { dated } from "./outcome.ts";
import { alone } from "./words.ts";

export const stay = personCommand({
  word: "stay",
  usage: "",
  does: "stay where you are when a plan would move you",
  endsPart: false,
  body: () => aboutPerson("stay"),
  example: { login: "ada" },
  words: alone,
  run: async (_, { store, settings, subject, operation }) => {
    const member = await store.find(subject);
    if (!member) return { outcome: "not-known" };
    const { pseudonym: person, standing } = member;
    if (standing.state !== "seated") return { outcome: "nothing-to-stay", person };
    const before = weekEndOf(operation(), settings.digest.timezone);
    await store.stay(person, before);
    const day = dayOf(before, settings.digest.timezone);
    return { outcome: "staying", person, detail: day, more: { before: day } };
  },
  outcomes: {
    staying: {
      status: 200,
      say: ({ detail = "" }) =>
        `No plan that is made before ${dayInWords(detail)} moves you. A daily seating still may, to form or mend a pod, and so may a maintainer who takes a run back.`,
    },
    "nothing-to-stay": { status: 200, say: dated((day) => `You held no seat on ${day} that you could stay in.`) },
  },
});

/** A plan is made each week, so a wish counts for the plans of the week in which it was said, and for older ones. */
const weekEndOf = ({ said, at }: Operation, timezone: string): number =>
  weekBounds(weekOf(said === undefined ? at : timeOf(said), timezone), timezone).to;
