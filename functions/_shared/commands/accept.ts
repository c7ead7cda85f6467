import { neutralise } from "../core/github/neutralise.ts";
import { type AnswerModel, acceptInCode, dayOfAnswer, podLink } from "../core/messages/github-parts.ts";
import { offersOpenTo } from "../core/offers.ts";
import { areaTitle } from "../core/settings.ts";
import type { CommandAnswer } from "../core/thread.ts";
import { aboutPerson, Slug } from "./bodies.ts";
import type { CommonOutcome } from "./common-outcomes.ts";
import { inState, type PersonContext, personCommand } from "./kinds.ts";
import type { Ending } from "./outcome.ts";
import { placesNamed } from "./places-named.ts";
import { acceptable } from "./seat-bodies.ts";
import { SEAT_OUTCOMES, type SeatOutcome, takeSeat } from "./take-seat.ts";
import { keptAreas, lostArea, onListFor } from "./welcome.ts";
import { unusable, type Words } from "./words.ts";

/**
 * Somebody who names the pod agrees to a seat there, whichever areas they named. Without a name they agree to none elsewhere:
 * an answer may not have reached them yet, and somebody else may have asked for it.
 */
export const accept = personCommand({
  word: "accept",
  usage: "[pod]",
  does: "accept an invitation, or a seat in the pod that you were offered",
  endsPart: false,
  suits: inState("invited", "waiting"),
  body: () => aboutPerson("accept").extend({ pod: Slug().optional() }),
  example: { login: "ada", pod: "narwhal" },
  words,
  run: async ({ pod, login }, context): Promise<Ending<SeatOutcome | CommonOutcome | "offers-open">> => {
    const ending = await takeSeat({ profile: {}, pod, again: true }, context);
    return pod === undefined && ending.outcome === "already-waiting" ? withOffers(ending, login, context) : ending;
  },
  outcomes: {
    ...SEAT_OUTCOMES,
    /** They keep waiting. `pods` of the answer are those that they were offered, and `detail` is the area they wait for. */
    "offers-open": { status: 200, say: offersOpenText, saysPlace: true },
  },
});

/** The same ending, and what the person was offered and can still have. */
async function withOffers<Word extends string>(
  ending: Ending<Word>,
  login: string,
  { store, settings, subject }: PersonContext,
): Promise<Ending<Word | "offers-open">> {
  const member = await store.find(subject);
  const open = member ? await offersOpenTo(member, store) : [];
  if (open.length === 0) return ending;
  const only = `Only ${login} can take a seat in an area that ${login} did not name, by the words in "offers".`;
  const more = {
    ...ending.more,
    detail: `${only} ${ending.more?.detail}`,
    offers: open.map((pod) => acceptable(pod, settings)),
  };
  return { ...ending, outcome: "offers-open", pods: open.map(({ number }) => number), more };
}

function offersOpenText(answer: CommandAnswer, model: AnswerModel): string {
  const { settings, pods: named } = model;
  const { pods = [] } = answer;
  const rows = pods
    .flatMap((number) => named.get(number) ?? [])
    .map(
      (pod) =>
        `- ${podLink(pod, settings)} (${neutralise(areaTitle(settings, pod.area))}): ${acceptInCode(pod, settings)}`,
    );
  const what =
    pods.length === 1
      ? "a seat in an area that you did not name was open. These words take it, unless somebody else was faster:"
      : "seats in areas that you did not name were open. Say which one you would like; it is yours unless somebody else was faster:";
  return [
    `On ${dayOfAnswer(answer, model)} you were on the list for ${onListFor(answer, model)}, and ${what}`,
    rows.join("\n"),
    lostArea(answer, model) || keptAreas(answer, model).trim(),
  ]
    .filter(Boolean)
    .join("\n\n");
}

/** A pod, or nothing. */
function words(said: Words): { pod?: string } {
  const [place, ...others] = placesNamed(said);
  if (place === undefined) return {};
  return place.kind === "pod" && others.length === 0 ? { pod: place.slug } : unusable(said.parts.join(" "));
}
