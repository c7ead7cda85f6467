import * as z from "zod";
import { oneLine } from "../core/github/one-line.ts";
import { POD_NAME_LENGTH_MAX } from "../core/pod.ts";
import { aboutPod } from "./bodies.ts";
import { podCommand } from "./kinds.ts";
import { podNamed, SET_REFUSED, setEnding } from "./set-outcomes.ts";
import { unusable, type Words } from "./words.ts";

export const rename = podCommand({
  word: "rename",
  usage: "<name>",
  does: "give your pod another name",
  body: () => aboutPod("rename").extend({ name: z.string().trim().min(1).max(POD_NAME_LENGTH_MAX) }),
  example: { pod: "narwhal", name: "Dashboards" },
  words,
  run: async ({ name }, { store, operation }, pod) => setEnding(await store.rename(pod, name, operation()), "no-pod"),
  outcomes: {
    ...SET_REFUSED,
    changed: {
      status: 200,
      say: (answer, model) => `The pod is called ${podNamed(answer, model)} now. Its address stays.`,
    },
    unchanged: { status: 200, say: (answer, model) => `It is called ${podNamed(answer, model)} already.` },
  },
});

/** All words are the name, with or without quotes around it. */
function words({ parts }: Words) {
  const text = parts.join(" ");
  const name = oneLine(text.replace(/^["“](.*)["”]$/, "$1"), POD_NAME_LENGTH_MAX + 1);
  return name !== "" && name.length <= POD_NAME_LENGTH_MAX ? { name } : unusable(text);
}
