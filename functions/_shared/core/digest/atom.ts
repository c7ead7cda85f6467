/** The digests as an Atom feed (RFC 4287). Ids never change; `updated` changes only when a digest is corrected. */
import { feedTitle, footnote } from "../messages/digest.ts";
import type { Settings } from "../settings.ts";
import type { Week } from "../week.ts";
import { momentInWords } from "./dates.ts";
import type { Section } from "./lines.ts";
import { bodyOf, type Medium } from "./medium.ts";
import type { Story } from "./story.ts";

export interface AtomEntry {
  readonly week: Week;
  readonly story: Story;
  /** ms */
  readonly publishedAt: number;
  /** ms */
  readonly updatedAt: number;
}

/** Characters that XML 1.0 forbids even when escaped, and unpaired surrogates. */
const UNFIT = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu;

const safe = (text: string): string =>
  text
    .replace(UNFIT, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");

const HTML: Medium = {
  text: safe,
  strong: (markup) => `<b>${markup}</b>`,
  link: (markup, url) => `<a href="${safe(url)}">${markup}</a>`,
  time: (at, zone) => `<time datetime="${new Date(at).toISOString()}">${safe(momentInWords(at, zone))}</time>`,
};

/** `entries` newest first; `organisation` is what it was called when the first digest was published. */
export function renderAtom(settings: Settings, entries: readonly AtomEntry[], organisation?: string): string {
  const id = idOf(settings, organisation);
  const self = `${settings.publicUrl}/weekly-digest/feed.atom`;
  const updated = Math.max(0, ...entries.map(({ updatedAt }) => updatedAt));
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<id>${id}</id>
<title>${safe(feedTitle(settings.community))}</title>
<updated>${dated(updated)}</updated>
<author><name>${safe(settings.community)}</name></author>
<link rel="self" type="application/atom+xml" href="${safe(self)}"/>
<link rel="alternate" type="text/html" href="${safe(`${settings.publicUrl}/weekly-digest/`)}"/>
${entries.map((entry) => renderEntry(entry, id)).join("")}</feed>
`;
}

const renderEntry = ({ week, story, publishedAt, updatedAt }: AtomEntry, feed: string): string => `<entry>
<id>${feed}/${week}</id>
<title>${safe(story.headline)}</title>
<published>${dated(publishedAt)}</published>
<updated>${dated(updatedAt)}</updated>
<link rel="alternate" type="text/html" href="${safe(story.url)}"/>
<summary>${safe(story.lead)}</summary>
<content type="html">${safe(storyHtml(story))}</content>
</entry>
`;

/** A digest as plain HTML: feed readers do not have our style sheet. */
const storyHtml = ({ when, lead, sections, url }: Story): string =>
  [
    `<p>${safe(when)}</p>`,
    `<p>${safe(lead)}</p>`,
    ...sections.map((section) => sectionHtml(section, url)),
    `<p><small>${safe(footnote)}</small></p>`,
  ].join("\n");

function sectionHtml(section: Section, url: string): string {
  const { list, words } = bodyOf(section, HTML, url);
  const items = list.length === 0 ? [] : [`<ul>${list.map((line) => `<li>${line}</li>`).join("\n")}</ul>`];
  return [`<h2>${safe(section.title)}</h2>`, ...items, ...words.map((text) => `<p>${text}</p>`)].join("\n");
}

/**
 * A tag URI (RFC 4151). Its authority is the GitHub pages that the organisation had at first, so ids survive a change of our
 * address and of its name.
 */
const idOf = (settings: Settings, organisation = settings.organisation): string =>
  `tag:${organisation.toLowerCase()}.github.io,2026:pods/${settings.id}`;

const dated = (at: number): string => new Date(at).toISOString();
