/** Commands in comments: runs a line that begins with `/pod`, and writes its answer when the comment is sent. */
import { WORDS_KINDS } from "../core/activity.ts";
import { COMMAND_LENGTH_MAX, LINES_MAX } from "../core/github/command-lines.ts";
import type { Commands, Withdrawal } from "../core/github/commands-in.ts";
import { lostAreas } from "../core/lost-areas.ts";
import type { Identity, Member } from "../core/member.ts";
import type { AnswerModel } from "../core/messages/github-parts.ts";
import { loginsIn } from "../core/names-in-text.ts";
import { oneLine } from "../core/people-text.ts";
import { areaIn } from "../core/places.ts";
import type { Pod } from "../core/pod.ts";
import { slugOf } from "../core/pod-names.ts";
import { COMMANDS_MAX, type Recorder } from "../core/ports.ts";
import { bestOf, joinerOf, listsOf } from "../core/seating.ts";
import type { CommandAnswer } from "../core/thread.ts";
import { slowDown, tooLong, tooMany } from "./beyond-limits.ts";
import { COMMENT_COMMANDS, type CommentCommand, help, unknown } from "./comment-commands.ts";
import type { CommandContext, CommentResult } from "./define.ts";
import { authorOf } from "./kinds.ts";
import type { UnreadOutcome } from "./unusable.ts";
import { Unusable, type Words, withoutEnd } from "./words.ts";

const QUOTE_LENGTH_MAX = 40;

/** Of as many limited commands at once the last is told to slow down, so that no more of them need be read. */
export const COMMANDS_PER_TEXT_MAX = COMMANDS_MAX.perMinute + 1;

/** A line with a command. */
interface Line {
  readonly line: string;
  /** Its place among the lines with commands, from 0. */
  readonly place: number;
}

/**
 * The lines of a text whose commands did not stand in the text that it was edited from, or stood there less often. A line
 * that still asks for the same is no new one, nor is one that cannot be read any more.
 */
export async function newLines(
  { lines, before, at }: Pick<Commands, "lines" | "before" | "at">,
  { settings, store }: Pick<CommandContext, "settings" | "store">,
): Promise<Line[]> {
  const all = lines.map((line, place) => ({ line, place }));
  const news = before.length === 0 ? all : notIn(before, all, { settings, at, pods: await store.pods() });
  return [
    ...withinLimit(news.filter(({ place }) => place < LINES_MAX)),
    ...news.filter(({ place }) => place >= LINES_MAX),
  ];
}

/** Each line of before accounts for one line of now. */
function notIn(before: readonly string[], now: readonly Line[], surroundings: Omit<Words, "parts">): Line[] {
  const left = before.map((line) => ({ line, ...meaningOf(line, surroundings) }));
  const stood = (isIt: (was: (typeof left)[number]) => boolean): boolean => {
    const at = left.findIndex(isIt);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  };
  const meant = now.map((line) => ({ line, ...meaningOf(line.line, surroundings) }));
  return meant
    .filter(({ asks }) => asks === undefined || !stood((was) => was.asks === asks))
    .filter(({ line: { line }, word, asks }) => {
      if (asks !== undefined) return true;
      return !stood((was) => was.line === line) && !stood((was) => was.asks !== undefined && was.word === word);
    })
    .map(({ line }) => line);
}

/** Names what a line says for the digest, among the lines of its text; `undefined` for a line that says nothing for it. */
export function nameOfWords(
  line: string,
  { source, at }: Pick<Commands, "source" | "at">,
  { settings }: Pick<CommandContext, "settings">,
): string | undefined {
  // Other words may depend on when they were said, and a deletion does not tell that.
  if (!WORDS_KINDS.some((kind) => kind === read(line).command.word)) return undefined;
  const { asks } = meaningOf(line, { settings, at });
  return asks === undefined ? undefined : `${source.kind}:${source.id}/${asks}`;
}

/** Takes back what a text no longer says for the digest. Returns whether anything changed by that. */
export async function takeBack(
  text: Withdrawal,
  { store, settings, at }: Pick<CommandContext, "settings"> & { readonly store: Recorder; readonly at: number },
): Promise<boolean> {
  const namesOf = (lines: readonly string[]) => lines.flatMap((line) => nameOfWords(line, text, { settings }) ?? []);
  const now = namesOf(text.lines);
  let isChanged = false;
  for (const line of namesOf(text.before).filter((name) => !now.includes(name))) {
    const outcome = await store.record({ retracted: { line, at: text.at } }, { id: "", at });
    isChanged ||= outcome === "recorded";
  }
  return isChanged;
}

/** Whether a line's command counts towards the limit: leaving and opting out always work. */
export const isLimited = (line: string): boolean => !read(line).command.comment.endsPart;

function withinLimit(lines: readonly Line[]): readonly Line[] {
  const last = lines.filter(({ line }) => isLimited(line))[COMMANDS_PER_TEXT_MAX - 1];
  return last === undefined ? lines : lines.filter(({ line, place }) => place <= last.place || !isLimited(line));
}

/** The word of a line's command, and what the line asks for; `undefined` if that cannot be read. */
function meaningOf(line: string, surroundings: Omit<Words, "parts">): { word: string; asks: string | undefined } {
  const { command, parts } = read(line);
  const { word } = command;
  try {
    return {
      word,
      asks: JSON.stringify([word, Object.entries(command.comment.read({ ...surroundings, parts })).sort()]),
    };
  } catch (error) {
    if (error instanceof Unusable) return { word, asks: undefined };
    throw error;
  }
}

