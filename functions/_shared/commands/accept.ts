import { placesIn } from "../core/places.ts";
import { aboutPerson, Slug } from "./bodies.ts";
import { inState, personCommand } from "./kinds.ts";
import { SEAT_OUTCOMES, takeSeat } from "./take-seat.ts";
import { slugOf, unusable, type Words, withoutEnd } from "./words.ts";

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

/** A pod by its name or `pod=`, or nothing. */
function words({ parts, settings, pods }: Words): { pod?: string } {
  const text = withoutEnd(parts.join(" "));
  if (text === "") return {};
  const [, slug] = /^pod=(\S+)$/i.exec(text) ?? [];
  if (slug !== undefined) return { pod: slugOf(slug) };
  const [place, ...others] = placesIn(text, settings, pods);
  return place?.kind === "pod" && others.length === 0 ? { pod: place.slug } : unusable(text);
}
