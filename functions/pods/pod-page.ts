/** One pod: its people, its open seats, its meeting, its recent activity. */
import { dayInWords, monthInWords } from "#shared/core/digest/dates.ts";
import { isAbsolute } from "#shared/core/digest/url.ts";
import { githubLink } from "#shared/core/github/site.ts";
import { andMore, issueKind } from "#shared/core/messages/digest.ts";
import { mendedDespiteLock, type ShortPod } from "#shared/core/messages/pods.ts";
import type { IssueView } from "#shared/core/open-issues.ts";
import { podInCommand } from "#shared/core/places.ts";
import { type Area, areaNow, areaTitle, type Settings } from "#shared/core/settings.ts";
import { cityOf, exactOffsetOf } from "#shared/core/timezone.ts";
import type { PersonView, PodView } from "#shared/core/views.ts";
import { dayOf } from "#shared/core/week.ts";
import { crumbs } from "#shared/web/crumbs.ts";
import { bars, hourStrip } from "#shared/web/icons.ts";
import { joinHere } from "#shared/web/join-here.ts";
import { layout } from "#shared/web/layout.ts";
import { linkTo, podLink, query } from "#shared/web/links.ts";
import { count, html, type Markup, sentenceList } from "#shared/web/markup.ts";
import { calendarLinks, face, isAdvocate, meetingTime, month, nameOf, person, roomTag } from "#shared/web/parts.ts";
import { around, aroundInWords, DAYTIME } from "./hours.ts";

/** A member of a pod, with public facts only. */
export interface SeatedPerson extends PersonView {
  readonly timezone?: string | undefined;
  /** When they took their first seat, ms. */
  readonly joinedAt?: number | undefined;
  /** The month in which their term as the advocate ends, or ended. */
  readonly term?: string | undefined;
}

interface PodPage {
  readonly settings: Settings;
  readonly pod: PodView;
  /** The advocate first. */
  readonly people: readonly SeatedPerson[];
  /** What becomes of it, if it has fewer than five people. */
  readonly short?: Pick<ShortPod, "detail"> | undefined;
  readonly offsets: readonly number[];
  /** That somebody could take. */
  readonly issues: readonly IssueView[];
  /** Activities by week, oldest first. */
  readonly pulse: readonly number[];
  /** The meeting was set in a time zone that is accepted no more. */
  readonly meetingUnclear: boolean;
  /** Whether what people say on GitHub is answered there. */
  readonly isAnswered: boolean;
  /** Who would help the pod most: "somebody experienced". */
  readonly needs: readonly string[];
  /** The advocate of the last two weeks; `until` in ms. */
  readonly former?: PersonView & { readonly until: number };
  /** The reader's. */
  readonly timezone?: string | undefined;
}

export function podPage(page: PodPage): string {
  const { settings, pod } = page;
  const title = areaTitle(settings, pod.area);
  return layout({
    settings,
    title: pod.name,
    current: "pods",
    address: podLink(settings, pod.slug),
    description: `${pod.name} ${pod.areaGone ? "looked" : "looks"} after ${title} at ${settings.community}.`,
    json: podLink(settings, `${pod.slug}.json`),
    body: html`<div class="wrap">
${crumbs(settings, html`<a href="${linkTo(settings, "pods", `/${ofItsArea(page)}`)}">${title}</a>`)}
<div class="title"><h1><bdi>${pod.name}</bdi></h1>${roomTag(pod)}</div>
<p class="lead">${pod.areaGone ? `Looked after ${title}.` : looksAfter(settings, title, settings.areas[pod.area])}</p>
<div class="split"><div class="stack">${whoIsHere(page)}${issuesToTake(page)}${twelveWeeks(page)}</div><div class="stack">${takeASeat(page)}${meeting(page)}${hours(page)}${badge(page)}</div></div>
</div>`,
  });
}

/** The query for its area; none when the settings no longer name it. */
const ofItsArea = ({ settings, pod }: PodPage): string => query({ area: areaNow(settings, pod.area) });

function looksAfter(settings: Settings, title: string, area: Area | undefined): Markup {
  const repositories = area?.repositories ?? [];
  if (repositories.length === 0) return html`Looks after ${title}.`;
  const links = repositories.map((name) => html`<a href="${githubLink(settings, name)}">${name}</a>`);
  return html`Looks after ${title}: ${links.map((link, i) => html`${i > 0 && ", "}${link}`)}.`;
}