/** A line, which comes without `/pod`, as a command and the words behind it. */
function read(line: string): { command: CommentCommand; parts: readonly string[] } {
  if (`/pod ${line}`.length > COMMAND_LENGTH_MAX) return { command: tooLong, parts: [line] };
  const [first = help.word, ...parts] = line.split(" ").filter((part) => part !== "");
  const said = (parts.length === 0 ? withoutEnd(first) : first).toLowerCase();
  const command = COMMENT_COMMANDS.find(({ word }) => word === said);
  return command ? { command, parts } : { command: unknown, parts: [oneLine(first, QUOTE_LENGTH_MAX)] };
}

/** Runs the command of a line that was written `at` a time. Never throws for words it cannot read: they get an answer. */
export async function giveComment(line: string, at: number, context: CommandContext): Promise<CommentResult> {
  const { command, parts } = read(line);
  const words = { parts, settings: context.settings, at };
  const result = await command.comment.give(words, context);
  // Most comments name no pod that was renamed, so the names are read only for words that are nothing else.
  const again = result.outcome === "unusable" || isGone(result);
  const last = again ? await giveAgain(command, words, context) : result;
  return withoutNames(last, line, context);
}

async function giveAgain({ comment }: CommentCommand, words: Words, context: CommandContext): Promise<CommentResult> {
  const { store } = context;
  const pods = await store.pods();
  const author = await store.find(authorOf(context));
  const given = await comment.give({ ...words, pods, lost: await lostAreas(pods, store) }, context);
  const result = (await offeredBefore(given, author, pods, context)) ?? given;
  if (!isGone(result)) return result;
  const open = bestOf(joinerOf({}, author?.profile, []), pods).map(({ pod }) => pod.number);
  return { ...result, pods: open, ...(author?.standing.state === "waiting" && { wishes: listsOf(author.profile) }) };
}

/** Nobody remembers the name of a pod that was renamed and closed: but the words were those of an offer. */
async function offeredBefore(
  result: CommentResult,
  author: Member | undefined,
  pods: readonly Pod[],
  { store, settings }: CommandContext,
): Promise<CommentResult | undefined> {
  const isOther = result.command !== "accept" || result.outcome !== "unusable";
  if (isOther || !author || areaIn(result.detail ?? "", settings) !== undefined) return undefined;
  const living = new Set(pods.map(({ number }) => number));
  const closed = (await store.podsOffered(author)).findLast((number) => !living.has(number));
  return closed === undefined ? undefined : { ...result, outcome: "closed-pod", detail: slugOf(closed) };
}

/** The words name an area or a pod that is no more: the answer says what is open instead. */
const GONE: readonly string[] = ["lost-area", "closed-pod"] satisfies readonly UnreadOutcome[];
const isGone = ({ outcome }: CommentResult): boolean => GONE.includes(outcome);

const wordless = (command: CommentCommand) => (at: number, context: CommandContext) =>
  command.comment.give({ parts: [], settings: context.settings, at }, context);

/** Instead of a command beyond the limit. */
export const giveTooFast = wordless(slowDown);

/** Instead of the first command after as many as are carried out. */
export const giveTooMany = wordless(tooMany);

const QUOTING = ["unusable", "unknown"];

/** Quoted words are stored with the answer, so they must hold no name: it would outlive a "forget me". */
async function withoutNames(result: CommentResult, line: string, context: CommandContext): Promise<CommentResult> {
  if (!QUOTING.includes(result.outcome) || result.detail === undefined) return result;
  const detail = shortened(result.detail);
  const names = await namesIn(line, context);
  // A command may have read the hyphen in a name as a space.
  return { ...result, detail: names.some((name) => lettersOf(detail).includes(lettersOf(name))) ? "" : detail };
}

/** Not in the middle of what may be a login: nobody would recognise it later, to take it out. */
function shortened(text: string): string {
  const line = oneLine(text, QUOTE_LENGTH_MAX);
  return text.length > QUOTE_LENGTH_MAX ? line.replace(CUT_LOGIN, "…") : line;
}

const CUT_LOGIN = /(?<![\w-])[\w-]{1,38}…$/;

const lettersOf = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]/g, "");

/** The words of a line that are mentions, or logins of people whom we know, or who asked to be forgotten. */
async function namesIn(line: string, context: CommandContext): Promise<string[]> {
  const { store } = context;
  const author = authorOf(context).login.toLowerCase();
  const mentions = (line.match(/@[\w-]+/g) ?? []).flatMap(loginsIn);
  const words = [...new Set(loginsIn(line))].map((login) => ({ login }));
  const forgotten = await store.forgottenAmong(words);
  const isName = async (word: Identity) =>
    word.login === author || forgotten.has(word) || (await store.find(word)) !== undefined;
  const are = await Promise.all(words.map(isName));
  return [...mentions, ...words.filter((_, at) => are[at]).map(({ login }) => login)];
}

/** The command that an answer is to, without its other words; `undefined` for what is none. */
export const quoted = ({ command }: CommandAnswer): string | undefined =>
  COMMENT_COMMANDS.some(({ word }) => word === command) ? `\`/pod ${command}\`` : undefined;

/** The sentence of an answer. Throws an Error that names an unknown command or outcome. */
export function sentence(answer: CommandAnswer, model: AnswerModel): string {
  const command = [...COMMENT_COMMANDS, unknown, slowDown, tooMany, tooLong].find(
    ({ word }) => word === answer.command,
  );
  if (!command) throw new Error(`A stored answer names the command "${answer.command}", and there is none.`);
  return command.sentence(answer, model);
}
