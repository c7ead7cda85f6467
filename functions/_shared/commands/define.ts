/**
 * The types of a command: one definition for JSON and comments. It has the usage, the people who may give it, the schema
 * of its JSON body, the reading of a comment's words, the work, and a status and a sentence for each outcome. A
 * definition without one of these parts does not compile.
 */
import type * as z from "zod";
import type { MaintainerRights } from "../core/maintainers.ts";
import type { Member, Pseudonym } from "../core/member.ts";
import type { AnswerModel } from "../core/messages/github-parts.ts";
import type { Errand } from "../core/outbox.ts";
import type { Pod } from "../core/pod.ts";
import type {
  AdminStore,
  AdvocateDesk,
  DigestDesk,
  Directory,
  ImportDesk,
  Maintainers,
  Operation,
  PeopleStore,
  PlanDesk,
  Repositories,
  Stewardship,
  Subject,
  Threads,
} from "../core/ports.ts";
import type { Settings } from "../core/settings.ts";
import type { CommandAnswer, CommentPlace } from "../core/thread.ts";
import type { CommonOutcome } from "./common-outcomes.ts";
import type { Ending, JsonOutcome, Outcome, SuccessStatus } from "./outcome.ts";
import type { UnreadOutcome } from "./unusable.ts";
import type { Words } from "./words.ts";

/** The actor's relation to the subject of a command. `author`: of the thread that it is about. */
export type Relation = "self" | "author" | "advocate" | "maintainer";

/** Who gives the command: the holder of the admin key, or the person GitHub signs for. */
type Actor =
  | { readonly kind: "admin-key" }
  | { readonly kind: "person"; readonly subject: Subject; readonly rights: MaintainerRights };

/** What commands about pods, plans and digests use of the store: a function that takes no others opens no more. */
type PodStore = AdminStore & Directory & Maintainers & Repositories & Stewardship & Threads;

/** The surroundings of a command about pods, plans or digests. */
export interface BaseContext {
  readonly store: PodStore;
  readonly settings: Settings;
  readonly actor: Actor;
  /** Where the comment stands that gives the command. */
  readonly place?: CommentPlace;
  /** Names the line that gives it: the same in each version of its text in which it stands. */
  readonly line?: string;
  /** Numbers the effects of one command, 0 to 8, so that each happens once. */
  readonly operation: (effect?: number) => Operation;
  readonly newPseudonym: () => Pseudonym;
}

/** The surroundings of any command. */
export interface CommandContext extends BaseContext {
  readonly store: PeopleStore;
}

/** Somebody who asks in a comment what they can write. */
export interface Reader {
  readonly context: BaseContext & { readonly subject: Subject };
  /** `undefined` if we do not know them. */
  readonly member: Member | undefined;
  /** The pod that they sit in. */
  readonly pod: Pod | undefined;
  /** The pod that the thread belongs to. */
  readonly threadPod: Pod | undefined;
}

/** Whether a command may do something for somebody, where they ask: then help lists it. */
export type Suits = (reader: Reader) => boolean;

/** The result of a command in a comment: the part of its answer that the command decides, and further messages to send. */
export interface CommentResult
  extends Pick<
    CommandAnswer,
    | "command"
    | "outcome"
    | "person"
    | "about"
    | "pod"
    | "from"
    | "shut"
    | "pods"
    | "detail"
    | "wishes"
    | "noted"
    | "counted"
    | "volunteers"
    | "returns"
  > {
  readonly errands: readonly Errand[];
  /** Whether the author reads in the answer which seat or place they have, or that they have none. */
  readonly saysPlace?: true;
}

/** The same for commands about people and imports as JSON. */
export interface ImportContext extends CommandContext {
  readonly imports: ImportDesk;
}

/** The same for commands about plans. */
export interface PlanContext extends BaseContext {
  readonly plans: PlanDesk;
}

/** The same for commands about digests. */
export interface DigestContext extends BaseContext {
  readonly digests: DigestDesk;
}

/** The same for commands about pods as JSON. */
export interface PodContext extends BaseContext {
  readonly advocates: AdvocateDesk;
}

