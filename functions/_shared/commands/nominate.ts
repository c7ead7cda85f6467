import * as z from "zod";
import { Login } from "../core/member.ts";
import { type AnswerModel, dayOfAnswer, loginOf, podNamed } from "../core/messages/github-parts.ts";
import { FORMER_MEMBER } from "../core/messages/join.ts";
import type { CommandAnswer } from "../core/thread.ts";
import { Slug } from "./bodies.ts";
import { podCommand } from "./kinds.ts";
import { APPOINT_REFUSED, personNamed, setEnding } from "./set-outcomes.ts";
import { loginOf as loginIn, onlyPart } from "./words.ts";

/** In JSON, `advocate` with a pod means the same: it names the pod's next advocate. */
const body = () => z.strictObject({ do: z.enum(["nominate", "advocate"]), pod: Slug(), login: Login });

export const nominate = podCommand({
  word: "nominate",
  usage: "@login",
  does: "hand your pod over to a volunteer in it",
  body,
  example: { pod: "narwhal", login: "ada" },
  hint: () => "It takes one person.",
  words: (words) => ({ login: loginIn(onlyPart(words)) }),
  run: async ({ login }, { store, actor, operation }, pod) => {
    const by = actor.kind === "person" ? await store.find(actor.subject) : undefined;
    const appointed = await store.appoint(pod, { login }, operation(), by?.pseudonym);
    const ending = setEnding(appointed, (await store.pod(pod)) ? "no-person" : "no-pod");
    const successor = (await store.find({ login }))?.pseudonym;
    return { ...ending, ...(successor !== undefined && { about: [successor] }) };
  },
  lastSaid: ({ advocateSaid }) => advocateSaid,
  outcomes: {
    ...APPOINT_REFUSED,
    changed: { status: 200, saysPlace: true, say: appointedText },
    unchanged: {
      status: 200,
      saysPlace: true,
      say: (answer, model) =>
        `${personNamed(answer, model)} was already the advocate of ${podNamed(answer, model)} on ${dayOfAnswer(answer, model)}.`,
    },
  },
});

/** Names the successor, tells them, and says what it means. */
function appointedText(answer: CommandAnswer, model: AnswerModel): string {
  const login = loginOf(answer.about?.[0] ?? null, model.people);
  const appointed = `On ${dayOfAnswer(answer, model)} ${login ? `@${login}` : FORMER_MEMBER} became the Pod Advocate of ${podNamed(answer, model)}.`;
  if (!login) return appointed;
  return `${appointed}\n\n@${login}: thank you. An advocate speaks for the pod, welcomes its newcomers, and may use \`/pod meeting\`, \`/pod rename\`, \`/pod pin\` and \`/pod nominate\`. \`/pod step-down\` gives the role back, and you keep your seat.`;
}
