/**
 * What a command is: one definition for every door. Its file says how it is written, who may give it, what its JSON body
 * holds, how a comment's words become that body, what it does, and a status and a sentence for each way it can end.
 * A part that is left out does not compile.
 */
import type * as z from "zod";
import type { Pseudonym } from "../core/member.ts";
import type { CommentModel } from "../core/messages/github-parts.ts";
import type { Errand } from "../core/outbox.ts";
import type { DigestDesk, Operation, PlanDesk, Store, Subject } from "../core/ports.ts";
import type { Settings } from "../core/settings.ts";
import type { CommandAnswer } from "../core/thread.ts";
import type { CommonOutcome } from "./common-outcomes.ts";
import type { Ending, JsonOutcome, Outcome, SuccessStatus } from "./outcome.ts";
import type { Words } from "./words.ts";

/** How the actor stands to the subject of a command. */
export type Relation = "self" | "advocate" | "maintainer";

/** Who gives the command: the holder of the admin key, or the person GitHub signs for. */
type Actor = { readonly kind: "admin-key" } | { readonly kind: "person"; readonly subject: Subject };

/** What a command finds around it. */
export interface CommandContext {
  readonly store: Store;
  readonly settings: Settings;
  readonly actor: Actor;
  /** Numbers the effects of one command, 0 to 8, so that each happens once. */
  readonly operation: (effect?: number) => Operation;
  readonly newPseudonym: () => Pseudonym;
}

/** What became of a command that a comment gave: what the thread keeps of it, and what else the world is told. */
export interface CommentResult extends Omit<CommandAnswer, "operation"> {
  readonly errands: readonly Errand[];
}

/** What a plan's commands find around them besides. */
export interface PlanContext extends CommandContext {
  readonly plans: PlanDesk;
}

/** The same for a digest's. */
export interface DigestContext extends CommandContext {
  readonly digests: DigestDesk;
}

/** What a JSON command is answered with when it is no error. */
export interface JsonAnswer {
  readonly status: SuccessStatus;
  readonly body: { readonly outcome: string };
}

/** A JSON body that was read: its command, ready to be given. */
export interface ReadyCommand<Context> {
  readonly body: { readonly do: string };
  readonly run: (context: Context) => Promise<Ending<string>>;
  /** The ending as JSON. Throws PodsError for one that is an error. */
  readonly answer: (ending: Ending<string>) => JsonAnswer;
}

/** A definition whose types are its own business: what doors, help and documents work with. */
export interface Command<Context = CommandContext> {
  readonly word: string;
  /** What it does, as the ending of "you can …". */
  readonly does: string;
  readonly may: readonly Relation[];
  readonly json: JsonForm<Context> | undefined;
  readonly comment: CommentForm<Context> | undefined;
  readonly outcomes: readonly string[];
  /** Throws for an outcome that is none of its own, naming it. */
  readonly sentence: (answer: CommandAnswer, model: CommentModel) => string;
  /** Whether the sentence needs the queue of the area that `detail` names. */
  readonly needsQueue: (outcome: string) => boolean;
}

/** A command about plans, whose work may outlast its request. */
export interface PlanCommand extends Command<PlanContext> {
  /** What is answered then, as an outcome: the work goes on. */
  readonly underWay: string;
}

export interface JsonForm<Context> {
  /** Reads a body, which holds the command's word as `do`. Made when it is first needed. */
  readonly body: () => z.ZodType<ReadyCommand<Context>> & z.core.$ZodTypeDiscriminable;
  /** A body that it accepts, for documents. */
  readonly example: Readonly<Record<string, unknown>>;
}

export interface CommentForm<Context> {
  /** As it is written, `/pod` included. */
  readonly usage: string;
  /** The words as fields of a body. Throws `Unusable`. */
  readonly read: (words: Words) => object;
  /** Never throws for words it cannot use: that is an ending too. */
  readonly give: (words: Words, context: Context) => Promise<CommentResult>;
}

/** A body's schema: an object with the command's word as `do`. */
export type BodySchema<Fields> = z.ZodObject & z.ZodType<{ readonly do: string } & Fields>;

/** What a definition says that only JSON can give: `run` may end in the words of `outcomes` and in no other. */
export interface Written<S extends BodySchema<object>, Word extends string> {
  /** The word of `/pod` and of the JSON body. */
  readonly word: string;
  /** What it does, as the ending of "you can …". */
  readonly does: string;
  /** Made when it is first needed: schemas cost time at a start. */
  readonly body: () => S;
  /** The rest of a body that it accepts, for documents. */
  readonly example: Omit<z.input<S>, "do">;
  readonly outcomes: { readonly [W in Exclude<Word, CommonOutcome>]: JsonOutcome<z.output<S>> };
}

/** What a definition says that a comment can give too. Endings that all commands share have their sentences already. */
export interface Spoken<S extends BodySchema<object>, Word extends string, Filled extends string>
  extends Omit<Written<S, Word>, "outcomes"> {
  /** What stands behind the word, as help shows it; "" for nothing. */
  readonly usage: string;
  /** The comment's words as the fields of the body, but those that the door fills in. Throws `Unusable`. */
  readonly words: (words: Words) => Omit<z.input<S>, Filled | "do">;
  /** What helps somebody whose words cannot be used, behind the usage. */
  readonly hint?: (settings: Pick<Settings, "areas">) => string;
  readonly outcomes: { readonly [W in Exclude<Word, CommonOutcome>]: Outcome<z.output<S>> };
}
