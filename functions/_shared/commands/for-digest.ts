/** Words of people for the digest. They stand in the week in which they were said; late ones in the week under way. */
import type { Activity, WordsKind } from "../core/activity.ts";
import { daysInWords } from "../core/digest/dates.ts";
import { WORDS_PER_WEEK_MAX } from "../core/digest/model.ts";
import { isNamed } from "../core/maintainers.ts";
import { type Member, type Pseudonym, takesPart } from "../core/member.ts";
import { type AnswerModel, dayOfAnswer } from "../core/messages/github-parts.ts";
import type { NoteOutcome } from "../core/ports.ts";
import { spokenAt } from "../core/spoken.ts";
import { type CommandAnswer, numbersOf } from "../core/thread.ts";
import { addWeeks, daysOf, type Week, weekOf } from "../core/week.ts";
import type { Reader, Suits } from "./define.ts";
import { isMade, type PersonContext, rightsOf } from "./kinds.ts";
import { dated, type Ending, type Outcome } from "./outcome.ts";

/** Titles, and what people are thanked for. */
export const WORDS_LENGTH_MAX = 120;

/** Why somebody may say nothing. */
type Refusal = "stranger" | "private-repository";

/** The days of a week whose digest it is; `detail` of the answer is the week. */
const daysText = (
  { detail = "" }: Pick<CommandAnswer, "detail">,
  { settings }: Pick<AnswerModel, "settings">,
): string => {
  const { from, to } = daysOf(detail, settings.digest.timezone);
  return daysInWords(from, to);
};

export const DIGEST_REFUSED = {
  stranger: {
    error: "forbidden",
    say: dated(
      (day) =>
        `The weekly digest takes this from people who take part, and on ${day} I did not know you as one of them. \`/pod join\` takes a seat, \`/pod independent\` works without one.`,
    ),
    detail: ({ login }) => `${login} does not take part yet, and no work of theirs was merged.`,
  },
  "private-repository": {
    error: "conflict",
    say: "This repository is private and the weekly digest is public, so nothing was noted. Say it in a public repository.",
    detail: "The repository is private, and the weekly digest is public.",
  },
  already: {
    error: "conflict",
    say: dated((day) => `On ${day} this was already noted, and it is told once.`),
    detail: "This is already noted, and it is told once.",
  },
  full: {
    error: "conflict",
    say: (answer, model) =>
      `The weekly digest takes ${WORDS_PER_WEEK_MAX} of these from one person, and on ${dayOfAnswer(answer, model)} it had as many from you for ${daysText(answer, model)}, so this was not noted. Say it again in another week.`,
    detail: ({ login }, { detail }) =>
      `The digest takes ${WORDS_PER_WEEK_MAX} of these from one person, and has as many from ${login} for ${detail}.`,
  },
} as const satisfies Readonly<Record<Refusal | "already" | "full", Outcome<{ readonly login: string }>>>;

/** The person who says it, not who sends it. */
export const isMaintainer = (context: Reader["context"]): boolean =>
  context.actor.kind === "person"
    ? rightsOf(context) === "maintainer"
    : isNamed(context.subject, context.settings.maintainers);

/** Why somebody may say nothing for the digest here. Anybody can write a comment, and the digest is no place for spam. */
function refusalOf(author: Member | undefined, context: Reader["context"]): Refusal | undefined {
  const { place } = context;
  const isKnown = isMaintainer(context) || place?.isContributor || (author !== undefined && takesPart(author));
  if (!isKnown) return "stranger";
  return place?.isPrivate ? "private-repository" : undefined;
}

/** The same, for somebody whose words were not taken before. */
export async function digestRefusal(author: Member | undefined, context: PersonContext): Promise<Refusal | undefined> {
  const refusal = refusalOf(author, context);
  return refusal && !(await isMade(context)) ? refusal : undefined;
}

export const suitsDigest: Suits = ({ member, context }) => refusalOf(member, context) === undefined;

interface Words extends Pick<Activity, "title" | "link" | "held"> {
  readonly kind: WordsKind;
  readonly about: string;
  readonly thanked?: Pseudonym;
}

type Noted = Ending<Exclude<NoteOutcome, "published">>;

/** Notes words of somebody who may say them. */
export async function noteForDigest(words: Words, context: PersonContext): Promise<Noted | Ending<Refusal>> {
  const author = await context.store.find(context.subject);
  const refusal = await digestRefusal(author, context);
  return refusal ? { outcome: refusal, person: author?.pseudonym } : note(words, context);
}

/** Notes them for the digest of the week in which they were said. A week whose digest is published takes nothing more. */
export async function note(words: Words, context: PersonContext): Promise<Noted> {
  const { store, settings, place, subject, line = "" } = context;
  const { repository = null, number } = place ? numbersOf(place.thread) : {};
  const at = spokenAt(context.operation());
  const said = {
    ...words,
    at,
    author: subject,
    line,
    repository,
    ...(number !== undefined && { number }),
    ...(place?.url && { url: place.url }),
  };
  const weekOfTime = (time: number): Week => weekOf(time, settings.digest.timezone);
  let week = weekOfTime(at);
  for (let tries = 0; ; tries++, week = laterOf(addWeeks(week, 1), weekOfTime(context.operation().at))) {
    const outcome = await store.noteWords({ ...said, week }, WORDS_PER_WEEK_MAX, context.operation(tries));
    if (outcome === "published") continue;
    const person = (await store.find(subject))?.pseudonym;
    return { outcome, person, detail: week, more: { week } };
  }
}

const laterOf = (one: Week, other: Week): Week => (one > other ? one : other);

/** Behind what was noted. */
export const notedText = (answer: CommandAnswer, model: AnswerModel): string =>
  `noted for the weekly digest of ${daysText(answer, model)}`;
