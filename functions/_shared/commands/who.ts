import { neutralise } from "../core/github/neutralise.ts";
import { type CommentModel, loginOf, personLink, podLink } from "../core/messages/github-parts.ts";
import { FORMER_MEMBER } from "../core/messages/join.ts";
import { placesIn } from "../core/places.ts";
import { numberOf } from "../core/pod-names.ts";
import { areaTitle } from "../core/settings.ts";
import type { CommandAnswer } from "../core/thread.ts";
import { authorOf, commentQuestion, podOf } from "./kinds.ts";
import { unusable } from "./words.ts";

export const who = commentQuestion({
  word: "who",
  usage: "[pod]",
  does: "see who is in a pod",
  words: ({ parts, pods }): { slug?: string } => {
    const text = parts.join(" ");
    if (text === "") return {};
    const [place, ...others] = placesIn(text, { areas: {} }, pods);
    return place?.kind === "pod" && others.length === 0 ? { slug: place.slug } : unusable(text);
  },
  run: async ({ slug }, context) => {
    const { store } = context;
    const author = await store.find(authorOf(context));
    const person = author?.pseudonym;
    const number = slug === undefined ? undefined : numberOf(slug);
    const own = slug === undefined && author ? podOf(author, store) : undefined;
    const pod = await (number === undefined ? own : store.pod(number));
    if (pod) return { outcome: "shown", person, pod: pod.number };
    return slug === undefined ? { outcome: "no-pod", person } : { outcome: "unusable", person, detail: slug };
  },
  outcomes: { shown: { say: shownText } },
});

function shownText({ pod: number }: CommandAnswer, { settings, pods, people }: CommentModel): string {
  const pod = number === undefined ? undefined : pods.get(number);
  if (!pod) return "That pod has closed.";
  const names = pod.seats.map(({ pseudonym }) => {
    const login = loginOf(pseudonym, people);
    return `${login ? personLink(login) : FORMER_MEMBER}${pseudonym === pod.advocate ? " (Pod Advocate)" : ""}`;
  });
  return `In ${podLink(pod, settings)} (${neutralise(areaTitle(settings, pod.area))}) are ${names.join(", ")}.`;
}
