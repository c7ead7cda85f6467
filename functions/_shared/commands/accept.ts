import { aboutPerson, Slug } from "./bodies.ts";
import { inState, personCommand } from "./kinds.ts";
import { placesNamed } from "./places-named.ts";
import { SEAT_OUTCOMES, takeSeat } from "./take-seat.ts";
import { unusable, type Words } from "./words.ts";

/** Somebody who names the pod agrees to a seat there, whichever areas they named. */
export const accept = personCommand({
  word: "accept",
  usage: "[pod]",
  does: "accept an invitation, or a seat in the pod that you were offered",
  endsPart: false,
  suits: inState("invited", "waiting"),
  body: () => aboutPerson("accept").extend({ pod: Slug().optional() }),
  example: { login: "ada", pod: "narwhal" },
  words,
  run: ({ pod }, context) => takeSeat({ profile: {}, pod, again: true }, context),
  outcomes: SEAT_OUTCOMES,
});

/** A pod, or nothing. */
function words(said: Words): { pod?: string } {
  const [place, ...others] = placesNamed(said);
  if (place === undefined) return {};
  return place.kind === "pod" && others.length === 0 ? { pod: place.slug } : unusable(said.parts.join(" "));
}
