import { invalidAt } from "../core/errors.ts";
import { neutralise } from "../core/github/neutralise.ts";
import { type AnswerModel, dayOfAnswer, loginOf, pageOf, personLink, podNamed } from "../core/messages/github-parts.ts";
import { FORMER_MEMBER } from "../core/messages/join.ts";
import { noPod } from "../core/messages/pods.ts";
import { numberOf } from "../core/pod-names.ts";
import { areaNow, areaTitle } from "../core/settings.ts";
import { spokenAt } from "../core/spoken.ts";
import { endedTerm } from "../core/term.ts";
import type { CommandAnswer } from "../core/thread.ts";
import { authorOf, commentQuestion, podOf } from "./kinds.ts";
import { dated, type Ending } from "./outcome.ts";
import { placesNamed } from "./places-named.ts";
import { goneWithItsArea } from "./welcome.ts";
import { unusable, type Words } from "./words.ts";

export const who = commentQuestion({
  word: "who",
  usage: "[pod or area]",
  does: "see who is in a pod",
  words: (said: Words): { slug?: string; area?: string } => {
    const [place, ...others] = placesNamed(said);
    if (place === undefined) return {};
    if (place.kind === "word" || others.length > 0) return unusable(said.parts.join(" "));
    return place.kind === "pod" ? { slug: place.slug } : { area: place.id };
  },
  run: async ({ slug, area }, context) => {
    const { store } = context;
    const author = await store.find(authorOf(context));
    const person = author?.pseudonym;
    const there = area === undefined ? [] : (await store.pods()).filter((one) => one.area === area);
    if (area !== undefined && there.length !== 1) {
      const waits = author?.standing.state === "waiting" && author.profile.areas.includes(area);
      const none = waits ? "no-pod-yet" : "no-pod-there";
      return { outcome: there.length === 0 ? none : "several-pods", person, detail: area };
    }
    const number = slug === undefined ? there[0]?.number : numberOf(slug);
    const own = slug === undefined && author ? podOf(author, store) : undefined;
    const pod = await (number === undefined ? own : store.pod(number));
    if (pod) {
      const about = pod.seats.map(({ pseudonym }) => pseudonym);
      const advocate = pod.advocate ?? undefined;
      const profiles = await store.profiles(advocate === undefined ? [] : [advocate]);
      const isOver = endedTerm(profiles.get(advocate ?? ""), spokenAt(context.operation())) !== undefined;
      return { outcome: isOver ? "term-over" : "shown", person, about, pod: pod.number, detail: advocate };
    }
    if (slug === undefined) return { outcome: "names-none", person };
    throw invalidAt("/slug", noPod(slug));
  },
  outcomes: {
    shown: { say: shownText, saysPlace: isOneOfThem },
    "term-over": { say: shownText, saysPlace: isOneOfThem },
    "names-none": {
      saysPlace: true,
      say: dated(
        (day) =>
          `You held no seat in a pod when this arrived on ${day}. \`/pod who <pod or area>\` shows any pod, by its name or its area.`,
      ),
    },
    "no-pod-there": {
      say: (answer, model) =>
        `On ${dayOfAnswer(answer, model)} no pod worked on ${areaNamed(answer, model)}; \`/pod join ${answer.detail}\` asks for one.`,
    },
    "no-pod-yet": {
      say: (answer, model) =>
        `On ${dayOfAnswer(answer, model)} no pod worked on ${areaNamed(answer, model)}, and you were on the waiting list for it: you need not ask again.`,
    },
    "several-pods": {
      say: (answer, model) =>
        `On ${dayOfAnswer(answer, model)} several pods worked on ${areaNamed(answer, model)}. Write \`/pod who\` and the name of one to see who is in it.`,
    },
  },
});

/** Whether the person who asks finds their own name in the answer. */
function isOneOfThem({ person, about = [] }: Ending<string>): boolean {
  return person !== undefined && about.includes(person);
}

/** `detail` is the area; its name leads to its pods. */
function areaNamed({ detail: area = "" }: CommandAnswer, { settings }: AnswerModel): string {
  const [title, page] = [neutralise(areaTitle(settings, area)), pageOf(`?area=${area}`, settings)];
  return page ? `[${title}](${page})` : title;
}

/** `detail` is the advocate. */
function shownText(answer: CommandAnswer, model: AnswerModel): string {
  const names = (answer.about ?? []).map((person) => {
    const login = loginOf(person, model.people);
    return `${login ? personLink(login, model.settings) : FORMER_MEMBER}${person === answer.detail ? " (Pod Advocate)" : ""}`;
  });
  const area = model.pods.get(answer.pod ?? 0)?.area;
  const isGone = area !== undefined && areaNow(model.settings, area) === undefined;
  const isFree = answer.detail === undefined || answer.outcome === "term-over";
  const more = isGone
    ? ` ${goneWithItsArea(answer.pod, area, answer, model)}`
    : isFree
      ? ` ${answer.detail === undefined ? "It had no Pod Advocate, so the role was open" : "The advocate’s term had ended"}: members volunteer with \`/pod advocate\`${answer.detail === undefined ? "" : ", and the advocate hands the role over to one of them"}.`
      : "";
  return `On ${dayOfAnswer(answer, model)} these people were in ${podNamed(answer, model)}: ${names.join(", ")}.${more}`;
}
