import * as z from "zod";
import { dayInWords, daysLater } from "../core/digest/dates.ts";
import { unreachable } from "../core/errors.ts";
import { type AnswerModel, dayOfAnswer } from "../core/messages/github-parts.ts";
import { spokenAt } from "../core/spoken.ts";
import type { CommandAnswer } from "../core/thread.ts";
import { DAY_MS, dayOf } from "../core/week.ts";
import { aboutPerson, Day } from "./bodies.ts";
import { inState, personCommand } from "./kinds.ts";
import { leftRole, roleLeftText } from "./role.ts";
import { withoutChange } from "./without-change.ts";
import { unusable, type Words } from "./words.ts";

const UNIT_DAYS = { d: 1, w: 7, m: 30 } as const;
const PAUSE_DAYS_MAX = 366;

const dayIn = (days: number, at: number): string => new Date(at + days * DAY_MS).toISOString().slice(0, 10);

export const pause = personCommand({
  word: "pause",
  usage: "[4w]",
  does: "give up your seat for as long as you like",
  endsPart: true,
  suits: inState("waiting", "seated"),
  body: () => aboutPerson("pause").extend({ until: Day().optional() }),
  example: { login: "ada", until: "2026-12-24" },
  words,
  hint: () =>
    "A break lasts some days, weeks or months, as `10d`, `4w` or `2m`, or until a date, as `2026-12-24`; at most a year. Without a word it has no end.",
  run: async ({ until }, { store, subject, operation }) => {
    const at = spokenAt(operation());
    // A pause costs the seat, so we ask again about a date that had passed when it was said, or was years away.
    if (until !== undefined && (until <= dayIn(0, at) || until > dayIn(PAUSE_DAYS_MAX, at))) {
      return { outcome: "unusable-date", person: (await store.find(subject))?.pseudonym, detail: until };
    }
    const left = await store.leave(subject, "paused", operation(), until === undefined ? {} : { pausedUntil: until });
    switch (left.outcome) {
      case "left":
      case "already": {
        const { outcome, pseudonym: person } = left;
        const returns = until !== undefined && (await store.find(subject))?.profile.comesBack;
        const more = {
          ...(outcome === "left" && { was: left.was }),
          ...(returns && { back: daysLater(until, 1) }),
        };
        const ending = {
          outcome: outcome === "left" ? "paused" : "already-paused",
          person,
          detail: until,
          returns,
        } as const;
        return { ...ending, ...(await leftRole(outcome === "left" ? left : {}, { store }, more)) };
      }
      case "unknown":
      case "overtaken":
      case "is-forgotten":
        return withoutChange(left);
      default:
        return unreachable(left);
    }
  },
  outcomes: {
    paused: {
      status: 200,
      say: (answer, model) =>
        `Enjoy the break that began on ${dayOfAnswer(answer, model)}.${plannedEnd(answer, model)} You hold no seat meanwhile; \`/pod back\` asks for a new one.${roleLeftText(answer, model)}`,
    },
    "already-paused": {
      status: 200,
      say: (answer, model) =>
        `You were already on a break on ${dayOfAnswer(answer, model)}.${plannedEnd(answer, model)}`,
    },
    "unusable-date": {
      error: "invalid",
      say: ({ detail = "" }) =>
        `A break ends within a year, which \`${detail}\` does not. Write \`/pod pause 4w\`, for instance.`,
      detail: "The last day of a pause must be in the future and within a year.",
      pointer: "/until",
    },
  },
});

function plannedEnd({ detail, at, returns }: CommandAnswer, { settings }: AnswerModel): string {
  if (detail === undefined) return "";
  const isOver = detail <= dayOf(at, settings.digest.timezone);
  const then = returns
    ? " The day after, you come back: to your pod if it has an open seat, else to the waiting list."
    : "";
  return ` You planned its end for ${dayInWords(detail)}${isOver ? ", which had come before your word arrived here" : ""}.${then}`;
}

/** `4w`, `10d`, `2m`, `4 weeks`, a date; or nothing, for a break without an end. */
function words({ parts, at }: Words): { until?: string } {
  const text = parts.join("").toLowerCase();
  if (text === "") return {};
  if (z.iso.date().safeParse(text).success) return { until: text };
  const [, count, unit] = /^(\d{1,3})(d|w|m)(?:ays?|eeks?|onths?)?$/.exec(text) ?? [];
  const days = unit === "d" || unit === "w" || unit === "m" ? Number(count) * UNIT_DAYS[unit] : 0;
  return days >= 1 && days <= PAUSE_DAYS_MAX ? { until: dayIn(days, at) } : unusable(parts.join(" "));
}
