/** Tells people what becomes of their own request, in the thread where they made it: all that waits to be told there at once. */
import { Login, type Member, type Pseudonym } from "#shared/core/member.ts";
import { type Gathered, noticesIn, type OfferNotice, type SeatNotice } from "#shared/core/notice-errands.ts";
import type { Claim } from "#shared/core/outbox.ts";
import { byNumber, type Pod } from "#shared/core/pod.ts";
import { comment, isOldNews, MENTIONS_MAX, madeBefore, OLD_NEWS, type Part } from "./notice-comment.ts";
import { type GitHubContext, locked, placeOf } from "./place.ts";
import { type Result, SILENT } from "./results.ts";

/** Something to tell somebody, whose login may follow an @. */
export interface Told<Notice> {
  readonly notice: Notice;
  readonly member: Member;
  readonly pod: Pod;
}

interface Telling<Notice> {
  readonly holds: (told: Told<Notice>) => boolean;
  readonly text: (told: readonly Told<Notice>[]) => string;
  /** Comes right before a comment about these people is made. */
  readonly begin?: (told: readonly Told<Notice>[]) => Promise<void>;
}

/** Nothing is said that holds no longer, and nothing to people who have been forgotten. */
export async function tellWhereTheyAsked<Notice extends SeatNotice | OfferNotice>(
  claim: Claim,
  first: Gathered<Notice>,
  context: GitHubContext,
  telling: Telling<Notice>,
): Promise<Result> {
  const { store, github, now } = context;
  const all = noticesIn<Notice>(first);
  const news = all.filter(({ at }) => !isOldNews({ since: at }, now));
  if (news.length === 0) return OLD_NEWS;
  const [members, pods] = await Promise.all([
    store.members(news.map(({ person }) => person)),
    store.podsNumbered(news.map(({ pod }) => pod)),
  ]);
  const numbered = byNumber(pods);
  const tell = (notice: Notice): Told<Notice>[] => {
    if (isOldNews({ since: notice.at }, now)) return [];
    const [member, pod] = [members.get(notice.person), numbered.get(notice.pod)];
    if (!member || !pod || !Login.safeParse(member.profile.login).success) return [];
    const one = { notice, member, pod };
    return telling.holds(one) ? [one] : [];
  };
  // A later try makes the same comments, whatever holds no longer by then.
  const parts = inParts(all).map((some) => partOf(some.flatMap(tell), telling));
  if (!parts.some((part) => part)) return SILENT;
  const place = await placeOf(first.thread, store);
  if (!place) return { state: "dead", detail: `the repository of ${first.thread} is unknown` };
  if ((await github.thread(place)).locked) return locked(`${place.repository}#${place.number}`);
  const mayBeMade = claim.previousState === "posting" || claim.attempts > 0;
  const made = mayBeMade ? await madeBefore(claim, place, context) : [];
  return comment(claim, place, parts, made, context, new Set(all.map(({ person }) => person)));
}

const inParts = <One>(all: readonly One[]): One[][] =>
  Array.from({ length: Math.ceil(all.length / MENTIONS_MAX) }, (_, n) =>
    all.slice(n * MENTIONS_MAX, (n + 1) * MENTIONS_MAX),
  );

const partOf = <Notice extends { readonly person: Pseudonym }>(
  told: readonly Told<Notice>[],
  { text, begin = async () => {} }: Telling<Notice>,
): Part =>
  told.length > 0
    ? { text: text(told), people: told.map(({ notice }) => notice.person), begin: () => begin(told) }
    : undefined;

/** A line for each person, in a list if they are several. */
export const linesFor = <One extends Pick<Told<unknown>, "member">>(
  told: readonly One[],
  line: (one: One) => string,
): string => told.map((one) => `${told.length > 1 ? "- " : ""}@${one.member.profile.login}: ${line(one)}`).join("\n");
