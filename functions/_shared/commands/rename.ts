import { alike } from "../core/alike.ts";
import { dayOfAnswer, podNamed } from "../core/messages/github-parts.ts";
import { firstOf, oneLine, peopleText } from "../core/people-text.ts";
import { isNameFree } from "../core/places.ts";
import { POD_NAME_LENGTH_MAX, type Pod } from "../core/pod.ts";
import { DEFAULT_NAMES, defaultName, slugOf } from "../core/pod-names.ts";
import { areaTitle, type Settings } from "../core/settings.ts";
import { aboutPod } from "./bodies.ts";
import { podCommand } from "./kinds.ts";
import { dated } from "./outcome.ts";
import { setEnding } from "./set-outcomes.ts";
import { unusable, type Words } from "./words.ts";

export const rename = podCommand({
  word: "rename",
  usage: "<name>",
  does: "give your pod another name",
  body: () => aboutPod("rename").extend({ name: peopleText(POD_NAME_LENGTH_MAX).refine(canBeSaid, NEEDS) }),
  example: { pod: "narwhal", name: "Dashboards" },
  words,
  hint: () => `A name has a letter or digit, and at most ${POD_NAME_LENGTH_MAX} characters.`,
  run: async ({ name }, { store, settings, operation }, pod) => {
    const isFree = (pods: readonly Pod[]) =>
      alike(name, namesBeside(pod, pods, settings)) === undefined &&
      isNameFree(
        name,
        slugOf(pod),
        settings,
        pods.filter(({ number }) => number !== pod),
      );
    return setEnding(await store.rename(pod, name, operation(), isFree), "no-pod");
  },
  outcomes: {
    changed: {
      status: 200,
      saysPlace: true,
      say: (answer, model) =>
        `The pod was renamed on ${dayOfAnswer(answer, model)}. You find it at ${podNamed(answer, model)}; its address stays the same.`,
    },
    unchanged: { status: 200, say: dated((day) => `The pod already had that name on ${day}.`) },
    taken: {
      error: "conflict",
      say: "The pod kept its name: the new one held a name that was taken, or looked or read like one. Please choose another.",
      detail: ({ name }) =>
        `"${name}" holds a name that is taken, or looks or reads like one. Please choose another name.`,
    },
  },
});

/** People say it aloud, and write it in commands. */
const canBeSaid = (name: string): boolean => /[\p{L}\p{N}]/u.test(name);
const NEEDS = "needs a letter or a digit";

/** What people could confuse with the pod's new name: other pods, those to come as well, and areas. */
function namesBeside(number: number, pods: readonly Pod[], settings: Pick<Settings, "areas">): string[] {
  const others = pods.filter((pod) => pod.number !== number).flatMap(({ name, slug }) => [name, slug]);
  const toCome = DEFAULT_NAMES.filter((name) => name !== defaultName(number));
  const areas = Object.keys(settings.areas).flatMap((id) => [id, areaTitle(settings, id)]);
  return [...others, ...toCome, ...areas];
}

/** All words are the name, with or without quotes around it. */
function words({ parts }: Words) {
  const name = parts.join(" ").replace(/^["“](.*)["”]$/, "$1");
  return oneLine(name) === "" ? unusable(firstOf(name)) : { name };
}
