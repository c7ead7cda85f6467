import { dayOfAnswer } from "../core/messages/github-parts.ts";
import { aboutPerson } from "./bodies.ts";
import { personCommand } from "./kinds.ts";
import { dated } from "./outcome.ts";
import { namesTheirPod, roleLeftText, volunteerEnding } from "./role.ts";
import { isNoChange, withoutChange } from "./without-change.ts";
import { alone } from "./words.ts";

export const stepDown = personCommand({
  word: "step-down",
  usage: "",
  does: "stop being an advocate",
  endsPart: true,
  suits: ({ member }) => member?.profile.volunteer === true,
  body: () => aboutPerson("step-down"),
  example: { login: "ada" },
  words: alone,
  /** They keep their seat. Another volunteer of the pod takes over, or the pod's page asks for one. */
  run: async ({ login }, { store, subject, operation }) => {
    const described = await store.describe(subject, { volunteer: false }, operation());
    if (isNoChange(described)) return withoutChange(described);
    const outcome = described.outcome === "changed" ? "stepped-down" : "unchanged";
    return { outcome, ...(await volunteerEnding(described, login, { store })) };
  },
  outcomes: {
    "stepped-down": {
      status: 200,
      saysPlace: namesTheirPod,
      say: (answer, model) => {
        const thanks = `Thank you for volunteering. You stepped down on ${dayOfAnswer(answer, model)}`;
        return answer.pod === undefined ? `${thanks}.` : `${thanks}, and kept your seat.${roleLeftText(answer, model)}`;
      },
    },
    unchanged: { status: 200, say: dated((day) => `On ${day} you were neither an advocate nor a volunteer.`) },
  },
});
