import { neutralise } from "../core/github/neutralise.ts";
import type { Member, Pseudonym } from "../core/member.ts";
import { type AnswerModel, acceptInCode, dayOfAnswer, podLink } from "../core/messages/github-parts.ts";
import { offersOpenTo } from "../core/offers.ts";
import type { Pod } from "../core/pod.ts";
import { numberedPod } from "../core/pod-names.ts";
import { areaTitle } from "../core/settings.ts";
import type { CommandAnswer } from "../core/thread.ts";
import { aboutPerson, Slug } from "./bodies.ts";
import { inState, isMade, type PersonContext, personCommand } from "./kinds.ts";
import { placesNamed } from "./places-named.ts";
import { acceptable } from "./seat-bodies.ts";
import { SEAT_OUTCOMES, takeSeat } from "./take-seat.ts";
import { unusable, type Words } from "./words.ts";

/** Somebody who names the pod agrees to a seat there, whichever areas they named. Without a name it is the one on offer. */
export const accept = personCommand({
  word: "accept",
  usage: "[pod]",
  does: "accept an invitation, or a seat in the pod that you were offered",
  endsPart: false,
  suits: inState("invited", "waiting"),
  body: () => aboutPerson("accept").extend({ pod: Slug().optional() }),
  example: { login: "ada", pod: "narwhal" },
  words,
  run: async ({ pod, login }, context) => {
    if (pod !== undefined) return takeSeat({ profile: {}, pod, again: true }, context);
    const member = await context.store.find(context.subject);
    const offers = member ? await offersNow(member, context) : [];
    if (offers.length > 1) return severalOffers(offers, login, member?.pseudonym);
    return takeSeat({ profile: {}, pod: offers[0]?.slug, again: true }, context);
  },
  outcomes: {
    ...SEAT_OUTCOMES,
    /** `pods` of the answer are those on offer. Nothing has changed. */
    "several-offers": {
      error: "conflict",
      say: severalOffersText,
      detail: ({ login }, { pods = [] }) =>
        `Seats in several pods are open to ${login}: ${pods.map((pod) => numberedPod(String(pod))?.slug).join(", ")}. Name one of them in "pod".`,
    },
  },
});

/** What the person was offered and can still have. Repeated after a crash, the command has its outcome already. */
async function offersNow(member: Member, context: PersonContext): Promise<Pod[]> {
  const offers = await offersOpenTo(member, context.store);
  return offers.length > 0 && (await isMade(context)) ? [] : offers;
}

function severalOffers(offers: readonly Pod[], login: string, person: Pseudonym | undefined) {
  const pods = offers.map(({ number }) => number);
  const more = { offers: offers.map((pod) => acceptable(pod, login)) };
  return { outcome: "several-offers", person, pods, more } as const;
}

function severalOffersText(answer: CommandAnswer, model: AnswerModel): string {
  const { settings, pods } = model;
  const offers = (answer.pods ?? []).flatMap((number) => pods.get(number) ?? []);
  const rows = offers.map(
    (pod) =>
      `- ${podLink(pod, settings)} (${neutralise(areaTitle(settings, pod.area))}): ${acceptInCode(pod, settings)}`,
  );
  return [
    `On ${dayOfAnswer(answer, model)} seats in several pods were open to you. Say which one you would like; it is yours unless somebody else was faster:`,
    rows.join("\n"),
  ].join("\n\n");
}

/** A pod, or nothing. */
function words(said: Words): { pod?: string } {
  const [place, ...others] = placesNamed(said);
  if (place === undefined) return {};
  return place.kind === "pod" && others.length === 0 ? { pod: place.slug } : unusable(said.parts.join(" "));
}
