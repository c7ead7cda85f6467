/** The agenda of a meeting as a page. */
import type { Agenda } from "#shared/core/agenda.ts";
import { crumbs } from "#shared/web/crumbs.ts";
import { layout } from "#shared/web/layout.ts";
import { linkTo, podLink } from "#shared/web/links.ts";
import { html, type Markup } from "#shared/web/markup.ts";
import { calendarLinks, face } from "#shared/web/parts.ts";
import { zoneOptions } from "#shared/web/zones.ts";
import {
  type AgendaSection,
  agendaSections,
  agendaTitle,
  noMeeting,
  type Row,
  type ShownAgenda,
  type Span,
  whenInWords,
} from "./agenda-lines.ts";

interface AgendaPage extends ShownAgenda {
  /** The reader's. */
  readonly timezone?: string | undefined;
}

const pathOf = ({ settings, pod }: ShownAgenda, path: string): string =>
  pod ? podLink(settings, `${pod.slug}${path}`) : linkTo(settings, "pods", path);

export function agendaPage(page: AgendaPage): string {
  const { settings, pod, agenda } = page;
  const title = agendaTitle(page);
  return layout({
    settings,
    title,
    current: "pods",
    address: pathOf(page, "/agenda"),
    description: agenda
      ? `${agenda.next.title} of ${settings.community}: who is new, what is shown, what comes next.`
      : `The next meeting of ${pod?.name ?? settings.community}.`,
    json: pathOf(page, "/agenda.json"),
    body: html`<div class="wrap narrow">${crumbs(settings, html`${pod && html`<a href="${podLink(settings, pod.slug)}"><bdi>${pod.name}</bdi></a> / `}Agenda`)}
<div class="title"><h1>${agenda ? html`<bdi>${agenda.next.title}</bdi>` : title}</h1></div>
<div class="stack">${agenda ? html`${when(page, agenda)}${agendaSections(agenda, settings).map(section)}` : html`<section class="panel"><p>${line(noMeeting(page))}</p></section>`}
<p class="hint"><a href="${pathOf(page, "/agenda.md")}">As Markdown</a>, to take notes in. ${calendarLinks(pathOf(page, "/calendar.ics"))}</p></div></div>`,
  });
}

function when(page: AgendaPage, { next: { at, meeting } }: Agenda): Markup {
  const { timezone } = page;
  return html`<section class="panel"><h2>When and where</h2><p class="big"><time datetime="${new Date(at).toISOString()}">${whenInWords(at, meeting.timezone)}</time></p>
<p>${timezone !== undefined && html`For you ${whenInWords(at, timezone)}. `}Every week${meeting.link === undefined ? "; no link to the call is set." : html`, <a href="${meeting.link}">video call</a>.`}</p>
<form class="gap" action="${pathOf(page, "/agenda")}"><div class="field"><label for="zone">In my time zone</label><select id="zone" name="timezone">${zoneOptions(timezone, "as it is")}</select></div><button class="button quiet">Show</button></form></section>`;
}

const section = ({ title, rows, note }: AgendaSection): Markup =>
  html`<section class="panel"><h2>${title}</h2>${rows.length > 0 && html`<ul class="rows">${rows.map(row)}</ul>`}${note.length > 0 && html`<p class="hint${rows.length > 0 && " gap"}">${line(note)}</p>`}</section>`;

const row = ({ face: one, line: spans, small }: Row): Markup =>
  html`<li>${one && face(one, { size: "m" })}<span class="text">${line(spans)}${small !== undefined && html`<small><bdi>${small}</bdi></small>`}</span></li>`;

const line = (spans: readonly Span[]): Markup[] =>
  spans.map((span) => {
    if (typeof span === "string") return html`${span}`;
    if ("code" in span) return html`<code>${span.code}</code>`;
    const text = html`<bdi>${span.text}</bdi>`;
    return span.link === null ? text : html`<a href="${span.link}">${text}</a>`;
  });
