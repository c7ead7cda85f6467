/** How commands end that set something about a pod or a seat. */

import { unreachable } from "../core/errors.ts";
import { type AnswerModel, loginOf, personLink } from "../core/messages/github-parts.ts";
import { FORMER_MEMBER } from "../core/messages/join.ts";
import type { AppointRefusal, PinRefusal, SetOutcome } from "../core/ports.ts";
import type { CommandAnswer } from "../core/thread.ts";
import { dated, type Outcome } from "./outcome.ts";

export const APPOINT_REFUSED = {
  "not-a-volunteer": {
    error: "conflict",
    say: dated((day) => `They had not volunteered by ${day}; they can, with \`/pod advocate\`.`),
    detail:
      'They have not volunteered yet. They can with /pod advocate on GitHub, or with {"do":"advocate"} on join-pod.',
  },
  "not-in-pod": {
    error: "conflict",
    say: dated((day) => `They held no seat in your pod on ${day}.`),
    detail: "They do not sit in this pod.",
  },
} as const satisfies Readonly<Record<AppointRefusal, Outcome<never>>>;

export const PIN_REFUSED = {
  "not-seated": {
    error: "conflict",
    say: dated((day) => `They held no seat in a pod on ${day}.`),
    detail: "They do not sit in a pod.",
  },
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

/** The first of the people whom an answer is about, by their name. It notifies nobody. */
export function personNamed({ about = [] }: CommandAnswer, { people, settings }: AnswerModel): string {
  const login = loginOf(about[0] ?? null, people);
  return login === undefined ? FORMER_MEMBER : personLink(login, settings);
}
