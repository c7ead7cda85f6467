/** The private page of a pod's advocate. Nothing on it is public, and nobody on it is ranked. */
import { capital } from "#shared/core/capital.ts";
import { dayInWords, monthInWords } from "#shared/core/digest/dates.ts";
import { areaTitle, type Settings } from "#shared/core/settings.ts";
import { endedTerm } from "#shared/core/term.ts";
import { dayOf } from "#shared/core/week.ts";
import { crumbs } from "#shared/web/crumbs.ts";
import { layout } from "#shared/web/layout.ts";
import { podLink } from "#shared/web/links.ts";
import { count, html, type Markup, sentenceList } from "#shared/web/markup.ts";
import { face, nameOf, person } from "#shared/web/parts.ts";
import type { AdvocateFacts, MemberFacts } from "./advocate-facts.ts";
import type { Reader } from "./advocate-links.ts";
import { ago, days, isLookedAfter, quietInWords, type Todo } from "./advocate-todo.ts";
import { meeting } from "./pod-page.ts";
import type { Unanswered } from "./unanswered.ts";

/** Nobody answers more in a week. */
const LISTED_MAX = 30;

export interface AdvocatePage {
  readonly settings: Settings;
  readonly facts: AdvocateFacts;
  readonly todos: readonly Todo[];
  readonly reader: Reader;
  /** ms */
  readonly now: number;
}

export function advocatePage(page: AdvocatePage): string {
  const { settings, facts, reader } = page;
  const { pod, newcomers, elsewhere = [] } = facts;
  return layout({
    settings,
    private: true,
    title: `${pod.name}, for its advocate`,
    body: html`<div class="wrap">${crumbs(settings, html`<a href="${podLink(settings, pod.slug)}"><bdi>${pod.name}</bdi></a> / only its advocate and maintainers see this page`)}
<div class="title"><h1>${reader === "advocate" ? "Your pod this week" : html`<bdi>${pod.name}</bdi> this week`}</h1></div>
<p class="lead">${summary(facts)}</p>
<div class="split"><div class="stack">${todoList(page)}
${waitingList(page, "New people without an answer", "in your area, for more than three days", newcomers)}
${waitingList(page, "Nobody looks after these", "new people without an answer, where no pod has an advocate", elsewhere)}
${everybody(page)}</div><div class="stack">${role(page)}${seats(page)}${meeting({ settings, pod })}${aboutQuiet}</div></div>
</div>`,
  });
}

/** What awaits the advocate, in one sentence. */
function summary({ newcomers, members, pod }: AdvocateFacts): string {
  const others = members.filter(isLookedAfter);
  const [joined, quiet] = [others.filter(({ joinedAt }) => joinedAt), others.filter((one) => one.quiet)];
  const parts = [
    newcomers.length > 0 && `${count(newcomers.length, "newcomer waits", "newcomers wait")} for an answer`,
    joined.length > 0 && `${count(joined.length, "person has", "people have")} joined lately`,
    quiet.length > 0 && `${count(quiet.length, "person has", "people have")} been quiet`,
  ].filter((part) => part !== false);
  return parts.length > 0 ? `${sentenceList(parts)}.` : `Nobody in ${pod.name} waits for anything. Thank you for that.`;
}

function todoList({ todos }: AdvocatePage): Markup {
  const row = ({ title, detail, login, url, action }: Todo) =>
    html`<li class="wraps">${login !== undefined && face({ login }, { size: "m" })}<span class="text"><b>${title}</b><small>${detail}</small></span><span class="end"><a class="button quiet" href="${url}">${action}<span class="unseen">: ${title}</span></a></span></li>`;
  return html`<section class="panel"><h2>Do these first</h2>${todos.length === 0 ? html`<p class="dim">Nothing. Enjoy the week.</p>` : html`<ul class="rows">${todos.map(row)}</ul>`}</section>`;
}

function waitingList(
  { now }: AdvocatePage,
  title: string,
  hint: string,
  threads: readonly Unanswered[],
): Markup | false {
  if (threads.length === 0) return false;
  const more = threads.length - LISTED_MAX;
  const row = ({ ref, url, kind, login, waitsSince }: Unanswered) =>
    html`<li><span class="text"><a href="${url}">${ref}</a><small>${kind === "issue" ? "An issue" : "A pull request"} by ${login ?? "somebody who is not named"}</small></span><span class="end">${days(now - waitsSince)}</span></li>`;
  return html`<section class="panel"><div class="head"><h2>${title}</h2><p class="hint">${hint}</p></div><ul class="rows">${threads.slice(0, LISTED_MAX).map(row)}</ul>${more > 0 && html`<p class="hint">${more} more came later.</p>`}</section>`;
}

