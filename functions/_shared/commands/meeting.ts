import * as z from "zod";
import { inAnyCase } from "../core/any-case.ts";
import { dayOfAnswer, podNamed } from "../core/messages/github-parts.ts";
import type { Meeting } from "../core/pod.ts";
import { MeetingTime } from "../core/settings.ts";
import { WEEKDAYS } from "../core/week.ts";
import { aboutPod } from "./bodies.ts";
import { podCommand } from "./kinds.ts";
import { PlainLink } from "./plain-link.ts";
import { setEnding } from "./set-outcomes.ts";
import { unusable, type Words } from "./words.ts";

export const meeting = podCommand({
  word: "meeting",
  usage: "Thursday 17:00 Europe/London [https://…]",
  does: "say when your pod meets; instead of a time, `none` ends its meeting",
  bodyDoes: 'say when your pod meets; `"weekday":null` instead of a day and a time ends its meeting',
  body: () =>
    aboutPod("meeting")
      .extend({
        // One list, so that the fault of another word names `null`, too.
        weekday: inAnyCase(DAYS, z.literal(DAYS)),
        time: MeetingTime.shape.time.optional(),
        timezone: MeetingTime.shape.timezone.optional(),
        link: PlainLink().optional(),
      })
      .superRefine(({ weekday, ...others }, checked) => {
        for (const field of ["time", "timezone", "link"] as const) {
          const isThere = others[field] !== undefined;
          if (weekday === null && isThere) checked.addIssue({ ...CUSTOM, path: [field], message: NOT_AT_THE_END });
          if (weekday !== null && !isThere && field !== "link")
            checked.addIssue({ ...CUSTOM, path: [field], message: WITH_A_DAY });
        }
      }),
  example: { pod: "narwhal", weekday: "Thursday", time: "17:00", timezone: "Europe/London" },
  words,
  hint: () =>
    "It takes a day, a time from `00:00` to `23:59`, a time zone and perhaps an https address; or `none`, which ends the meeting.",
  run: async (said, { store, operation }, pod) => {
    const when = timeIn(said);
    const ending = setEnding(await store.meet(pod, when, operation()), "no-pod");
    return when === null ? { outcome: endedAs(ending.outcome) } : ending;
  },
  outcomes: {
    changed: {
      status: 200,
      saysPlace: true,
      say: (answer, model) => `The meeting of ${podNamed(answer, model)} was set on ${dayOfAnswer(answer, model)}.`,
    },
    unchanged: {
      status: 200,
      saysPlace: true,
      say: (answer, model) => `${podNamed(answer, model)} already met at that time on ${dayOfAnswer(answer, model)}.`,
    },
    ended: {
      status: 200,
      saysPlace: true,
      say: (answer, model) => `The meeting of ${podNamed(answer, model)} ended on ${dayOfAnswer(answer, model)}.`,
    },
    "none-set": {
      status: 200,
      saysPlace: true,
      say: (answer, model) => `${podNamed(answer, model)} had no meeting on ${dayOfAnswer(answer, model)}.`,
    },
  },
});

const DAYS = [...WEEKDAYS, null];
const CUSTOM = { code: "custom" } as const;
const WITH_A_DAY = "is needed with a day";
const NOT_AT_THE_END = "is left out where the meeting ends";

interface Said {
  readonly weekday: Meeting["weekday"] | null;
  readonly time?: string | undefined;
  readonly timezone?: string | undefined;
  readonly link?: string | undefined;
}

/** The body's schema asks for the time and the zone of a day. */
function timeIn({ weekday, time, timezone, link }: Said): Meeting | null {
  if (weekday === null || time === undefined || timezone === undefined) return null;
  return { weekday, time, timezone, ...(link && { link }) };
}

function endedAs<Word extends string>(outcome: Word) {
  if (outcome === "changed") return "ended";
  return outcome === "unchanged" ? "none-set" : outcome;
}

/** `Thursday 17:00 Europe/London https://…`; three letters of the day are enough. Or `none`. */
function words({ parts }: Words): Said {
  if (parts.length === 1 && parts[0]?.toLowerCase() === "none") return { weekday: null };
  const [day = "", time = "", timezone = "", link] = parts;
  const weekday = WEEKDAYS.find((name) => day.length >= 3 && name.toLowerCase().startsWith(day.toLowerCase()));
  const said = { weekday, time, timezone, ...(link && { link }) };
  const meeting = MeetingTime.safeParse(said);
  if (meeting.success) return meeting.data;
  if (parts.length < 3) return unusable(parts.join(" "));
  const [fault] = meeting.error.issues[0]?.path ?? [];
  const part = { weekday: day, time, link }[String(fault)];
  // Of a zone that is not known the hint names what it could mean.
  return unusable(part ?? parts.slice(0, 4).join(" "));
}