function whoIsHere({ settings, pod, people, needs, short }: PodPage): Markup {
  const row = (one: SeatedPerson) => html`<li>${face(one, { size: "m", ...(isAdvocate(pod, one) && { role: "adv" }) })}
<span class="text"><b>${person(settings, one)}</b> ${isAdvocate(pod, one) && html`<span class="tag sea">Pod Advocate</span>`}<small>${facts(one, isAdvocate(pod, one) && pod.termEnded === undefined)}</small></span></li>`;
  return html`<section class="panel"><div class="head"><h2>Who is here</h2><p class="hint">${pod.members.length} of 9 seats</p></div>
<ul class="rows">${people.map(row)}${pod.openSeats > 0 && openSeatsRow(pod, needs)}</ul>${short && html`<p class="hint gap">${short.detail}</p>`}</section>`;
}

const facts = ({ timezone, joinedAt, term }: SeatedPerson, isAdvocate: boolean): string =>
  [
    timezone && cityOf(timezone),
    joinedAt !== undefined && `member since ${month(joinedAt)}`,
    isAdvocate && term !== undefined && `advocate until ${monthInWords(term)}`,
  ]
    .filter(Boolean)
    .join(" · ");

const openSeatsRow = (pod: PodView, needs: readonly string[]): Markup =>
  html`<li><span class="face m free" aria-hidden="true">+</span><span class="text"><b class="call">${count(pod.openSeats, "open seat")}</b><small>${needs.length > 0 ? `Everybody is welcome; ${sentenceList(needs)} would help most.` : "Everybody is welcome."}</small></span></li>`;

const ISSUES_SHOWN = 6;

function issuesToTake({ pod, issues }: PodPage): Markup | false {
  if (issues.length === 0) return false;
  const row = ({ kind, ref, title, url }: IssueView) =>
    html`<li><span class="text">${url === null ? html`<bdi>${title}</bdi>` : html`<a href="${url}"><bdi>${title}</bdi></a>`}<small>${title === ref ? "" : ref}</small></span><span class="tag ${kind === "good-first" ? "open" : ""}">${issueKind[kind]}</span></li>`;
  const more = issues.length - ISSUES_SHOWN;
  return html`<section class="panel" id="issues"><div class="head"><h2>Issues you could take</h2><p class="hint">nobody works on them yet</p></div>
<ul class="rows">${issues.slice(0, ISSUES_SHOWN).map(row)}</ul><p class="hint gap">${more > 0 && html`${andMore(more)}. `}Say on the issue that you would like it; ${pod.name} helps.</p></section>`;
}

function twelveWeeks({ settings, pulse }: PodPage): Markup {
  const all = pulse.reduce((sum, value) => sum + value, 0);
  const words = `${count(all, "activity", "activities")} in ${count(pulse.length, "week")}: ${pulse.join(", ")}.`;
  return html`<section class="panel"><div class="head"><h2>${pulse.length === 12 ? "Twelve weeks" : "Lately"}</h2><p class="hint">issues, pull requests and reviews</p></div>
${all === 0 ? html`<p class="dim">Nothing yet. The work of this pod on GitHub will show here.</p>` : html`${bars(pulse, words, "tall")}<p class="scale" aria-hidden="true"><span>${pulse.length > 1 && `${count(pulse.length - 1, "week")} ago`}</span><span>this week</span></p>`}
<p class="hint gap"><a href="${linkTo(settings, "weekly-digest")}">Read the weekly digest</a></p></section>`;
}

