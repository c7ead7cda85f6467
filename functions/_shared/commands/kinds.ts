/** The kinds of commands, by what they are about: a person, a pod, somebody in a pod, and questions. */
import type * as z from "zod";
import type { Member } from "../core/member.ts";
import type { Pod } from "../core/pod.ts";
import { numberOf } from "../core/pod-names.ts";
import type { Store, Subject } from "../core/ports.ts";
import type { CommonOutcome } from "./common-outcomes.ts";
import type {
  BodySchema,
  Command,
  CommandContext,
  PlanCommand,
  PlanContext,
  Relation,
  Spoken,
  Written,
} from "./define.ts";
import { question, spokenCommand, writtenCommand } from "./make-command.ts";
import type { Ending, Say } from "./outcome.ts";
import type { Words } from "./words.ts";

// --- About a person --------------------------------------------------------------------------------------------------

export interface PersonContext extends CommandContext {
  /** The person it is about, with a pseudonym should they be new. */
  readonly subject: Subject;
}

type PersonBody = BodySchema<{ readonly login: string }>;
type PersonRun<S extends PersonBody, Word extends string> = {
  readonly run: (body: z.output<S>, context: PersonContext) => Promise<Ending<Word>>;
};

const ONESELF: readonly Relation[] = ["self", "maintainer"];

function withSubject({ login }: { login: string }, context: CommandContext): PersonContext {
  const { actor, newPseudonym } = context;
  return { ...context, subject: actor.kind === "person" ? actor.subject : { login, proposed: newPseudonym() } };
}

/** About one person: by themselves in a comment, by a maintainer as JSON. */
export function personCommand<S extends PersonBody, Word extends string>(
  definition: Spoken<S, Word, "login"> & PersonRun<S, Word>,
): Command {
  const give = (body: z.output<S>, context: CommandContext) => definition.run(body, withSubject(body, context));
  return spokenCommand(definition, ONESELF, give, async (bodyWith, context) =>
    give(bodyWith({ login: authorOf(context).login }), context),
  );
}

/** The same for what a comment cannot ask. */
export const personJsonCommand = <S extends PersonBody, Word extends string>(
  definition: Written<S, Word> & PersonRun<S, Word>,
): Command =>
  writtenCommand(definition, ONESELF, (body, context: CommandContext) =>
    definition.run(body, withSubject(body, context)),
  );

// --- About a pod -----------------------------------------------------------------------------------------------------

const POD: readonly Relation[] = ["advocate", "maintainer"];

type PodBody = BodySchema<{ readonly pod: string }>;

/** About one pod: by its own advocate in a comment, by a maintainer as JSON. */
export function podCommand<S extends PodBody, Word extends string>(
  definition: Spoken<S, Word, "pod"> & {
    readonly run: (body: z.output<S>, context: CommandContext, pod: number) => Promise<Ending<Word>>;
    /**
     * Whether it has happened already. It is asked before the right to it: after a crash the same command may come again
     * from somebody whose right it ended.
     */
    readonly isDone?: (body: z.output<S>, context: CommandContext, pod: Pod) => Promise<boolean>;
  },
): Command {
  const { run, isDone } = definition;
  const give = async (body: z.output<S>, context: CommandContext): Promise<Ending<string>> => {
    const pod = numberOf(body.pod);
    return pod === undefined ? { outcome: "no-pod" } : run(body, context, pod);
  };
  return spokenCommand(definition, POD, give, async (bodyWith, context) => {
    const author = await context.store.find(authorOf(context));
    const pod = author && (await podOf(author, context.store));
    if (!author || !pod) return { outcome: "no-pod", person: author?.pseudonym };
    const body = bodyWith({ pod: pod.slug });
    const where = { person: author.pseudonym, pod: pod.number };
    if (relationTo(pod, author, context) === undefined && !(await isDone?.(body, context, pod)))
      return { outcome: "forbidden", ...where };
    return { ...where, ...(await run(body, context, pod.number)) };
  });
}

/** About somebody in a pod: by the pod's advocate in a comment, by a maintainer as JSON. */
export function memberCommand<S extends PersonBody, Word extends string>(
  definition: Spoken<S, Word, never> & {
    readonly run: (body: z.output<S>, context: CommandContext) => Promise<Ending<Word>>;
  },
): Command {
  const { run } = definition;
  return spokenCommand(definition, POD, run, async (bodyWith, context) => {
    const body = bodyWith({});
    const { store } = context;
    const [author, member] = await Promise.all([store.find(authorOf(context)), store.find(body)]);
    const person = author?.pseudonym;
    if (!member) return { outcome: "no-person", person };
    const pod = await podOf(member, store);
    if (relationTo(pod, author, context) === undefined) return { outcome: "forbidden", person };
    return { person, pod: pod?.number, about: member.pseudonym, ...(await run(body, context)) };
  });
}

// --- About the community ---------------------------------------------------------------------------------------------

/** About the whole community: by a maintainer, as JSON. */
export const communityCommand = <S extends BodySchema<object>, Word extends string, Context = CommandContext>(
  definition: CommunityDefinition<S, Word, Context>,
): Command<Context> => writtenCommand(definition, MAINTAINERS, definition.run);

/** The same about plans. Its work may outlast the request. */
export const planCommand = <S extends BodySchema<object>, Word extends string>(
  definition: CommunityDefinition<S, Word, PlanContext> & Pick<PlanCommand, "underWay">,
): PlanCommand => ({ ...communityCommand(definition), underWay: definition.underWay });

type CommunityDefinition<S extends BodySchema<object>, Word extends string, Context> = Written<S, Word> & {
  readonly run: (body: z.output<S>, context: Context) => Promise<Ending<Word>>;
};

const MAINTAINERS: readonly Relation[] = ["maintainer"];

// --- Questions -------------------------------------------------------------------------------------------------------

/** What anybody may ask in a comment; it changes nothing. */
export const commentQuestion = <Said extends object, Word extends string>(definition: {
  readonly word: string;
  readonly usage: string;
  readonly does: string;
  readonly words: (words: Words) => Said;
  readonly run: (said: Said, context: CommandContext) => Promise<Ending<Word>>;
  readonly outcomes: { readonly [W in Exclude<Word, CommonOutcome>]: { readonly say: Say } };
}) => question(definition, ANYBODY, definition.words, definition.run);

const ANYBODY: readonly Relation[] = ["self", "advocate", "maintainer"];

/** A command that is promised and not here yet: its word is answered politely until it has a definition of its own. */
export const laterCommand = (definition: { readonly word: string; readonly usage: string; readonly does: string }) =>
  commentQuestion({
    ...definition,
    words: () => ({}),
    run: async () => ({ outcome: "not-yet" }),
    outcomes: { "not-yet": { say: `\`/pod ${definition.word}\` is not here yet.` } },
  });

// --- Who is who ------------------------------------------------------------------------------------------------------

/** The person who wrote the comment. */
export function authorOf({ actor }: CommandContext): Subject {
  if (actor.kind !== "person") throw new Error("A comment has an author.");
  return actor.subject;
}

/** Where somebody sits; people who have paused or left sit nowhere. */
export async function podOf({ standing }: Member, store: Store): Promise<Pod | undefined> {
  return standing.state === "seated" && standing.pod !== null ? store.pod(standing.pod) : undefined;
}

function relationTo(pod: Pod | undefined, author: Member | undefined, context: CommandContext): Relation | undefined {
  const login = authorOf(context).login.toLowerCase();
  if (context.settings.maintainers.some((one) => one.toLowerCase() === login)) return "maintainer";
  return pod && author && pod.advocate === author.pseudonym ? "advocate" : undefined;
}
