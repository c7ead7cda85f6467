/** A week's digest. The words are the story's; the page adds faces and charts. */

import { momentInWords, weekInWords } from "#shared/core/digest/dates.ts";
import type { Entry, Line, Section, Span } from "#shared/core/digest/lines.ts";
import type { DigestView } from "#shared/core/digest/model.ts";
import type { Story } from "#shared/core/digest/story.ts";
import { andMore, footnote } from "#shared/core/messages/digest.ts";
import type { Settings } from "#shared/core/settings.ts";
import type { Week } from "#shared/core/week.ts";
import { crumbs } from "#shared/web/crumbs.ts";
import { bars } from "#shared/web/icons.ts";
import { layout } from "#shared/web/layout.ts";
import { linkTo, podLink } from "#shared/web/links.ts";
import { count, html, type Markup } from "#shared/web/markup.ts";
import { communityCalendar, face, moment } from "#shared/web/parts.ts";

interface DigestPage {
  readonly settings: Settings;
  readonly view: DigestView;
  readonly story: Story;
  /** ms */
  readonly publishedAt: number;
  /** The published weeks before and after. */
  readonly before?: Week | undefined;
  readonly after?: Week | undefined;
}

export function digestPage({ settings, view, story, publishedAt, before, after }: DigestPage): string {
  const at = (suffix: string) => linkTo(settings, "weekly-digest", `/${view.week}${suffix}`);
  return layout({
    settings,
    title: story.headline,
    current: "week",
    address: at(""),
    description: story.lead,
    json: at(".json"),
    body: html`<div class="wrap narrow"><p class="crumbs">${story.when}</p><div class="title"><h1>${story.headline}</h1></div>
<p class="lead">${story.lead}</p>${chart(story.trend)}
<div class="stack parts">${story.sections.map(section)}${glance(view, settings)}
<section class="panel"><h2>Get this every week</h2><p>In your <a href="${linkTo(settings, "weekly-digest", "/feed.atom")}">feed reader</a>, or as <a href="${at(".md")}">Markdown</a>, <a href="${at(".txt")}">text</a> or <a href="${at(".json")}">JSON</a>. <a href="${linkTo(settings, "weekly-digest", "/archive")}">All weeks</a>.<br>${communityCalendar(settings)}</p>
<p class="hint gap">${footnote} <a href="${linkTo(settings, "pods", "/privacy")}">Take my name out</a></p>
<p class="hint">Published ${moment(publishedAt)}</p></section></div>
<nav class="head" aria-label="Weeks"><span>${before !== undefined && weekLink(settings, before)}</span><span>${after !== undefined && weekLink(settings, after)}</span></nav></div>`,
  });
}

/** By its number: "next week" would be wrong for a week that is over. */
const weekLink = (settings: Settings, week: Week): Markup =>
  html`<a href="${linkTo(settings, "weekly-digest", `/${week}`)}">${weekInWords(week)}</a>`;

function chart(trend: readonly number[]): Markup | false {
  if (trend.length === 0) return false;
  const words = `People active in ${trend.length > 1 ? "each of " : ""}${count(trend.length, "week")}: ${trend.join(", ")}`;
  return html`<div class="gap">${bars(trend, words, "tall")}<p class="caption"><span>${trend.length > 1 && `${count(trend.length - 1, "week")} ago: ${trend[0]}`}</span><b>${count(trend.at(-1) ?? 0, "person", "people")}</b></p></div>`;
}

function section({ id, title, entries, more, empty, note }: Section): Markup {
  const rows = entries.length > 0 && html`<ul class="rows tight">${entries.map(row)}</ul>`;
  return html`<section id="${id}"><h2>${title}</h2>${rows}${entries.length === 0 && html`<p class="dim">${line(empty)}</p>`}
${more && html`<p class="hint gap">${more.at === null ? andMore(more.count) : html`<a href="${more.at}">${andMore(more.count)}</a>`}</p>`}${note && html`<p class="hint gap">${line(note)}</p>`}</section>`;
}

const row = (entry: Entry): Markup =>
  html`<li>${faces(entry)}${entry.tag !== undefined && html`<span class="tag open">${entry.tag}</span>`}<span class="text">${line(entry.line)}</span></li>`;

/** More would leave no room for the line, which names them. */
const FACES_MAX = 3;
const faces = ({ faces = [] }: Entry): Markup[] | false => faces.length <= FACES_MAX && faces.map((one) => face(one));

const line = (spans: Line): Markup[] => spans.map((part) => html`${span(part)}`);

function span(part: Span): Markup | string {
  if (typeof part === "string") return part;
  if ("time" in part)
    return html`<time datetime="${new Date(part.time).toISOString()}">${momentInWords(part.time, part.zone)}</time>`;
  if ("strong" in part && "link" in part) return html`<b><a href="${part.link}"><bdi>${part.text}</bdi></a></b>`;
  if ("link" in part) return html`<a href="${part.link}"><bdi>${part.text}</bdi></a>`;
  return html`<b><bdi>${part.strong}</bdi></b>`;
}

function glance({ glance: { items, more } }: DigestView, settings: Settings): Markup | false {
  if (items.length === 0) return false;
  const pods = items.map(
    ({ pod, weeks }) =>
      html`<li><a href="${podLink(settings, pod.slug)}"><bdi>${pod.name}</bdi></a>${bars(weeks, `Week by week: ${weeks.join(", ")}`)}</li>`,
  );
  return html`<section id="glance"><h2>All pods at a glance</h2><ul class="glance">${pods}</ul>${more > 0 && html`<p class="hint gap">${andMore(more)}, <a href="${linkTo(settings, "pods")}">in the directory</a></p>`}</section>`;
}

interface ArchivePage {
  readonly settings: Settings;
  /** Newest first. */
  readonly weeks: readonly { readonly week: Week; readonly when: string }[];
  /** A sentence above the list, or in its place. */
  readonly words?: string;
}

/** The published weeks. Also the page of a week that does not exist. */
export function archivePage({ settings, weeks, words }: ArchivePage): string {
  return layout({
    settings,
    title: "All weeks",
    current: "week",
    ...(words === undefined
      ? {
          address: linkTo(settings, "weekly-digest", "/archive"),
          description: `Every weekly digest of ${settings.community}.`,
        }
      : { private: true as const }),
    json: linkTo(settings, "weekly-digest", "/archive.json"),
    body: html`<div class="wrap narrow">${crumbs(settings, "All weeks")}<div class="title"><h1>All weeks</h1></div>${words !== undefined && html`<p class="lead">${words}</p>`}
<div class="stack">${
      weeks.length > 0 &&
      html`<section class="panel"><ul class="rows">${weeks.map(
        ({ week, when }) =>
          html`<li><span class="text"><a href="${linkTo(settings, "weekly-digest", `/${week}`)}">${when}</a></span><span class="end">${week}</span></li>`,
      )}</ul></section>`
    }
<p class="hint">Read them in a <a href="${linkTo(settings, "weekly-digest", "/feed.atom")}">feed reader</a>.</p></div></div>`,
  });
}
