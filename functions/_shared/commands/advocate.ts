import { monthInWords } from "../core/digest/dates.ts";
import { spokenAt } from "../core/spoken.ts";
import { aboutPerson, Hours, Month } from "./bodies.ts";
import { inState, personCommand } from "./kinds.ts";
import { namesTheirPod, roleText, volunteerEnding } from "./role.ts";
import { isNoChange, withoutChange } from "./without-change.ts";
import { HOURS_HINT, hoursOf, type Words } from "./words.ts";

export const advocate = personCommand({
  word: "advocate",
  usage: "[hours=2] [until=2027-06]",
  does: "volunteer as your pod's advocate",
  endsPart: false,
  suits: inState("waiting", "seated"),
  body: () => aboutPerson("advocate").extend({ hours: Hours().optional(), until: Month().optional() }),
  example: { login: "ada", hours: 2, until: "2027-06" },
  words,
  hint: () => HOURS_HINT,
  run: async ({ login, hours, until: term }, { store, subject, operation }) => {
    if (term !== undefined && !isTerm(term, spokenAt(operation())))
      return { outcome: "unusable-term", person: (await store.find(subject))?.pseudonym, detail: term };
    const said = { volunteer: true, ...(hours !== undefined && { hours }), ...(term !== undefined && { term }) };
    const volunteered = await store.describe(subject, said, operation());
    if (isNoChange(volunteered)) return withoutChange(volunteered);
    const { outcome } = volunteered;
    return { outcome, ...(await volunteerEnding(volunteered, login, { store }, spokenAt(operation()))) };
  },
  outcomes: {
    "unusable-term": {
      error: "invalid",
      say: ({ detail = "" }) =>
        `An advocate’s term ends within five years, and ${monthInWords(detail)} is not in them. Write \`/pod advocate until=2027-06\`, for instance, or leave it out.`,
      detail: "The last month of a term must be this one or a later one, within five years.",
      pointer: "/until",
    },
    changed: {
      status: 200,
      saysPlace: namesTheirPod,
      say: (answer, model) => `Thank you for volunteering. ${roleText(answer, model, answer.detail)}`,
    },
    unchanged: {
      status: 200,
      saysPlace: namesTheirPod,
      say: (answer, model) => `You were listed as a volunteer before. ${roleText(answer, model, answer.detail)}`,
    },
  },
});

/** `hours=2` and `until=2027-06`, in any order. */
function words({ parts }: Words): { hours?: number; until?: string } {
  const said: { hours?: number; until?: string } = {};
  for (const part of parts) {
    const [, until] = /^until=(.*)$/i.exec(part) ?? [];
    if (until === undefined) said.hours = hoursOf(part);
    else said.until = until;
  }
  return said;
}

const TERM_YEARS_MAX = 5;

/** A month that had passed when it was said, or is many years away, is a slip. */
function isTerm(month: string, at: number): boolean {
  const now = new Date(at).toISOString().slice(0, 7);
  return month >= now && month <= `${Number(now.slice(0, 4)) + TERM_YEARS_MAX}${now.slice(4)}`;
}
