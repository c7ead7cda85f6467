/** Turns the ending of a command into its answer: JSON at once, or a sentence when the comment is sent. */
import { capital } from "../core/capital.ts";
import { PodsError } from "../core/errors.ts";
import type { AnswerModel } from "../core/messages/github-parts.ts";
import { keptInWords } from "../core/messages/kept.ts";
import type { Kept } from "../core/ports.ts";
import type { CommandAnswer } from "../core/thread.ts";
import { type AnyBody, COMMON } from "./common-outcomes.ts";
import type { CommentResult, JsonAnswer } from "./define.ts";
import type { Ending, JsonOutcome, Outcome, Saying } from "./outcome.ts";

const isCommon = (word: string): word is keyof typeof COMMON => Object.hasOwn(COMMON, word);

const unknownOutcome = (command: string, word: string) =>
  new Error(`The command "${command}" has no outcome "${word}".`);

type Sayings = Readonly<Record<string, Saying>>;

const sayingOf = (outcome: string, outcomes: Sayings): Saying | undefined =>
  Object.hasOwn(outcomes, outcome) ? outcomes[outcome] : isCommon(outcome) ? COMMON[outcome] : undefined;

/** The part that is stored. Its sentence is written when the comment is sent. */
export function commentResult(command: string, ending: Ending<string>, outcomes: Sayings): CommentResult {
  const {
    outcome,
    person,
    about,
    pod,
    from,
    shut,
    pods,
    detail,
    wishes = [],
    noted,
    counted,
    volunteers,
    returns,
    errands = [],
  } = ending;
  const says = sayingOf(outcome, outcomes)?.saysPlace ?? false;
  return {
    command,
    outcome,
    person: person ?? null,
    errands,
    ...((typeof says === "function" ? says(ending) : says) && { saysPlace: true as const }),
    ...(about !== undefined && { about }),
    ...(pod !== undefined && { pod }),
    ...(from !== undefined && { from }),
    ...(shut && { shut: true as const }),
    ...(pods !== undefined && { pods }),
    ...(detail !== undefined && { detail }),
    ...(wishes.length > 0 && { wishes }),
    ...(noted !== undefined && { noted }),
    ...(counted !== undefined && { counted }),
    ...(volunteers && { volunteers: true as const }),
    ...(returns && { returns: true as const }),
  };
}

/** Throws PodsError for an outcome that is an error, and an Error for one that the command does not have. */
export function jsonAnswer<Body extends AnyBody>(
  body: Body,
  outcomes: Readonly<Record<string, Outcome<Body> | JsonOutcome<Body>>>,
  ending: Ending<string>,
): JsonAnswer {
  const { outcome, more = {} } = ending;
  const found = Object.hasOwn(outcomes, outcome) ? outcomes[outcome] : isCommon(outcome) ? COMMON[outcome] : undefined;
  if (!found) throw unknownOutcome(body.do, outcome);
  const detail = "detail" in found ? inWords(found.detail, body, ending) : undefined;
  if ("error" in found) throw refusal(found, String(withKept(detail, ending.kept) ?? ""), { outcome, ...more });
  const { detail: own = detail, ...others } = more;
  const told = withKept(own, ending.kept);
  return { status: found.status, body: { outcome, ...(told !== undefined && { detail: told }), ...others } };
}

/** A maintainer reads which of their words were not taken, since a word that weighs more stands against them. */
function withKept(detail: unknown, kept: readonly Kept[] = []): unknown {
  if (kept.length === 0) return detail;
  const sentence = `${capital(keptInWords(kept))}.`;
  return detail === undefined ? sentence : `${detail} ${sentence}`;
}

const inWords = <Body>(
  detail: string | ((body: Body, ending: Ending<string>) => string),
  body: Body,
  ending: Ending<string>,
): string => (typeof detail === "string" ? detail : detail(body, ending));

type Refused = { readonly error: PodsError["code"]; readonly pointer?: string };

const refusal = ({ error, pointer }: Refused, detail: string, more: Ending<string>["more"]): PodsError =>
  new PodsError(error, detail, {
    ...(more && { more }),
    ...(pointer !== undefined && { errors: [{ pointer, detail }] }),
  });

/** The sentence of the comment that answers. Throws for an outcome that the command does not have. */
export function sentenceOf(outcomes: Sayings, answer: CommandAnswer, model: AnswerModel): string {
  const { command, outcome } = answer;
  const found = sayingOf(outcome, outcomes);
  if (!found) throw unknownOutcome(command, outcome);
  return typeof found.say === "string" ? found.say : found.say(answer, model);
}
