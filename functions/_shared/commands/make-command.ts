/** Makes a command from its definition: how JSON and comments give it, and its sentences. */
import type * as z from "zod";
import { isClosedPod } from "../core/closed-pod.ts";
import { PodsError } from "../core/errors.ts";
import { commentResult, jsonAnswer, sentenceOf } from "./answers.ts";
import type {
  BaseContext,
  BodySchema,
  Command,
  CommentDefinition,
  CommentForm,
  JsonDefinition,
  JsonForm,
  Relation,
  Suits,
} from "./define.ts";
import type { Ending, JsonOutcome, Outcome, Saying } from "./outcome.ts";
import { isUnread, UNREAD, type UnreadOutcome } from "./unusable.ts";
import { LostArea, NotAlone, Private, Unusable, unusable, type Words, withoutBrackets } from "./words.ts";

type Give<S extends BodySchema<object>, Context> = (body: z.output<S>, context: Context) => Promise<Ending<string>>;

/** A command that only JSON can give. */
export function jsonCommand<S extends BodySchema<object>, Word extends string, Context>(
  definition: JsonDefinition<S, Word>,
  may: readonly Relation[],
  give: Give<S, Context>,
): Command<Context> {
  const { word, does, outcomes } = definition;
  return {
    word,
    does,
    may,
    json: jsonForm(definition, outcomes, give),
    comment: undefined,
    outcomes: Object.keys(outcomes),
    sentence: () => {
      throw new Error(`No comment can give the command "${word}".`);
    },
  };
}

/** Runs a command that a comment gave. `bodyWith` adds the fields that the words leave out; it throws `Unusable`. */
type GiveFromComment<S extends BodySchema<object>, Context> = (
  bodyWith: (fields: object) => z.output<S>,
  context: Context,
) => Promise<Ending<string>>;

interface CommentRights {
  readonly may: readonly Relation[];
  readonly suits: Suits;
}

/** A command that JSON and comments can give. */
export function commentCommand<
  S extends BodySchema<object>,
  Word extends string,
  Filled extends string,
  Context extends BaseContext,
>(
  definition: CommentDefinition<S, Word, Filled>,
  rights: CommentRights,
  give: Give<S, Context>,
  giveFromComment: GiveFromComment<S, Context>,
): Command<Context> {
  const { word, outcomes } = definition;
  const fromComment = question(definition, rights, definition.words, async (said, context: Context) =>
    giveFromComment((fields) => parsed(definition.body(), { ...fields, ...said, do: word }), context),
  );
  return { ...fromComment, json: jsonForm(definition, outcomes, give) };
}

/** A command that only a comment can give. */
export function question<Said extends object, Context extends BaseContext>(
  { word, usage: behind, does, outcomes, hint, endsPart = false }: QuestionParts,
  { may, suits }: CommentRights,
  read: (words: Words) => Said,
  give: (said: Said, context: Context) => Promise<Ending<string>>,
): Command<Context> & { readonly comment: CommentForm<Context> } {
  const usage = `/pod ${word} ${behind}`.trim();
  const readWords = (words: Words) => read({ ...words, parts: withoutBrackets(words.parts, behind) });
  return {
    word,
    does,
    may,
    json: undefined,
    comment: {
      usage,
      suits,
      endsPart,
      read: readWords,
      give: async (words, context) => {
        let said: Said | undefined;
        try {
          said = readWords(words);
          return commentResult(word, await give(said, context), outcomes);
        } catch (error) {
          return commentResult(word, await unusableEnding(error, said, context), outcomes);
        }
      },
    },
    outcomes: Object.keys(outcomes),
    sentence: (answer, model) => {
      const { outcome } = answer;
      return isUnread(outcome) ? UNREAD[outcome](answer, model, { usage, hint }) : sentenceOf(outcomes, answer, model);
    },
  };
}

/** The parts of a definition that `question` uses. */
interface QuestionParts
  extends Pick<CommentDefinition<BodySchema<object>, string, never>, "word" | "usage" | "does" | "hint" | "endsPart"> {
  readonly outcomes: Readonly<Record<string, Saying>>;
}

type JsonParts<S extends BodySchema<object>> = Pick<JsonDefinition<S, string>, "body" | "word" | "example" | "does"> &
  Pick<CommentDefinition<S, string, never>, "bodyDoes">;

function jsonForm<S extends BodySchema<object>, Context>(
  { body: schema, word, example, does, bodyDoes = does }: JsonParts<S>,
  outcomes: Readonly<Record<string, Outcome<z.output<S>> | JsonOutcome<z.output<S>>>>,
  give: Give<S, Context>,
): JsonForm<Context> {
  return {
    example: { do: word, ...example },
    does: bodyDoes,
    body: () =>
      schema().transform((body: z.output<S>) => ({
        body,
        run: (context: Context) => give(body, context),
        answer: (ending: Ending<string>) => jsonAnswer(body, outcomes, ending),
      })),
  };
}

/** Checks a comment's words with the schema of the JSON body. Throws `Unusable` with the part that does not fit. */
function parsed<S extends BodySchema<object>>(schema: S, input: object): z.output<S> {
  const result = schema.safeParse(input);
  return result.success ? result.data : unusable(valueAt(input, result.error.issues[0]?.path ?? []));
}

function valueAt(value: unknown, path: readonly PropertyKey[]): string {
  let found = value;
  for (const step of path) found = typeof found === "object" && found !== null ? Reflect.get(found, step) : undefined;
  return typeof found === "string" ? found : "";
}

/** The ending for words that could not be read, and for an area or a pod that has gone since. Throws other errors. */
async function unusableEnding(
  error: unknown,
  said: object | undefined,
  context: BaseContext,
): Promise<Ending<UnreadOutcome>> {
  const { store, actor } = context;
  const part = error instanceof Unusable ? error.part : goneIn(said, error);
  if (part === undefined) throw error;
  const person = actor.kind === "person" ? (await store.find(actor.subject))?.pseudonym : undefined;
  if (error instanceof LostArea) return { outcome: "lost-area", person, detail: part };
  if (!(error instanceof Unusable) && (await isClosedPod(part, store)))
    return { outcome: "closed-pod", person, detail: part };
  if (error instanceof NotAlone) return { outcome: "not-alone", person };
  return error instanceof Private ? { outcome: "private", person } : { outcome: "unusable", person, detail: part };
}

function goneIn(said: object | undefined, error: unknown): string | undefined {
  if (!(error instanceof PodsError) || error.code !== "invalid") return undefined;
  const [, ...path] = error.errors[0]?.pointer.split("/") ?? [];
  return valueAt(said, path);
}
