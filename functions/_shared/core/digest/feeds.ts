/** What is new in the feeds of the settings: each post once, whoever else tells it. */
import type { CreditedActivity } from "../activity.ts";
import { oneLine } from "../people-text.ts";
import type { Week } from "../week.ts";
import { NAME_LENGTH_MAX, TITLE_LENGTH_MAX } from "./lookups.ts";
import { cap, type Digest, type FeedNews, WORDS_PER_WEEK_MAX } from "./model.ts";
import { byTime } from "./tally.ts";
import { safeUrl, sameAddress } from "./url.ts";

type Post = CreditedActivity & Required<Pick<CreditedActivity, "feed" | "link">>;

/** An address can be taken away with the name in it. */
const isPost = (one: CreditedActivity): one is Post =>
  one.kind === "posted" && one.feed !== undefined && safeUrl(one.link) !== null;

/** A line for each feed, in the order of their first posts. Posts that a person or an earlier digest told are left out. */
export function feedNews(
  activities: readonly CreditedActivity[],
  words: Pick<Digest, "news">,
  previous: ReadonlyMap<Week, Digest>,
): FeedNews[] {
  const told = new Set([words, ...previous.values()].flatMap(linksIn));
  const feeds = new Map<string, Post[]>();
  for (const one of activities.filter(isPost).sort(byTime)) {
    const address = sameAddress(one.link);
    if (told.has(address)) continue;
    told.add(address);
    feeds.set(one.feed.of, [...(feeds.get(one.feed.of) ?? []), one]);
  }
  return [...feeds.values()].map((posts) => ({
    title: oneLine(posts[0]?.feed.title ?? "", NAME_LENGTH_MAX),
    link: safeUrl(posts[0]?.feed.link),
    posts: cap(
      posts.map(({ title = "", link }) => ({ title: oneLine(title, TITLE_LENGTH_MAX), link: safeUrl(link) })),
      WORDS_PER_WEEK_MAX,
    ),
  }));
}

const linksIn = ({ news, feeds = [] }: Pick<Digest, "news" | "feeds">): string[] =>
  [...(news?.items ?? []), ...feeds.flatMap(({ posts }) => posts.items)].flatMap(({ link }) =>
    link === null ? [] : sameAddress(link),
  );
