/** How commands end, and what people read then. */
import type { ErrorCode } from "../core/errors.ts";
import type { Pseudonym } from "../core/member.ts";
import type { CommentModel } from "../core/messages/github-parts.ts";
import type { Errand } from "../core/outbox.ts";
import type { CommandAnswer } from "../core/thread.ts";

/** How a command ended, as `run` says it. */
export interface Ending<Word extends string> {
  readonly outcome: Word;
  /** The person the answer speaks to; nobody when we do not know them. */
  readonly person?: Pseudonym | undefined;
  /** Somebody else whom the sentence names. */
  readonly about?: Pseudonym | undefined;
  readonly pod?: number | undefined;
  /** A short fact the sentence needs, such as an area's id. It is stored, so it never holds a name. */
  readonly detail?: string | undefined;
  /** What else the world is told. */
  readonly errands?: readonly Errand[];
  /** A plan or a run that its function shows with the answer. */
  readonly shows?: Shown;
  /** Goes into the JSON answer, beside `outcome`. */
  readonly more?: Readonly<Record<string, unknown>>;
}

/** A plan or a run by its id. */
export type Shown =
  | { readonly kind: "plan"; readonly id: string }
  /** `next` is the plan for what the run had to leave out. */
  | { readonly kind: "run"; readonly id: string; readonly next?: string | undefined }
  /** The plan offered in place of the one that was refused. */
  | { readonly kind: "instead"; readonly id: string };

export type SuccessStatus = 200 | 201 | 202;

/** A sentence of the comment that answers. It is written when it is sent, from what is stored and how things are then. */
export type Say = string | ((answer: CommandAnswer, model: CommentModel) => string);

/** A sentence of a JSON answer, which may speak about somebody else than its reader. */
type Detail<Body> = string | ((body: Body, ending: Ending<string>) => string);

/** One way a command can end: a status, or an error with the sentence of its JSON; and the sentence of the comment. */
export type Outcome<Body> =
  | { readonly error: ErrorCode; readonly say: Say; readonly detail: Detail<Body>; readonly pointer?: string }
  | { readonly status: SuccessStatus; readonly say: Say; readonly needs?: "queue" };

/** The same for a command that no comment can give. */
export type JsonOutcome<Body> =
  | { readonly status: SuccessStatus; readonly detail: Detail<Body> }
  | { readonly error: ErrorCode; readonly detail: Detail<Body> };
