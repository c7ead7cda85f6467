/** Words of people for the digest: thanks, posts, and demos for the next meeting. */
import type { CreditedWords, WordsKind } from "../activity.ts";
import type { Pseudonym } from "../member.ts";
import type { Lookups } from "./lookups.ts";
import { cap, type Digest, LIST_MAX, type Said, WORDS_PER_WEEK_MAX } from "./model.ts";
import { safeUrl } from "./url.ts";

/** In the order in which they were said. */
export function wordsOf(words: readonly CreditedWords[], look: Lookups): Pick<Digest, "kudos" | "news" | "demos"> {
  const said = (activity: CreditedWords): Said<Pseudonym>[] =>
    activity.person === null ? [] : [{ person: activity.person, item: look.item(activity) }];
  const of = (kind: WordsKind) => fair(words.filter((one) => one.kind === kind));
  const kudos = of("kudos").flatMap((activity) =>
    said(activity).map(({ person, item: { by: _, ...item } }) => {
      const { by: from } = activity;
      return from === undefined ? { person, item } : { person, from, item: { ...item, by: from } };
    }),
  );
  const news = onceEach(of("news")).flatMap((activity) =>
    said(activity).map((one) => ({ ...one, link: safeUrl(activity.link) })),
  );
  const demos = of("demo").flatMap(said);
  return {
    ...(kudos.length > 0 && { kudos: cap(kudos, LIST_MAX.words) }),
    ...(news.length > 0 && { news: cap(news, LIST_MAX.words) }),
    ...(demos.length > 0 && { demos: cap(demos, LIST_MAX.words) }),
  };
}

/** As many as the list has room for, so that nobody's words push out those of others; in their order, the others last. */
function fair(words: readonly CreditedWords[]): CreditedWords[] {
  const counts = new Map<Pseudonym | null, number>();
  const ranked = words.flatMap((one) => {
    const author = one.by ?? one.person;
    const rank = counts.get(author) ?? 0;
    counts.set(author, rank + 1);
    return rank < WORDS_PER_WEEK_MAX ? [{ one, rank }] : [];
  });
  const shown = new Set([...ranked].sort((a, b) => a.rank - b.rank).slice(0, LIST_MAX.words));
  return [...ranked.filter((one) => shown.has(one)), ...ranked.filter((one) => !shown.has(one))].map(({ one }) => one);
}

/** Those with an address, which can be taken away with the name in it; of several people's posts the first with it. */
const onceEach = (posts: readonly CreditedWords[]): CreditedWords[] =>
  posts.filter(({ link }, index) => link !== undefined && posts.findIndex((other) => other.link === link) === index);
