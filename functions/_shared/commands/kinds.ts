/** The kinds of commands, by their subject: a person, a pod, a member of a pod, the community; and questions. */
import type * as z from "zod";
import { isClosedPod } from "../core/closed-pod.ts";
import type { MaintainerRights } from "../core/maintainers.ts";
import type { Member, MemberState } from "../core/member.ts";
import type { Pod } from "../core/pod.ts";
import { numberOf } from "../core/pod-names.ts";
import type { Directory, Subject } from "../core/ports.ts";
import type { Said } from "../core/spoken.ts";
import { numbersOf, type ThreadKey, threadKey, threadNamed } from "../core/thread.ts";
import { CLOSED, type CommonOutcome } from "./common-outcomes.ts";
import type {
  BaseContext,
  BodySchema,
  Command,
  CommandContext,
  CommentDefinition,
  JsonDefinition,
  PlanCommand,
  PlanContext,
  Reader,
  Relation,
  Suits,
} from "./define.ts";
import { commentCommand, jsonCommand, question } from "./make-command.ts";
import type { Ending, Saying } from "./outcome.ts";
import type { UnreadOutcome } from "./unusable.ts";
import type { Words } from "./words.ts";

// --- About a person --------------------------------------------------------------------------------------------------

export interface PersonContext extends CommandContext {
  /** The person it is about, with a pseudonym in case they are new. */
  readonly subject: Subject;
}

type PersonBody = BodySchema<{ readonly login: string }>;
type PersonRun<S extends PersonBody, Word extends string> = {
  readonly run: (body: z.output<S>, context: PersonContext) => Promise<Ending<Word>>;
};

const ONESELF: readonly Relation[] = ["self", "maintainer"];

function withSubject({ login }: { login: string }, context: CommandContext): PersonContext {
  const { actor, newPseudonym } = context;
  const [subject, by] =
    actor.kind === "person"
      ? ([actor.subject, "self"] as const)
      : ([{ login, proposed: newPseudonym() }, "maintainer"] as const);
  return { ...context, subject, operation: (effect) => ({ ...context.operation(effect), by }) };
}

/** About one person. People give it about themselves in a comment, maintainers as JSON. */
export function personCommand<S extends PersonBody, Word extends string>(
  definition: CommentDefinition<S, Word, "login"> &
    PersonRun<S, Word> & {
      readonly endsPart: boolean;
      readonly suits: Suits;
      /** Who may give it, where that is not everybody about themselves; `run` refuses the others. */
      readonly may?: readonly Relation[];
    },
): Command {
  const { run, suits, may = ONESELF } = definition;
  const give = (body: z.output<S>, context: CommandContext) => run(body, withSubject(body, context));
  return commentCommand(definition, { may, suits }, give, async (bodyWith, context) =>
    give(bodyWith({ login: authorOf(context).login }), context),
  );
}

/** The same for commands that only JSON can give. */
export const personJsonCommand = <S extends PersonBody, Word extends string>(
  definition: JsonDefinition<S, Word> & PersonRun<S, Word>,
): Command =>
  jsonCommand(definition, ONESELF, (body, context: CommandContext) => definition.run(body, withSubject(body, context)));

// --- About a pod -----------------------------------------------------------------------------------------------------

const POD: readonly Relation[] = ["advocate", "maintainer"];

type PodBody = BodySchema<{ readonly pod: string }>;

