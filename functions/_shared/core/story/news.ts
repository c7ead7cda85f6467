/** Notes of the meetings that were held; posts that somebody put here; then those in the feeds of the settings. */

import { weekdayInWords } from "../digest/dates.ts";
import type { Entry, Section } from "../digest/lines.ts";
import type { DigestView, FeedNews } from "../digest/model.ts";
import type { Places } from "../digest/places.ts";
import * as say from "../messages/digest.ts";
import { beyond, grouped, linked, listed, listedUpTo, named, podSpan } from "./spans.ts";

export function news(view: DigestView, places: Places): Section[] {
  const posts = (view.news?.items ?? []).map(
    ({ person, item, link }): Entry => ({
      line: [linked(item.title, link), say.by, named(person)],
      faces: [person],
    }),
  );
  const entries = [...notes(view, places), ...posts, ...(view.feeds ?? []).map(fromFeed)];
  if (entries.length === 0) return [];
  return [{ id: "news", title: "News", entries, ...beyond(view.news?.more ?? 0, places.words("news")), empty: [] }];
}

/** A line for each meeting. */
function notes({ notes }: DigestView, places: Places): Entry[] {
  if (!notes) return [];
  const { more } = notes;
  const items = notes.items.flatMap(({ link, ...one }) => (link === null ? [] : { ...one, link }));
  const meetings = grouped(items, ({ pod, title, at }) => `${pod?.slug ?? title}/${at}`);
  const entries = meetings.map((links): Entry => {
    const [{ pod, title, at }] = links;
    const day = weekdayInWords(at, places.zone);
    const who = pod ? [podSpan(pod, places), say.metOn(day)] : [{ strong: title }, say.heldOn(day)];
    const hosts = links.map(({ link }) => new URL(link).host);
    const text = (host: string, at: number) =>
      say.notesOn(host, hosts.slice(0, at).filter((one) => one === host).length);
    const texts = links.length === 1 ? [say.notes] : hosts.map(text);
    return { line: [...who, ...listed(links.map(({ link }, at) => [linked(texts[at]!, link)])), "."] };
  });
  return more > 0 ? [...entries, { line: [linked(say.moreNotes(more), places.words("notes"))] }] : entries;
}

/** `Watertight: A hull of oak, Tar or pitch? and 2 more`, where the rest is a link to the feed's page. */
const fromFeed = ({ title, link, posts }: FeedNews): Entry => ({
  line: [
    link === null ? { strong: title } : { link, text: title, strong: true },
    ": ",
    ...listedUpTo(posts, link, (post) => [linked(post.title, post.link)]),
  ],
});
