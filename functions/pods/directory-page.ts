/** The directory: every pod, and where there is room. */
import { POD_SIZE } from "#shared/core/pod.ts";
import type { Settings } from "#shared/core/settings.ts";
import { cityOf, exactOffsetOf } from "#shared/core/timezone.ts";
import type { PodView } from "#shared/core/views.ts";
import { bars, hourStrip, seatGlyph } from "#shared/web/icons.ts";
import { layout } from "#shared/web/layout.ts";
import { linkTo, podLink, query } from "#shared/web/links.ts";
import { count, html, type Markup, number } from "#shared/web/markup.ts";
import { areaName, communityCalendar, meetingTime, nameOf, roomTag, seatRow } from "#shared/web/parts.ts";
import { zoneOptions } from "#shared/web/zones.ts";
import { around, aroundInWords, DAYTIME } from "./hours.ts";

/** A pod as its card shows it. */
export interface PodCard {
  readonly pod: PodView;
  /** Whole hours east of UTC of the members who gave a time zone. */
  readonly offsets: readonly number[];
  /** Activities by week, oldest first. */
  readonly pulse: readonly number[];
}

interface Filters {
  readonly q?: string | undefined;
  readonly area?: string | undefined;
  readonly open?: boolean | undefined;
  readonly timezone?: string | undefined;
}

export interface AreaRoom {
  readonly id: string;
  readonly title: string;
  readonly openSeats: number;
}

interface DirectoryPage {
  readonly settings: Settings;
  /** This page's pods; pods with room come first. */
  readonly cards: readonly PodCard[];
  readonly filters: Filters;
  /** How many pods match the filters, on all pages. */
  readonly found: number;
  /** The cursor of the next page. */
  readonly next: string | null;
  readonly totals: {
    pods: number;
    seated: number;
    independent: number;
    waiting: number;
    openToAny: number;
    openSeats: number;
  };
  readonly areas: readonly AreaRoom[];
  /** Every pod of the community, for the map; absent when there are too many for one. */
  readonly map?: readonly { readonly taken: number; readonly hasAdvocate: boolean }[] | undefined;
}

/** With more glyphs than this, a map is only a pattern. */
export const MAP_PODS_MAX = 60;

export function directoryPage(page: DirectoryPage): string {
  const { settings, filters } = page;
  return layout({
    settings,
    title: "Find your pod",
    current: "pods",
    address: linkTo(settings, "pods"),
    skip: ["found", "Skip to the pods"],
    description: `Small groups of people who look after ${settings.community} together, and where there is room for one more.`,
    json: linkTo(settings, "pods", `/directory.json${query({ ...asQuery(filters) })}`),
    body: html`<div class="wrap">${hero(page)}</div>${filterBar(page)}<div class="wrap">${areaChips(page)}<div id="found">${results(page)}</div></div>`,
  });
}

const asQuery = ({ open, ...rest }: Filters) => ({ ...rest, ...(open && { open: "1" }) });

const hero = ({ settings, totals, map, areas, filters }: DirectoryPage): Markup => html`<section class="hero"><div>
<h1>Find your pod</h1>
<p class="lead">A pod is five to nine people who look after one part of ${settings.community} together. Some have been here for years, some arrived this week. Pick an area, see who is there, take an open seat.</p>
<ul class="facts"><li><b>${number(totals.pods)}</b> ${totals.pods === 1 ? "pod" : "pods"}</li><li><b>${number(totals.seated)}</b> ${totals.seated === 1 ? "person" : "people"} with a seat</li><li><b>${number(totals.independent)}</b> working independently</li><li class="call"><b>${number(totals.openSeats)}</b> open ${totals.openSeats === 1 ? "seat" : "seats"}</li></ul>
${map && map.length > 0 && html`<div class="glyphs" aria-hidden="true">${map.map((pod) => seatGlyph(pod.taken, pod.hasAdvocate))}</div>`}
</div>
<form class="panel" action="${linkTo(settings, "join-pod", "/matches")}">
<h2>Show me my best matches</h2>
<div class="field"><label for="match-area">I would like to work on</label><select id="match-area" name="area"><option value="">Anything</option>${areas.map(({ id, title }) => option(id, title, id === filters.area))}</select></div>
<div class="field"><label for="match-zone">My time zone</label><select id="match-zone" name="timezone">${zoneOptions(filters.timezone, "I would rather not say")}</select></div>
<button class="button wide">Show matches</button>
<p class="hint gap">No account needed to look. <a href="${linkTo(settings, "pods", "/privacy")}">Prefer to work on your own?</a></p>
</form></section>`;

const option = (value: string, label: string, selected: boolean): Markup =>
  html`<option value="${value}"${selected && html` selected`}>${label}</option>`;

const filterBar = ({ settings, filters }: DirectoryPage): Markup => html`<div class="filters"><div class="wrap">
<form action="${linkTo(settings, "pods")}" role="search">
<input type="search" name="q" value="${filters.q ?? ""}" placeholder="Pod, person or repository" aria-label="Pod, person or repository">
${filters.area && html`<input type="hidden" name="area" value="${filters.area}">`}
<label class="check"><input type="checkbox" name="open" value="1"${filters.open && html` checked`}> Open seats</label>
<select name="timezone" aria-label="Show hours in">${zoneOptions(filters.timezone, "Hours in UTC")}</select>
<button class="button quiet last">Filter</button>
</form></div></div>`;