/** About one pod. Its advocate gives it in a comment, maintainers as JSON. */
export function podCommand<S extends PodBody, Word extends string>(
  definition: CommentDefinition<S, Word, "pod"> & {
    readonly run: (body: z.output<S>, context: BaseContext, pod: number) => Promise<Ending<Word>>;
    /** When somebody last said this about a pod, and perhaps ended the right of the author of an older word to say it. */
    readonly lastSaid?: (pod: Pod) => Said | undefined;
  },
): Command<BaseContext> {
  const { run, lastSaid } = definition;
  const give = async (body: z.output<S>, context: BaseContext): Promise<Ending<string>> => {
    const pod = numberOf(body.pod);
    return ofPod(body.pod, context, pod === undefined ? { outcome: "no-pod" } : await run(body, context, pod));
  };
  const suits: Suits = ({ pod, member, context }) =>
    pod !== undefined && relationTo(pod, member, context) !== undefined;
  return commentCommand(definition, { may: POD, suits }, give, async (bodyWith, context) => {
    const author = await context.store.find(authorOf(context));
    const pod = author && (await podOf(author, context.store));
    if (!author || !pod) return { outcome: "no-pod", person: author?.pseudonym };
    const body = bodyWith({ pod: pod.slug });
    const where = { person: author.pseudonym, pod: pod.number };
    const isOlder = (context.operation().said ?? "") < (lastSaid?.(pod) ?? "");
    if (relationTo(pod, author, context) === undefined && !isOlder && !(await isMade(context)))
      return { ...refused(context), ...where };
    return { ...where, ...(await run(body, context, pod.number)) };
  });
}

/** About a member of a pod. The pod's advocate gives it in a comment, maintainers as JSON. */
export function memberCommand<S extends PersonBody, Word extends string>(
  definition: CommentDefinition<S, Word, never> & {
    readonly run: (body: z.output<S>, context: BaseContext) => Promise<Ending<Word>>;
  },
): Command<BaseContext> {
  const { run } = definition;
  const suits: Suits = ({ pod, member, context }) => relationTo(pod, member, context) !== undefined;
  return commentCommand(definition, { may: POD, suits }, run, async (bodyWith, context) => {
    const body = bodyWith({});
    const { store } = context;
    const [author, member] = await Promise.all([store.find(authorOf(context)), store.find(body)]);
    const person = author?.pseudonym;
    if (!member) return { outcome: "no-person", person };
    const pod = await podOf(member, store);
    if (relationTo(pod, author, context) === undefined && !(await isMade(context)))
      return { ...refused(context), person };
    return { person, pod: pod?.number, about: [member.pseudonym], ...(await run(body, context)) };
  });
}

/** Of a pod that is not there, the answer says whether it once was. */
export async function ofPod<Word extends string>(
  slug: string,
  { store }: BaseContext,
  ending: Ending<Word>,
): Promise<Ending<Word>> {
  if (ending.outcome !== "no-pod" || !(await isClosedPod(slug, store))) return ending;
  return { ...ending, detail: CLOSED };
}

// --- About a thread --------------------------------------------------------------------------------------------------

const THREAD: readonly Relation[] = ["author", "advocate", "maintainer"];

type ThreadBody = BodySchema<{ readonly thread: string }>;

/**
 * About one thread. In a comment there its author gives it, people who may write to the repository, and the advocate of the
 * thread's pod; maintainers as JSON.
 */
export function threadCommand<S extends ThreadBody, Word extends string>(
  definition: CommentDefinition<S, Word | "not-theirs" | "no-thread", "thread"> & {
    readonly run: (context: BaseContext, thread: ThreadKey) => Promise<Ending<Word>>;
  },
): Command<BaseContext> {
  const { run } = definition;
  const give = async (body: z.output<S>, context: BaseContext): Promise<Ending<string>> => {
    const { store } = context;
    const named = threadNamed(body.thread, await store.repositories());
    const thread = named && (await store.thread(threadKey(named.repository.id, named.number)));
    return thread ? run(context, thread.key) : { outcome: "no-thread" };
  };
  const suits: Suits = ({ member, threadPod, context }) =>
    context.place?.isAuthor || context.place?.isInsider || relationTo(threadPod, member, context) !== undefined;
  return commentCommand(definition, { may: THREAD, suits }, give, async (bodyWith, context) => {
    const { place } = context;
    if (!place) throw new Error("A comment stands in a thread.");
    bodyWith({ thread: `${place.repository}#${numbersOf(place.thread).number}` });
    const author = await readerOf(context);
    const isTheirs = suits(author) || (await isMade(context));
    const ending = isTheirs ? await run(context, place.thread) : { outcome: "not-theirs" };
    return { person: author.member?.pseudonym, ...ending };
  });
}

