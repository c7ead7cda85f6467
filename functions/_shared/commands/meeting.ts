import { dayOfAnswer, podNamed } from "../core/messages/github-parts.ts";
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
  does: "say when your pod meets",
  body: () => aboutPod("meeting").extend({ ...MeetingTime.shape, link: PlainLink().optional() }),
  example: { pod: "narwhal", weekday: "Thursday", time: "17:00", timezone: "Europe/London" },
  words,
  hint: () => "It takes a day, a time from `00:00` to `23:59`, a time zone and perhaps an https address.",
  run: async ({ weekday, time, timezone, link }, { store, operation }, pod) => {
    const when = { weekday, time, timezone, ...(link && { link }) };
    return setEnding(await store.meet(pod, when, operation()), "no-pod");
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
  },
});

/** `Thursday 17:00 Europe/London https://…`; three letters of the day are enough. */
function words({ parts }: Words) {
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
