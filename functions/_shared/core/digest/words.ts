/** Words of people for the digest: thanks, posts, notes of meetings, and the demos that come up. */
import type { CreditedWords, WordsKind } from "../activity.ts";
import { titleById } from "../meetings.ts";
import type { Pseudonym } from "../member.ts";
import { numberOf } from "../pod-names.ts";
import type { ComingDemo } from "./announce.ts";
import type { Lookups } from "./lookups.ts";
import { cap, type Digest, type Held, LIST_MAX, type Said, WORDS_PER_WEEK_MAX } from "./model.ts";
import { safeUrl } from "./url.ts";

/** In the order in which they were said. `coming` are the demos to announce. */
export function wordsOf(
  words: readonly CreditedWords[],
  coming: readonly ComingDemo[],
  look: Lookups,
): Pick<Digest, "kudos" | "news" | "demos" | "notes"> {
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
  const demos = fair(coming).flatMap((activity) =>
    said(activity).map((one) => ({ ...one, at: activity.at, ...(activity.waits && { waits: activity.waits }) })),
  );
  const notes = of("notes").flatMap((activity) => {
    const link = safeUrl(activity.link);
    const { held } = activity;
    return link === null || !held ? [] : said(activity).map((one) => ({ ...one, ...meetingHeld(held, look), link }));
  });
  return {
    ...(kudos.length > 0 && { kudos: cap(kudos, LIST_MAX.words) }),
    ...(news.length > 0 && { news: cap(news, LIST_MAX.words) }),
    ...(demos.length > 0 && { demos: cap(demos, LIST_MAX.words) }),
    ...(notes.length > 0 && { notes: cap(notes, LIST_MAX.words) }),
  };
}

function meetingHeld({ of, at }: NonNullable<CreditedWords["held"]>, look: Lookups): Held {
  const number = numberOf(of);
  const pod = number === undefined ? null : look.pod(number);
  return { at, pod, title: pod ? pod.name : titleById(of) };
}

/** As many as the list has room for, so that nobody's words push out those of others; in their order, the others last. */
function fair<One extends CreditedWords>(words: readonly One[]): One[] {
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
