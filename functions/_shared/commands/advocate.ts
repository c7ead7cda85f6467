import type { CommentModel } from "../core/messages/github-parts.ts";
import type { CommandAnswer } from "../core/thread.ts";
import { aboutPerson, Hours } from "./bodies.ts";
import { personCommand, podOf } from "./kinds.ts";
import { advocateNamed, podNamed } from "./set-outcomes.ts";
import { isNoChange, withoutChange } from "./without-change.ts";
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
    if (isNoChange(volunteered)) return withoutChange(volunteered);
    const { outcome, pseudonym: person } = volunteered;
    const member = await store.find(subject);
    const pod = member && (await podOf(member, store));
    return { outcome, person, pod: pod?.number };
  },
  outcomes: {
    changed: { status: 200, say: (answer, model) => `Thank you. ${roleOf(answer, model)}` },
    unchanged: { status: 200, say: (answer, model) => `You volunteered before. ${roleOf(answer, model)}` },
  },
});

/** The volunteer's present role in their pod. */
function roleOf(answer: CommandAnswer, model: CommentModel): string {
  const pod = model.pods.get(answer.pod ?? 0);
  if (!pod) return "You are asked when your pod needs an advocate.";
  const name = podNamed(answer, model);
  if (pod.advocate === null) return `You are on the list of volunteers of ${name}.`;
  if (pod.advocate === answer.person) return `You are the advocate of ${name}.`;
  return `${name} has an advocate, ${advocateNamed(answer, model)}; you are next in line.`;
}