function areaChips({ settings, filters, areas, totals }: DirectoryPage): Markup {
  const chip = (id: string | undefined, title: string, openSeats: number) => {
    const href = linkTo(settings, "pods", `/${query(asQuery({ ...filters, area: id }))}`);
    const current = filters.area === id;
    return html`<li><a class="chip${openSeats === 0 ? " none" : ""}" href="${href}"${current && html` aria-current="true"`}>${title} ${openSeats > 0 && html`<b>${openSeats}<span class="unseen"> open ${openSeats === 1 ? "seat" : "seats"}</span></b>`}</a></li>`;
  };
  return html`<nav aria-label="Areas"><ul class="chips">${chip(undefined, "All areas", totals.openSeats)}${areas.map(({ id, title, openSeats }) => chip(id, title, openSeats))}</ul></nav>`;
}

function results({ settings, cards, filters, totals, found, next }: DirectoryPage): Markup {
  if (cards.length === 0) return nobody(settings, filters, totals);
  const withRoom = cards.filter(({ pod }) => pod.openSeats > 0);
  const closed = cards.filter(({ pod }) => pod.locked);
  const full = cards.filter(({ pod }) => pod.openSeats === 0 && !pod.locked);
  const list = (some: readonly PodCard[]) =>
    html`<ul class="cards">${some.map((one) => html`<li>${card(settings, one, filters)}</li>`)}</ul>`;
  const more = next !== null && linkTo(settings, "pods", `/${query({ ...asQuery(filters), cursor: next })}`);
  return html`${withRoom.length > 0 && html`<div class="head results"><h2>${heading(withRoom.length, next === null, "with an open seat")}</h2><p class="hint">${count(found, "pod")} in all</p></div>${list(withRoom)}`}
${full.length > 0 && html`<div class="head results"><h2>${heading(full.length, next === null, "without room right now")}</h2><p class="hint">Ask anyway and join the queue.</p></div>${list(full)}`}
${closed.length > 0 && html`<div class="head results"><h2>${heading(closed.length, next === null, "closed to joins")}</h2><p class="hint">By the maintainers, or since the area is gone.</p></div>${list(closed)}`}
${more && html`<p><a class="button quiet" href="${more}" rel="next">More pods</a></p>`}<p class="hint gap"><a href="${linkTo(settings, "pods", "/agenda")}">Agenda of the next meeting</a>. ${communityCalendar(settings)}</p>`;
}

/** One page of a long list does not know the total, so it names none. */
const heading = (shown: number, all: boolean, which: string): string =>
  all ? `${count(shown, "pod")} ${which}` : `Pods ${which}`;

function nobody(
  settings: Settings,
  filters: Filters,
  { waiting, openToAny }: Pick<DirectoryPage["totals"], "waiting" | "openToAny">,
): Markup {
  const { seat } = settings.rebalance;
  const next = seat === "off" ? "when a maintainer makes a seating" : "with the next seating, at the latest tomorrow";
  const forms = `A pod forms ${waiting === 0 ? "as soon as" : `${next}, where`} ${POD_SIZE.min} people are interested in the same area. `;
  const any =
    openToAny > 0 &&
    `; any area suits ${openToAny === waiting ? "all" : number(openToAny)} of them, who ${openToAny === 1 ? "counts" : "count"} for every area`;
  const wait =
    waiting > 0 && html`${count(waiting, "person", "people")} ${waiting === 1 ? "waits" : "wait"} for a seat${any}. `;
  const filtered = filters.q || filters.area || filters.open;
  return html`<div class="panel results"><h2>${filtered ? "No pod matches" : "No pods yet"}</h2>
<p>${filtered ? html`<a href="${linkTo(settings, "pods")}">See all pods</a>, or ` : html`${wait}${forms}`}<a href="${linkTo(settings, "join-pod")}">${filtered ? "ask" : "Ask"} for a seat</a>${filtered ? " and join the queue." : "."}</p></div>`;
}

function card(settings: Settings, { pod, offsets, pulse }: PodCard, { timezone }: Filters): Markup {
  const zone = timezone === undefined ? "UTC" : "your time";
  const hours = around(offsets, exactOffsetOf(timezone));
  const words = aroundInWords(hours, timezone === undefined ? "UTC" : cityOf(timezone));
  return html`<article class="card"><header><h3><a href="${podLink(settings, pod.slug)}"><bdi>${pod.name}</bdi></a></h3>${roomTag(pod)}
<p>${areaName(settings, pod)} · ${pod.advocate ? html`with ${nameOf(pod.advocate)}${pod.termEnded !== undefined && html`, <span class="call">seeks the next advocate</span>`}` : pod.areaGone ? "no advocate" : html`<span class="call">needs an advocate</span>`}</p></header>
${seatRow(pod)}
<div>${hourStrip(hours.shares, words, timezone === undefined ? [] : DAYTIME)}<p class="caption"><span>Who is around, ${zone}</span>${hours.overlap !== null && html`<b>${hours.overlap === 0 ? "no overlap" : `${hours.overlap} h with you`}</b>`}</p></div>
<div class="foot"><span>${pod.meeting ? html`Meets <b>${meetingTime(pod.meeting)}</b>` : "No meeting set"}</span>${pulse.some((value) => value > 0) && bars(pulse, `${count(pulse.at(-1) ?? 0, "activity", "activities")} this week`)}</div></article>`;
}