/** The answer to a JSON command that did not fail. */
export interface JsonAnswer {
  readonly status: SuccessStatus;
  readonly body: { readonly outcome: string };
}

/** A parsed JSON body: its command, ready to run. */
export interface ReadyCommand<Context> {
  readonly body: { readonly do: string };
  readonly run: (context: Context) => Promise<Ending<string>>;
  /** The ending as JSON. Throws PodsError if the outcome is an error. */
  readonly answer: (ending: Ending<string>) => JsonAnswer;
}

/** A command without the types of its own body and outcomes, for everything that handles all commands. */
export interface Command<Context = CommandContext> {
  readonly word: string;
  /** What it does, as the ending of "you can …". */
  readonly does: string;
  readonly may: readonly Relation[];
  readonly json: JsonForm<Context> | undefined;
  readonly comment: CommentForm<Context> | undefined;
  readonly outcomes: readonly string[];
  /** Throws an Error that names an unknown outcome. */
  readonly sentence: (answer: CommandAnswer, model: AnswerModel) => string;
}

/** A command about plans, whose work may outlast its request. */
export interface PlanCommand extends Command<PlanContext> {
  /** What is answered then, as an outcome: the work goes on. */
  readonly underWay: string;
}

export interface JsonForm<Context> {
  /** The schema of its body, which holds the command's word as `do`. Made when it is first needed. */
  readonly body: () => z.ZodType<ReadyCommand<Context>> & z.core.$ZodTypeDiscriminable;
  /** A valid body, for documents. */
  readonly example: Readonly<Record<string, unknown>>;
  /** What the body does, as the ending of "you can …". */
  readonly does: string;
}

export interface CommentForm<Context> {
  /** How people write it, including `/pod`. */
  readonly usage: string;
  readonly suits: Suits;
  readonly endsPart: boolean;
  /** Turns the words into fields of a body. Throws `Unusable`. */
  readonly read: (words: Words) => object;
  /** Never throws for words it cannot read: they have an outcome too. */
  readonly give: (words: Words, context: Context) => Promise<CommentResult>;
}

/** A body's schema: an object with the command's word as `do`. */
export type BodySchema<Fields> = z.ZodObject & z.ZodType<{ readonly do: string } & Fields>;

/** The definition of a command that only JSON can give. `run` can only end in an outcome that `outcomes` lists. */
export interface JsonDefinition<S extends BodySchema<object>, Word extends string> {
  /** The word of `/pod` and of the JSON body. */
  readonly word: string;
  /** What it does, as the ending of "you can …". */
  readonly does: string;
  /** Made when it is first needed, because schemas slow the start down. */
  readonly body: () => S;
  /** A valid body without `do`, for documents. */
  readonly example: Omit<z.input<S>, "do">;
  readonly outcomes: { readonly [W in Exclude<Word, CommonOutcome>]: JsonOutcome<z.output<S>> };
}

/** The definition of a command that a comment can give too. Outcomes that all commands share need no sentences here. */
export interface CommentDefinition<S extends BodySchema<object>, Word extends string, Filled extends string>
  extends Omit<JsonDefinition<S, Word>, "outcomes"> {
  /** The part after the word, as help shows it; "" for none. */
  readonly usage: string;
  /** The same of the JSON body, where `does` tells of words that only a comment takes. */
  readonly bodyDoes?: string;
  /** Whether people end by it what they take part in. Such a command is never limited. Without it: no. */
  readonly endsPart?: boolean;
  /** Turns the comment's words into the fields of the body, except those that `Filled` names. Throws `Unusable`. */
  readonly words: (words: Words) => Omit<z.input<S>, Filled | "do">;
  /** A sentence after the usage that helps a person whose words could not be read. */
  readonly hint?: (settings: Pick<Settings, "areas">, part: string) => string;
  /** None is called like those of words that were not read, whose sentences would be said in its place. */
  readonly outcomes: {
    readonly [W in Exclude<Word, CommonOutcome>]: W extends UnreadOutcome ? never : Outcome<z.output<S>>;
  };
}
