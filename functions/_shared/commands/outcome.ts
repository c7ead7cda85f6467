/** The outcomes of commands, and their sentences. */
import type { ErrorCode } from "../core/errors.ts";
import type { Other, Pseudonym } from "../core/member.ts";
import { type AnswerModel, dayOfAnswer } from "../core/messages/github-parts.ts";
import type { Errand } from "../core/outbox.ts";
import type { Kept } from "../core/ports.ts";
import type { CommandAnswer, Noted } from "../core/thread.ts";

/** How a command ended, as `run` returns it. */
export interface Ending<Word extends string> {
  readonly outcome: Word;
  /** The person whom the answer addresses; absent if we do not know them. */
  readonly person?: Pseudonym | undefined;
  /** The other people whom the sentence names. */
  readonly about?: readonly Pseudonym[] | undefined;
  /** Of somebody who waits: the pod that they are offered a seat in. */
  readonly pod?: number | undefined;
  /** The pod that the person left for it, or of somebody who asks for a seat: the pod that they named, and that had none. */
  readonly from?: number | undefined;
  /** `from` had open seats, but was locked. */
  readonly shut?: boolean | undefined;
  /** Further pods that the sentence names. */
  readonly pods?: readonly number[] | undefined;
  /** A short fact for the sentence, such as an area's id. It is stored, so it never holds a name. */
  readonly detail?: string | undefined;
  /** The areas that somebody with a seat wants instead of that of their pod, or more; or those for which they wait. */
  readonly wishes?: readonly string[] | undefined;
  /** What they said about themselves, and was taken over. */
  readonly noted?: Noted | undefined;
  /** Who counted them as open to any area, if they did not say so themselves. */
  readonly counted?: Other | undefined;
  /** They said that they volunteer, and that was taken over. */
  readonly volunteers?: boolean | undefined;
  /** They come back by themselves at the end of their break. */
  readonly returns?: boolean | undefined;
  /** Further messages to send. */
  readonly errands?: readonly Errand[];
  /** A plan or a run that its function shows with the answer. */
  readonly shows?: Shown;
  /** What was left as it is, which the JSON answer says behind its `detail`. */
  readonly kept?: readonly Kept[];
  /** Goes into the JSON answer, beside `outcome`. */
  readonly more?: Readonly<Record<string, unknown>>;
}

/** A plan or a run by its id. */
export type Shown =
  | { readonly kind: "plan"; readonly id: string }
  /** `next` is a plan for the changes that the run had to leave out. */
  | { readonly kind: "run"; readonly id: string; readonly next?: string | undefined }
  /** The plan offered in place of the one that was refused, and the run that applied that one before. */
  | { readonly kind: "instead"; readonly id: string; readonly run?: string };

export type SuccessStatus = 200 | 201 | 202;

/**
 * The sentence of a comment. It is written when the comment is sent, and stays: so it states only what stays true, such as
 * what was so on the day of the answer.
 */
export type Say = string | ((answer: CommandAnswer, model: AnswerModel) => string);

/** A sentence that names the day of the answer. */
export const dated =
  (sentence: (day: string) => string): Say =>
  (answer, model) =>
    sentence(dayOfAnswer(answer, model));

/** How a comment says an outcome. */
export interface Saying {
  readonly say: Say;
  /**
   * Whether its reader, the author of the command, learns from it which seat or place they have, or that they have none. It
   * then counts as telling them of what a run gave them. Left out: no.
   */
  readonly saysPlace?: boolean | ((ending: Ending<string>) => boolean);
}

/** The sentence of a JSON answer. It may be about a person other than its reader. */
type Detail<Body> = string | ((body: Body, ending: Ending<string>) => string);

/** One outcome of a command: a status, or an error with the sentence of its JSON; and the sentence of the comment. */
export type Outcome<Body> =
  | (Saying & { readonly error: ErrorCode; readonly detail: Detail<Body>; readonly pointer?: string })
  | (Saying & { readonly status: SuccessStatus });

/** The same for a command that no comment can give. */
export type JsonOutcome<Body> =
  | { readonly status: SuccessStatus; readonly detail: Detail<Body> }
  | { readonly error: ErrorCode; readonly detail: Detail<Body> };
