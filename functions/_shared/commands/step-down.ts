import { aboutPerson } from "./bodies.ts";
import { personCommand } from "./kinds.ts";
import { dated } from "./outcome.ts";
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
  run: async (_, { store, subject, operation }) => {
    const described = await store.describe(subject, { volunteer: false }, operation());
    if (isNoChange(described)) return withoutChange(described);
    const outcome = described.outcome === "changed" ? "stepped-down" : "unchanged";
    return { outcome, person: described.pseudonym, kept: described.kept };
  },
  outcomes: {
    "stepped-down": {
      status: 200,
      say: dated(
        (day) =>
          `Thank you for volunteering. You stepped down on ${day}, and kept your seat if you had one. If you were your pod's advocate, the role went to the volunteer who had been there longest, or became free.`,
      ),
    },
    unchanged: { status: 200, say: dated((day) => `On ${day} you were neither an advocate nor a volunteer.`) },
  },
});
