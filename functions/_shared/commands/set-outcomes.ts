/** How commands end that set something about a pod or a seat. */

import { unreachable } from "../core/errors.ts";
import type { Pseudonym } from "../core/member.ts";
import { type CommentModel, loginOf, personLink, podLink } from "../core/messages/github-parts.ts";
import { FORMER_MEMBER } from "../core/messages/join.ts";
import type { AppointRefusal, PinRefusal, SetOutcome } from "../core/ports.ts";
import type { CommandAnswer } from "../core/thread.ts";
import type { Outcome } from "./outcome.ts";

export const APPOINT_REFUSED = {
  "not-a-volunteer": {
    error: "conflict",
    say: "They have to volunteer first, with `/pod advocate`.",
    detail:
      'They have not volunteered yet. They can with /pod advocate on GitHub, or with {"do":"advocate"} on join-pod.',
  },
  "not-in-pod": {
    error: "conflict",
    say: "They hold no seat in your pod.",
    detail: "They do not sit in this pod.",
  },
} as const satisfies Readonly<Record<AppointRefusal, Outcome<never>>>;

export const PIN_REFUSED = {
  "not-seated": { error: "conflict", say: "They hold no seat in a pod.", detail: "They do not sit in a pod." },
} as const satisfies Readonly<Record<PinRefusal, Outcome<never>>>;

/** The store's outcome as a command's. `unknown` is the word for "there is no such pod, or person". */
export function setEnding<Unknown extends string, Refusal extends string>(
  result: SetOutcome<Refusal>,
  unknown: Unknown,
): { readonly outcome: "changed" | "unchanged" | "overtaken" | Unknown | Refusal } {
  switch (result.outcome) {
    case "changed":
    case "unchanged":
    case "overtaken":
      return { outcome: result.outcome };
    case "unknown":
      return { outcome: unknown };
    case "refused":
      return { outcome: result.reason };
    default:
      return unreachable(result);
  }
}

/** The pod that an answer is about, by its name. */
export const podNamed = ({ pod: number }: CommandAnswer, { pods, settings }: CommentModel): string => {
  const pod = number === undefined ? undefined : pods.get(number);
  return pod ? podLink(pod, settings) : "the pod";
};

/** Somebody by their name, without notifying them. */
export function personNamed(pseudonym: Pseudonym | null | undefined, { people }: CommentModel): string {
  const login = loginOf(pseudonym ?? null, people);
  return login === undefined ? FORMER_MEMBER : personLink(login);
}

/** The advocate of the pod that an answer is about, as it is when the answer is sent. */
export function advocateNamed({ pod }: CommandAnswer, model: CommentModel): string {
  const advocate = model.pods.get(pod ?? 0)?.advocate ?? null;
  return advocate === null ? "Nobody" : personNamed(advocate, model);
}