function everybody({ settings, facts, now }: AdvocatePage): Markup {
  const row = (one: MemberFacts) =>
    html`<li>${face(one, { size: "m", ...(one.isAdvocate && { role: "adv" }) })}<span class="text"><b>${person(settings, one)}</b> ${tag(one)}<small>${note(one, now)}</small></span></li>`;
  return html`<section class="panel"><div class="head"><h2>Everyone</h2><p class="hint">${facts.pod.members.length} of 9 seats</p></div><ul class="rows">${facts.members.map(row)}</ul></section>`;
}

function tag({ isAdvocate, joinedAt, quiet }: MemberFacts): Markup | false {
  if (isAdvocate) return html`<span class="tag sea">Pod Advocate</span>`;
  if (joinedAt !== undefined) return html`<span class="tag good">new</span>`;
  return quiet !== undefined && html`<span class="tag">quiet</span>`;
}

function note({ joinedAt, quiet }: MemberFacts, now: number): string {
  if (joinedAt !== undefined) return `Joined ${ago(now - joinedAt)}.`;
  return quiet === undefined ? "" : quietInWords(quiet, now);
}

function role({ settings, facts: { advocate, handOver, pod, reader }, now }: AdvocatePage): Markup {
  const beside = handOver && html`<p class="gap">${besideInWords(handOver, settings)}</p>`;
  if (advocate === null && pod.areaGone)
    return html`<section class="panel"><h2>The role</h2><p class="big">No advocate</p>${beside}</section>`;
  if (advocate === null)
    return html`<section class="panel"><h2>The role</h2><p class="big call">Needs an advocate</p><p class="hint">A member volunteers with <code>/pod advocate</code>.</p>${beside}</section>`;
  const over = endedTerm(advocate, now) !== undefined;
  const hours = advocate.hours === undefined ? "" : `, ${count(advocate.hours, "hour")} a week`;
  const end =
    reader !== "former" &&
    html`<p class="hint gap">Nobody does this for ever. <code>/pod nominate @login</code> hands ${pod.name} over to a volunteer, and <code>/pod step-down</code> ends the role; you keep your seat, and this page for two weeks more.</p>`;
  return html`<section class="panel"><h2>The role</h2><p><b>${nameOf(advocate)}</b>${hours}${advocate.term !== undefined && `, ${over ? "with a term that ended in" : "until"} ${monthInWords(advocate.term)}`}</p>${beside}
${end}</section>`;
}

function besideInWords(
  { former, next, until, ends }: NonNullable<AdvocateFacts["handOver"]>,
  { digest }: Settings,
): string {
  const [was, to] = [until, ends].map((at) => dayInWords(dayOf(at, digest.timezone)));
  const whom = next ? nameOf(next) : "whoever comes next";
  return former.isReader
    ? `You were the advocate until ${was}, and hand over to ${whom} until ${to}. You see this page until then.`
    : `${nameOf(former)} was the advocate until ${was}, and hands over to ${whom} until ${to}.`;
}

function seats({ settings, facts: { pod, waiting, needs } }: AdvocatePage): Markup {
  const open = pod.areaGone
    ? "Its area is gone"
    : pod.openSeats === 0
      ? "No open seat"
      : count(pod.openSeats, "open seat");
  const wait =
    waiting.count > 0 &&
    html`<p>${count(waiting.count, "person waits", "people wait")} for ${areaTitle(settings, pod.area)}.</p>`;
  const most =
    pod.openSeats > 0 && needs.length > 0 && html`<p class="hint">${capital(sentenceList(needs))} would help most.</p>`;
  return html`<section class="panel"><h2>Seats</h2><p class="big">${open}</p>${wait}${most}<p class="gap"><a href="${podLink(settings, pod.slug)}">The page to send people</a></p></section>`;
}

const aboutQuiet = html`<section class="panel"><h2>What “quiet” means</h2><p class="hint">No issue, pull request or review for four weeks, and no break. Comments are not counted. Only the advocate and maintainers see it, and it is never held against anybody.</p></section>`;
