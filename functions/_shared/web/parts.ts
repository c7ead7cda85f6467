/** Parts of several pages: faces, seats, tags, times. */
import { lazily } from "../core/lazily.ts";
import { areaTitle, type Settings } from "../core/settings.ts";
import { cityOf } from "../core/timezone.ts";
import type { PersonView, PodView } from "../core/views.ts";
import { linkTo, personLink } from "./links.ts";
import { count, html, type Markup } from "./markup.ts";

const HUES = 12;

interface Face {
  readonly size?: "m" | "l";
  /** Ringed: the advocate, a person who joins, a person who leaves. */
  readonly role?: "adv" | "in" | "out" | undefined;
}

/** Initials on a colour: a picture from another site would reveal to it who is looked at. Decorative, beside the name. */
export function face({ login }: PersonView, { size, role }: Face = {}): Markup {
  const classes = ["face", `h${hueOf(login ?? "")}`, size, role].filter(Boolean).join(" ");
  return html`<span class="${classes}" aria-hidden="true">${initialsOf(login)}</span>`;
}

export function initialsOf(login: string | null): string {
  if (login === null) return "–";
  const [first = "", second = ""] = login.split(/[-_]+/).filter(Boolean);
  return (second === "" ? first.slice(0, 2) : first.charAt(0) + second.charAt(0)).toUpperCase();
}

/** The same colour for a login everywhere. */
export function hueOf(login: string): number {
  let hash = 0;
  for (const letter of login.toLowerCase()) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) >>> 0;
  return hash % HUES;
}

/** All seats of a pod in a row, the advocate's first and the open ones last, with a sentence for people who cannot see it. */
export function seatRow(pod: PodView): Markup {
  const people = advocateFirst(pod);
  const faces = people.map((person) => face(person, isAdvocate(pod, person) ? { role: "adv" } : {}));
  const free = Array.from({ length: pod.openSeats }, () => html`<span class="face free" aria-hidden="true">+</span>`);
  const words = `${count(pod.members.length, "person", "people")}: ${people.map(nameOf).join(", ")}`;
  return html`<div class="seats" role="img" aria-label="${words}">${faces}${free}</div>`;
}

export function advocateFirst(pod: PodView): PersonView[] {
  const advocate = pod.members.filter((person) => isAdvocate(pod, person));
  return [...advocate, ...pod.members.filter((person) => !isAdvocate(pod, person))];
}

/** False for people without a name, since former members cannot be told apart. */
export const isAdvocate = ({ advocate }: PodView, { login }: PersonView): boolean =>
  login !== null && login === advocate?.login;

export const nameOf = ({ login }: PersonView): string => login ?? "a former member";

/** A login that links to the public page of the person. */
export const person = (settings: Settings, { login }: PersonView): Markup =>
  login === null
    ? html`<span class="dim">a former member</span>`
    : html`<a href="${personLink(settings, login)}">${login}</a>`;

/** A tag with the room in a pod. */
export function roomTag({ openSeats, locked, areaGone }: PodView): Markup {
  if (areaGone) return html`<span class="tag">Its area is gone</span>`;
  if (locked) return html`<span class="tag">Closed to joins</span>`;
  if (openSeats === 0) return html`<span class="tag">Full</span>`;
  return html`<span class="tag open">${count(openSeats, "open seat")}</span>`;
}

export const areaName = (settings: Settings, { area }: Pick<PodView, "area">): string => areaTitle(settings, area);

/** Thursdays 17:00, Europe/London */
export const meetingTime = ({ weekday, time, timezone }: NonNullable<PodView["meeting"]>): string =>
  `${weekday}s ${time}, ${cityOf(timezone)}`;

/** The calendar with every meeting of the community. */
export const communityCalendar = (settings: Settings): Markup =>
  html`All meetings as a calendar: ${calendarLinks(linkTo(settings, "pods", "/calendar.ics"))}`;

/** Calendar programs take `webcal:` as a wish to subscribe. It needs a host, which only an absolute `publicUrl` has. */
export function calendarLinks(address: string): Markup {
  const subscribe =
    /^https?:/.test(address) && html`<a href="${address.replace(/^https?:/, "webcal:")}">Subscribe</a> · `;
  return html`${subscribe}<a href="${address}">Download (.ics)</a>`;
}

const monthFormat = lazily(() => new Intl.DateTimeFormat("en", { month: "short", year: "numeric", timeZone: "UTC" }));
const momentFormat = lazily(
  () =>
    new Intl.DateTimeFormat("en-GB", {
      weekday: "short",
      day: "numeric",
      month: "short",
      year: "numeric",
      hour: "2-digit",
      minute: "2-digit",
      timeZone: "UTC",
    }),
);

/** Apr 2026 */
export const month = (at: number): string => monthFormat().format(at);

/** An instant (ms) for people and machines. */
export const moment = (at: number): Markup =>
  html`<time datetime="${new Date(at).toISOString()}">${momentFormat().format(at)} UTC</time>`;
