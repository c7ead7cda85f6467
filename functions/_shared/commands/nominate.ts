import * as z from "zod";
import { Login } from "../core/member.ts";
import { Slug } from "./bodies.ts";
import { podCommand } from "./kinds.ts";
import { APPOINT_REFUSED, advocateNamed, podNamed, setEnding } from "./set-outcomes.ts";
import { loginOf, onlyPart } from "./words.ts";

/** In JSON, `advocate` with a pod means the same: it names the pod's next advocate. */
const body = () => z.strictObject({ do: z.enum(["nominate", "advocate"]), pod: Slug(), login: Login });

export const nominate = podCommand({
  word: "nominate",
  usage: "@login",
  does: "hand your pod over to a volunteer in it",
  body,
  example: { pod: "narwhal", login: "ada" },
  words: (words) => ({ login: loginOf(onlyPart(words)) }),
  run: async ({ login }, { store, operation }, pod) =>
    setEnding(await store.appoint(pod, { login }, operation()), "no-pod-or-person"),
  isDone: async ({ login }, { store }, pod) => {
    const successor = await store.find({ login });
    return successor !== undefined && pod.advocate === successor.pseudonym;
  },
  outcomes: {
    ...APPOINT_REFUSED,
    changed: {
      status: 200,
      say: (answer, model) => `${advocateNamed(answer, model)} is now the advocate of ${podNamed(answer, model)}.`,
    },
    unchanged: {
      status: 200,
      say: (answer, model) => `${advocateNamed(answer, model)} is already the advocate of ${podNamed(answer, model)}.`,
    },
    "no-pod-or-person": {
      error: "not-found",
      say: "I do not know that person yet; they can join with `/pod join`.",
      detail: ({ pod, login }) =>
        `There is no pod "${pod}", or nobody called ${login}. The directory lists all pods and their people.`,
    },
  },
});
