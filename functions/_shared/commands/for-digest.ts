/** What people say for the weekly digest: it is recorded in the week in which they said it, like work that GitHub tells of. */
import type { Activity } from "../core/activity.ts";
import { daysInWords } from "../core/digest/dates.ts";
import { isNamed } from "../core/maintainers.ts";
import { type Member, takesPart } from "../core/member.ts";
import type { AnswerModel } from "../core/messages/github-parts.ts";
import type { Subject } from "../core/ports.ts";
import { spokenAt, textPlaceOf } from "../core/spoken.ts";
import { type CommandAnswer, numbersOf } from "../core/thread.ts";
import { daysOf, type Week, weekOf } from "../core/week.ts";
import type { Suits } from "./define.ts";
import { isMade, type PersonContext, rightsOf } from "./kinds.ts";
import { dated, type Outcome } from "./outcome.ts";

/** Titles, and what people are thanked for. */
export const WORDS_LENGTH_MAX = 120;

type Refusal = "stranger" | "private";

export const DIGEST_REFUSED = {
  stranger: {
    error: "forbidden",
    say: dated(
      (day) =>
        `The weekly digest takes this from people who take part, and on ${day} I did not know you as one of them. \`/pod join\` takes a seat, \`/pod independent\` works without one.`,
    ),
    detail: ({ login }) => `${login} does not take part yet, and no work of theirs was merged.`,
  },
  private: {
    error: "conflict",
    say: "This repository is private and the weekly digest is public, so nothing was noted. Say it in a public repository.",
    detail: "The repository is private, and the weekly digest is public.",
  },
} as const satisfies Readonly<Record<Refusal, Outcome<{ readonly login: string }>>>;

/** Why somebody may say nothing for the digest here. Anybody can write a comment, and the digest is no place for spam. */
function refusalOf(author: Member | undefined, context: PersonContext): Refusal | undefined {
  const { actor, settings, subject, place } = context;
  const isMaintainer =
    actor.kind === "person" ? rightsOf(context) === "maintainer" : isNamed(subject, settings.maintainers);
  const isKnown = isMaintainer || place?.isContributor || (author !== undefined && takesPart(author));
  if (!isKnown) return "stranger";
  return place?.isPrivate ? "private" : undefined;
}

/** The same, for somebody whose words were not taken before. */
export async function digestRefusal(author: Member | undefined, context: PersonContext): Promise<Refusal | undefined> {
  const refusal = refusalOf(author, context);
  return refusal && !(await isMade(context)) ? refusal : undefined;
}

export const suitsDigest: Suits = ({ member, context }) => refusalOf(member, context) === undefined;

interface DigestWords extends Pick<Activity, "title" | "link" | "by"> {
  readonly kind: "kudos" | "news" | "demo";
  readonly key: string;
  /** Who is thanked, or who says it. */
  readonly person: Subject;
}

/** Records them and returns their week. */
export async function noteForDigest({ kind, key, ...words }: DigestWords, context: PersonContext): Promise<Week> {
  const { store, settings, place } = context;
  const operation = context.operation();
  const at = spokenAt(operation);
  const week = weekOf(at, settings.digest.timezone);
  const { repository = null, number } = place ? numbersOf(place.thread) : {};
  const activity = { ...words, kind, key: `${kind}:${key}`, at, week, repository, subject: "words" } as const;
  await store.record(
    { activity: { ...activity, ...(number !== undefined && { number }), ...(place?.url && { url: place.url }) } },
    operation,
  );
  return week;
}

/** Names the place of the words: an edit of them replaces them. */
export function wordsKey({ place, operation }: PersonContext): string {
  const { said = "" } = operation();
  return place ? `${place.thread}/${textPlaceOf(said)}` : said;
}

/** Behind what was noted; `detail` of the answer is its week. */
export const notedText = ({ detail = "" }: CommandAnswer, { settings }: AnswerModel): string => {
  const { from, to } = daysOf(detail, settings.digest.timezone);
  return `noted for the weekly digest of ${daysInWords(from, to)}`;
};
