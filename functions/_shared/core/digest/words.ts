/** What people said for the digest: thanks, posts, and what they will show at the next meeting. */
import type { CreditedWords, WordsKind } from "../activity.ts";
import type { Pseudonym } from "../member.ts";
import type { Lookups } from "./lookups.ts";
import { cap, type Digest, LIST_MAX, type Said } from "./model.ts";
import { safeUrl } from "./url.ts";

/** In the order in which they were said. */
export function wordsOf(words: readonly CreditedWords[], look: Lookups): Pick<Digest, "kudos" | "news" | "demos"> {
  const said = (activity: CreditedWords): Said<Pseudonym>[] =>
    activity.person === null ? [] : [{ person: activity.person, item: look.item(activity) }];
  const of = (kind: WordsKind) => words.filter((one) => one.kind === kind);
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

/** Those with an address, which can be taken away with the name in it; of several people's posts the first with it. */
const onceEach = (posts: readonly CreditedWords[]): CreditedWords[] =>
  posts.filter(({ link }, index) => link !== undefined && posts.findIndex((other) => other.link === link) === index);
