import { aboutPerson, Hours } from "./bodies.ts";
import { personCommand } from "./kinds.ts";
import { hoursOf } from "./words.ts";

export const advocate = personCommand({
  word: "advocate",
  usage: "[hours=2]",
  does: "volunteer as your pod's advocate",
  body: () => aboutPerson("advocate").extend({ hours: Hours().optional() }),
  example: { login: "ada", hours: 2 },
  words: ({ parts }) => {
    const [hours] = parts.map(hoursOf);
    return hours === undefined ? {} : { hours };
  },
  run: async ({ hours }, { store, subject, operation }) => {
    const said = { volunteer: true, ...(hours !== undefined && { hours }) };
    const volunteered = await store.describe(subject, said, operation());
    if (volunteered.outcome === "unknown") return { outcome: "not-known" };
    return { outcome: volunteered.outcome, person: volunteered.pseudonym };
  },
  outcomes: {
    changed: { status: 200, say: "thank you for volunteering. If your pod had no advocate, it is you now." },
    unchanged: { status: 200, say: "you are on the list of volunteers already." },
  },
});
