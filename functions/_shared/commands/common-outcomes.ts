/** Outcomes that many commands share. The code around commands produces them, so every command has their sentences. */
import { dayOfAnswer } from "../core/messages/github-parts.ts";
import { refusedInvitation } from "../core/messages/join.ts";
import { closedPod, noPod } from "../core/messages/pods.ts";
import { dated, type Outcome } from "./outcome.ts";

/** The fields of a body that the shared sentences use. */
export interface AnyBody {
  readonly do: string;
  readonly login?: string | undefined;
  readonly pod?: string | undefined;
}

/** `detail` of the word of somebody unknown that is kept with its time. */
export const KEPT = "kept";

/** `detail` of a pod that everybody has left, or that was closed. */
export const CLOSED = "closed";

function notYetHere({ login = "This person" }: AnyBody): string {
  return `${login} has not asked to take part yet. Join with {"do":"join","login":"${login}","areas":[…]}.`;
}

export const COMMON = {
  /** Words or fields that cannot be used. The comment's sentence shows how the command is written. */
  unusable: {
    error: "invalid",
    say: "I do not understand that.",
    detail: (_, { detail = "" }) => `This cannot be used: ${detail}.`,
  },
  /** The unknown person gave the command themselves. */
  "not-known": {
    error: "not-found",
    say: (answer, model) =>
      `On ${dayOfAnswer(answer, model)} I did not know you yet${answer.detail === KEPT ? `, but noted your \`/pod ${answer.command}\`` : ""}; \`/pod join\` takes a seat.`,
    detail: notYetHere,
  },
  /** Somebody else gave a command about the unknown person. */
  "no-person": {
    error: "not-found",
    say: dated((day) => `I did not know that person on ${day}; they can join with \`/pod join\`.`),
    detail: notYetHere,
  },
  "no-pod": {
    error: "not-found",
    saysPlace: true,
    say: dated(
      (day) =>
        `You held no seat in a pod when this arrived on ${day}. In a comment this is about your own pod; a maintainer says it about any pod by JSON.`,
    ),
    detail: ({ pod = "" }, { detail }) => (detail === CLOSED ? closedPod(pod) : noPod(pod)),
  },
  /**
   * An older comment arrived after a newer word, or a maintainer's command stands against what the person said. GitHub does
   * not say when a review was edited: that counts when it arrives.
   */
  overtaken: {
    error: "conflict",
    say: "You, or a maintainer, said something newer about this, so that holds.",
    detail: "The person decided this themselves, so their word holds.",
  },
  /** People who were forgotten come back only by asking for a seat. */
  "is-forgotten": {
    error: "conflict",
    say: "You asked to be forgotten. `/pod join` brings you back.",
    detail: refusedInvitation.forgotten,
  },
  forbidden: {
    error: "forbidden",
    // An outage may have held the word back until its author had given the role away.
    say: (answer, model) =>
      answer.detail === "taken"
        ? "Your login is a maintainer's in the settings, but it belonged to another account when it was first seen. If " +
          "you are that maintainer, write it there with your account's number: `maintainers: [login:number]`."
        : `Only the pod's own advocate, or a maintainer, may do that, and you were neither when this arrived on ${dayOfAnswer(answer, model)}. If you gave the role away after you wrote this, the new advocate can give the command.`,
    detail: "Only the pod's own advocate, or a maintainer, may do that.",
  },
} as const satisfies Readonly<Record<string, Outcome<AnyBody>>>;

export type CommonOutcome = keyof typeof COMMON;
