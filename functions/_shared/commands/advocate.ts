import { type AnswerModel, dayOfAnswer, podNamed } from "../core/messages/github-parts.ts";
import type { CommandAnswer } from "../core/thread.ts";
import { aboutPerson, Hours } from "./bodies.ts";
import { inState, personCommand, podOf } from "./kinds.ts";
import { personNamed } from "./set-outcomes.ts";
import { isNoChange, withoutChange } from "./without-change.ts";
import { hoursOf } from "./words.ts";

export const advocate = personCommand({
  word: "advocate",
  usage: "[hours=2]",
  does: "volunteer as your pod's advocate",
  endsPart: false,
  suits: inState("waiting", "seated"),
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
    const about = pod?.advocate ? [pod.advocate] : [];
    return { outcome, person, about, pod: pod?.number };
  },
  outcomes: {
    changed: { status: 200, say: (answer, model) => `Thank you for volunteering. ${roleText(answer, model)}` },
    unchanged: { status: 200, say: (answer, model) => `You had volunteered before. ${roleText(answer, model)}` },
  },
});

/** What the volunteer was in their pod on that day. */
function roleText(answer: CommandAnswer, model: AnswerModel): string {
  const { pod, about: [advocate] = [], person } = answer;
  if (pod === undefined) return "A volunteer who takes a seat in a pod without an advocate becomes its Pod Advocate.";
  const [day, name] = [dayOfAnswer(answer, model), podNamed(answer, model)];
  if (advocate === person) return `On ${day} you were the Pod Advocate of ${name}.`;
  const then =
    advocate === undefined
      ? `${name} had no Pod Advocate`
      : `the Pod Advocate of ${name} was ${personNamed(answer, model)}`;
  return `On ${day} ${then}. When the role is free, it goes to the volunteer who has been in the pod longest.`;
}
