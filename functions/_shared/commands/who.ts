import { type AnswerModel, dayOfAnswer, loginOf, personLink, podNamed } from "../core/messages/github-parts.ts";
import { FORMER_MEMBER } from "../core/messages/join.ts";
import { placesIn } from "../core/places.ts";
import { numberOf } from "../core/pod-names.ts";
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
    if (pod) {
      const about = pod.seats.map(({ pseudonym }) => pseudonym);
      return { outcome: "shown", person, about, pod: pod.number, detail: pod.advocate ?? undefined };
    }
    return slug === undefined ? { outcome: "no-pod", person } : { outcome: "unusable", person, detail: slug };
  },
  outcomes: { shown: { say: shownText } },
});

/** `detail` is the advocate. */
function shownText(answer: CommandAnswer, model: AnswerModel): string {
  const names = (answer.about ?? []).map((person) => {
    const login = loginOf(person, model.people);
    return `${login ? personLink(login) : FORMER_MEMBER}${person === answer.detail ? " (Pod Advocate)" : ""}`;
  });
  return `On ${dayOfAnswer(answer, model)} these people were in ${podNamed(answer, model)}: ${names.join(", ")}.`;
}