// --- About the community ---------------------------------------------------------------------------------------------

/** About the whole community. Maintainers give it as JSON. */
export const communityCommand = <S extends BodySchema<object>, Word extends string, Context = BaseContext>(
  definition: CommunityDefinition<S, Word, Context>,
): Command<Context> => jsonCommand(definition, MAINTAINERS, definition.run);

export const planCommand = <S extends BodySchema<object>, Word extends string>(
  definition: CommunityDefinition<S, Word, PlanContext> & Pick<PlanCommand, "underWay">,
): PlanCommand => ({ ...communityCommand(definition), underWay: definition.underWay });

type CommunityDefinition<S extends BodySchema<object>, Word extends string, Context> = JsonDefinition<S, Word> & {
  readonly run: (body: z.output<S>, context: Context) => Promise<Ending<Word>>;
};

const MAINTAINERS: readonly Relation[] = ["maintainer"];

// --- Questions -------------------------------------------------------------------------------------------------------

/** A question that anybody may ask in a comment. It changes nothing. */
export const commentQuestion = <Said extends object, Word extends string>(definition: {
  readonly word: string;
  readonly usage: string;
  readonly does: string;
  readonly words: (words: Words) => Said;
  readonly run: (said: Said, context: CommandContext) => Promise<Ending<Word>>;
  readonly outcomes: { readonly [W in Exclude<Word, CommonOutcome>]: W extends UnreadOutcome ? never : Saying };
}) => question(definition, { may: ANYBODY, suits: () => true }, definition.words, definition.run);

const ANYBODY: readonly Relation[] = ["self", "advocate", "maintainer"];

// --- People ----------------------------------------------------------------------------------------------------------

/** The person who wrote the comment. */
export function authorOf({ actor }: BaseContext): Subject {
  if (actor.kind !== "person") throw new Error("A comment has an author.");
  return actor.subject;
}

/** The pod that a person sits in; none for people who have paused or left. */
export async function podOf({ standing }: Member, store: Directory): Promise<Pod | undefined> {
  return standing.state === "seated" && standing.pod !== null ? store.pod(standing.pod) : undefined;
}

/** The person who wrote the comment, and what help needs to know about them. */
export async function readerOf(context: BaseContext): Promise<Reader> {
  const { store, place } = context;
  const subject = authorOf(context);
  const [member, state] = await Promise.all([store.find(subject), place && store.commentState(place.thread)]);
  const [pod, threadPod] = await Promise.all([
    member && podOf(member, store),
    state?.pod ? store.pod(state.pod) : undefined,
  ]);
  return { context: { ...context, subject }, member, pod, threadPod };
}

/** Suits people in these states. */
export const inState =
  (...states: readonly MemberState[]): Suits =>
  ({ member }) =>
    member !== undefined && states.includes(member.standing.state);

/** The rights of the person who wrote the comment as a maintainer. */
export const rightsOf = ({ actor }: BaseContext): MaintainerRights =>
  actor.kind === "person" ? actor.rights : "maintainer";

/**
 * Whether the command was carried out before, and is repeated because its answer was lost in a crash. What gave the right to
 * it, or led to its outcome, may have ended since, perhaps through the command itself: it is judged no second time.
 */
export const isMade = ({ store, operation }: BaseContext): Promise<boolean> => store.isMade(operation());

/** A `detail` that says so when the author's login used to be a maintainer's. */
const refused = (context: BaseContext) => ({
  outcome: "forbidden",
  ...(rightsOf(context) === "taken" && { detail: "taken" }),
});

function relationTo(pod: Pod | undefined, author: Member | undefined, context: BaseContext): Relation | undefined {
  if (rightsOf(context) === "maintainer") return "maintainer";
  return pod && author && pod.advocate === author.pseudonym ? "advocate" : undefined;
}