function takeASeat(page: PodPage): Markup {
  const { settings, pod } = page;
  const { advocate } = pod;
  const former =
    page.former &&
    html`<p class="hint">${nameOf(page.former)} was Pod Advocate until ${dayInWords(dayOf(page.former.until, settings.digest.timezone))}.</p>`;
  const who = advocate
    ? html`<ul class="rows"><li>${face(advocate, { size: "m", role: "adv" })}<span class="text"><b>${nameOf(advocate)}</b><small>Pod Advocate, the person to ask</small></span></li></ul>${pod.termEnded !== undefined && html`<p class="hint">The term ended in ${monthInWords(pod.termEnded)}. Members volunteer with <code>/pod advocate</code>, and ${nameOf(advocate)} hands the role over to one of them.</p>`}`
    : !pod.areaGone &&
      html`<p class="big call">Needs an advocate</p><p class="hint">Any member with an hour or two a week can look after the pod and speak for it: <code>/pod advocate</code></p>`;
  const command = `/pod join ${podInCommand(pod, settings)}`;
  const heading = pod.openSeats > 0 ? "Take a seat" : pod.locked ? "Closed to joins" : "No room right now";
  return html`<section class="panel"><h2>${heading}</h2>${who}${former}
${
  pod.locked
    ? html`<p class="hint gap">${pod.areaGone ? html`${areaTitle(settings, pod.area)} is no longer an area of ${settings.community}, so nobody new joins this pod. People in it stay until they name another area, with <code>/pod join</code> and its name.` : `The maintainers closed this pod to new people for now.${page.short ? "" : ` If fewer than five are left, ${mendedDespiteLock}.`}`}</p>`
    : joinHere({
        settings,
        isAnswered: page.isAnswered,
        area: pod.area,
        title: `Join ${pod.name}`,
        command,
        button: pod.openSeats > 0 ? "Take a seat" : "Join the queue",
      })
}
<p class="hint gap"><a href="${linkTo(settings, "join-pod", `/matches${ofItsArea(page)}`)}">Compare with other pods</a></p></section>`;
}

export function meeting({
  settings,
  pod,
  meetingUnclear,
}: Pick<PodPage, "settings" | "pod"> & Partial<Pick<PodPage, "meetingUnclear">>): Markup {
  if (!pod.meeting) {
    return html`<section class="panel"><h2>Meeting</h2><p class="dim">${meetingUnclear ? "The time that was set names a time zone that can mean several. The advocate sets it again with" : "No time is set. The advocate sets one with"} <code>/pod meeting Thursday 17:00 Europe/London</code> and a link.</p></section>`;
  }
  const { link } = pod.meeting;
  return html`<section class="panel"><h2>Meeting</h2><p class="big">${meetingTime(pod.meeting)}</p>
<p class="gap">${link !== undefined && html`<a href="${link}">Video call</a> · `}<a href="${podLink(settings, `${pod.slug}/agenda`)}">Agenda</a> · ${calendarLinks(podLink(settings, `${pod.slug}/calendar.ics`))}</p></section>`;
}

function hours(page: PodPage): Markup {
  const { settings, offsets, timezone } = page;
  const when = around(offsets, exactOffsetOf(timezone));
  const words = aroundInWords(when, timezone === undefined ? "UTC" : cityOf(timezone));
  return html`<section class="panel"><h2>When people are around</h2>${hourStrip(when.shares, words, timezone === undefined ? [] : DAYTIME)}
<p class="scale" aria-hidden="true"><span>0</span><span>6</span><span>12</span><span>18</span><span>24</span></p><p class="hint gap">${words}</p>
${timezone === undefined && offsets.length > 0 && html`<p class="hint"><a href="${linkTo(settings, "pods", `/${ofItsArea(page)}`)}">Choose your time zone</a> in the directory to compare.</p>`}</section>`;
}

function badge({ settings, pod }: PodPage): Markup {
  const image = podLink(settings, `${pod.slug}/badge.svg`);
  // A README on GitHub finds no picture by a path.
  if (!isAbsolute(image))
    return html`<section class="panel"><h2>Show the pod in a README</h2><p><img class="badge" src="${image}" alt="pod: ${pod.name}" height="20"></p>
<p class="hint">A maintainer sets <code>publicUrl</code> in the settings first: a README needs the whole address of the badge.</p></section>`;
  const picture = podLink(settings, `${pod.slug}/members.svg`);
  return html`<section class="panel"><h2>Show the pod in a README</h2><p><img class="badge" src="${image}" alt="pod: ${pod.name}" height="20"></p>
<pre class="gap" tabindex="0">[![pod](${image})](${podLink(settings, pod.slug)})</pre>
<p class="gap">With its people, as <a href="${picture}">a picture</a>:</p><pre class="gap" tabindex="0">[![people of the pod](${picture})](${podLink(settings, pod.slug)})</pre>
<p class="hint gap">There is <a href="${linkTo(settings, "pods", "/members.svg")}">one of all pods</a>, too.</p></section>`;
}
