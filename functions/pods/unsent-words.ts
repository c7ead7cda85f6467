/** What waits to be sent and what was given up: since when, why, and what somebody can do about it. */

import { unreachable } from "#shared/core/errors.ts";
import { grantInWords, lacksPermission } from "#shared/core/github/access.ts";
import type { Unsent } from "#shared/core/outbox.ts";
import type { Sender } from "#shared/core/ports.ts";
import { count } from "#shared/web/markup.ts";
import { CHANNEL_TITLES } from "./channels.static.ts";
import { JOB_OF, UNSENT_NAMES } from "./unsent-names.static.ts";

/** Longer than a burst, the wait between two ticks and the first tries after a failure. */
const OLD_MS = 10 * 60_000;
/** Nobody can do anything about a message that was given up weeks ago. */
const NEWS_MS = 7 * 24 * 3_600_000;
const DETAIL_LENGTH_MAX = 200;

export interface UnsentInWords {
  readonly kind: Unsent["kind"];
  readonly to: string;
  readonly state: Unsent["state"];
  readonly errands: number;
  /** ISO 8601 time of the oldest; `null` if an earlier release enqueued it, which did not say. */
  readonly since: string | null;
  /** `526 comments on GitHub wait.` */
  readonly what: string;
  readonly why: string;
  readonly todo: string;
  /** Whether somebody should look at it. */
  readonly old: boolean;
}

/** Why `deliver` is not called, as a sentence; `undefined` while it is. */
type NotCalled = string | undefined;

/** `said` is what anybody may read of its details. */
type ToldUnsent = Omit<Unsent, "otherDetails"> & { readonly said: readonly string[] };

export function unsentInWords(
  group: ToldUnsent,
  sender: Sender | undefined,
  notCalled: NotCalled,
  now: number,
): UnsentInWords {
  const { kind, to, state, errands, since } = group;
  const age = now - since;
  return {
    kind,
    to,
    state,
    errands,
    since: since === 0 ? null : new Date(since).toISOString(),
    ...inWords(group, sender, notCalled),
    old: state === "waiting" ? age >= OLD_MS : age < NEWS_MS,
  };
}

function inWords(group: ToldUnsent, sender: Sender | undefined, notCalled: NotCalled) {
  const { state, errands } = group;
  const things = count(errands, ...nameOf(group));
  switch (state) {
    case "waiting":
      return {
        what: `${things} ${errands === 1 ? "waits" : "wait"}.`,
        ...reasonToWait(group, sender, notCalled),
      };
    case "dead":
      return {
        what: `${things} ${errands === 1 ? "was" : "were"} given up.`,
        why: reasonsInWords(group.said),
        todo:
          group.said.length > 0 && group.said.every((said) => /\bago\b|\bold news\b/.test(said))
            ? "Nothing: nobody should hear of it so late."
            : `Mend what the reason names. ${POSTED_ONCE.has(group.kind) ? "It is not sent again; the next one will be." : group.kind === "release" ? NOTES_TRIED_AGAIN : TRIED_AGAIN}`,
      };
    case "unknown":
      return {
        what: `${things} may have been sent or not.`,
        why: ["The answer was lost.", ...group.said.slice(0, 1).map(sentence)].join(" "),
        todo: "Look in the chat; if it is not there, post it by hand. It is never sent twice.",
      };
    default:
      return unreachable(state);
  }
}

/** Each may need something else to be mended. */
function reasonsInWords(said: readonly string[]): string {
  if (said.length < 2) return `The reason: ${sentence(said[0] ?? "it was not noted")}`;
  return `The reasons: ${said.map((one) => shortened(one).replace(/\.$/, "")).join("; ")}.`;
}

function reasonToWait({ kind, to, detail, said }: ToldUnsent, sender: Sender | undefined, notCalled: NotCalled) {
  if (notCalled !== undefined)
    return { why: notCalled, todo: "Look whether the cron-connector runs, and whether deliver is deployed." };
  if (sender?.off.includes(to)) {
    return to === "github"
      ? {
          why: 'The secret pods-github holds "-".',
          todo: "Give pods-github a token or an app: docs/settings.md says how.",
        }
      : {
          why: `The secret pods-chat has no entry ${to}.`,
          todo: `Add a line ${to} to pods-chat, or take ${to} out of digest.to.`,
        };
  }
  if (kind === "pod-digest" && sender?.pods?.includes(to) === false)
    return {
      why: `The secret pods-chat has no entry for ${placeInWords(to)}.`,
      todo: "Add it under pods in pods-chat, or do nothing: with the next digest it is old news.",
    };
  if (detail === undefined) return { why: "Their turn comes with the next ticks.", todo: "Nothing." };
  const secret = to === "github" ? "pods-github" : "pods-chat";
  const todo = /\b401\b/.test(detail)
    ? `Give the secret ${secret} valid credentials.`
    : /\b403\b/.test(detail)
      ? `${grant(kind, detail) ?? `Allow what it names to the app or the token in ${secret}`}. They go on by themselves.`
      : "They are tried again. Do nothing if that passes.";
  return { why: `The latest try said: ${sentence(said[0] ?? "")}`, todo };
}

/** The sentence about a missing permission. */
function grant(kind: Unsent["kind"], detail: string): string | undefined {
  const job = JOB_OF[kind];
  return job && lacksPermission(detail) ? grantInWords(job) : undefined;
}

const TRIED_AGAIN = "It is tried again when something happens in its thread.";
/** An edit soon after ours may be the one of a robot that saves whenever we do. */
const NOTES_TRIED_AGAIN =
  "It is tried again when the notes are edited; where somebody saved over the credits, when that is an hour later or more.";
const POSTED_ONCE: ReadonlySet<Unsent["kind"]> = new Set(["digest", "pod-digest", "introduction"]);

/** One and many of them. */
function nameOf({ kind, to }: Unsent): [one: string, many: string] {
  const [one, many = one.replace(" ", "s ")] = UNSENT_NAMES[kind];
  const named = (name: string) => name.replace("PLACE", placeInWords(to));
  return [named(one), named(many)];
}

/** `Slack`; `Slack of narwhal` for a channel of a pod. */
export function placeInWords(to: string): string {
  const [channel = "", pod] = to.split("/").reverse();
  const title = CHANNEL_TITLES[channel] ?? channel;
  return pod === undefined ? title : `${title} of ${pod}`;
}

const shortened = (detail: string): string =>
  detail.length > DETAIL_LENGTH_MAX ? `${detail.slice(0, DETAIL_LENGTH_MAX)}…` : detail;

const sentence = (detail: string): string => {
  const text = shortened(detail);
  return /[.…!?]$/.test(text) ? text : `${text}.`;
};
