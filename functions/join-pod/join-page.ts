/** The form for a seat: three questions, the three best pods with reasons, and a link to GitHub, where people sign in. */
import { githubLink } from "#shared/core/github/site.ts";
import type { Ability } from "#shared/core/member.ts";
import { podInCommand } from "#shared/core/places.ts";
import { areaTitle, hasChannel, type Settings } from "#shared/core/settings.ts";
import type { PodView } from "#shared/core/views.ts";
import { crumbs } from "#shared/web/crumbs.ts";
import { joinHere } from "#shared/web/join-here.ts";
import { layout } from "#shared/web/layout.ts";
import { linkTo, podLink } from "#shared/web/links.ts";
import { html, type Markup } from "#shared/web/markup.ts";
import { areaName, nameOf, roomTag, seatRow } from "#shared/web/parts.ts";
import { zoneOptions } from "#shared/web/zones.ts";

export interface JoinForm {
  readonly area?: string;
  readonly timezone?: string;
  readonly ability?: Ability;
  /** Any area suits them. */
  readonly anywhere?: boolean;
  /** They agree to be introduced. */
  readonly introduce?: boolean;
}

export interface JoinMatch {
  readonly pod: PodView;
  /** In words, the strongest first. */
  readonly reasons: readonly string[];
}

interface JoinPage {
  readonly settings: Settings;
  /** The answers so far. */
  readonly form: JoinForm;
  /** Whether what people say on GitHub is answered there; only what was found for the answers speaks of that. */
  readonly isAnswered?: boolean;
  /** The best pods; absent until the form was sent. */
  readonly matches?: readonly JoinMatch[];
  /** A seat in another area, where theirs has none. */
  readonly offer?: JoinMatch | undefined;
}

export function joinPage({ settings, form, isAnswered = true, matches, offer }: JoinPage): string {
  const asker = { settings, form, isAnswered };
  return layout({
    settings,
    title: "Take a seat",
    current: "join",
    address: linkTo(settings, "join-pod"),
    description: `Find the pod of ${settings.community} that suits you.`,
    body: html`<div class="wrap narrow">
${crumbs(settings, "Join")}
<div class="title"><h1>Take a seat</h1></div>
<p class="lead">${matches ? "Say so on GitHub now" : "Three short answers, then you say so on GitHub"}, so that we know it is really you. You can change your areas, pause or leave at any time.</p>
<div class="stack">${matches && (matches.length > 0 ? found(asker, matches) : waiting(asker, offer))}${questions(settings, form, matches !== undefined)}${afterwards(settings)}</div>
</div>`,
  });
}

const ABILITY_CHOICES: readonly [Ability, string, string][] = [
  ["newcomer", "I am new here", "We try to seat you with people who have been here for a while."],
  ["contributor", "A few of my changes were merged", "You know your way around; your pod helps with the rest."],
  ["experienced", "I have been here a long time", "Every pod needs somebody who knows the code."],
  ["maintainer", "I help run part of the project", "Your pod shares the load."],
];

function questions(settings: Settings, form: JoinForm, asked: boolean): Markup {
  const ability = form.ability ?? "newcomer";
  const areas = Object.keys(settings.areas).map(
    (id) => html`<option value="${id}"${id === form.area && html` selected`}>${areaTitle(settings, id)}</option>`,
  );
  return html`<form class="panel" action="${linkTo(settings, "join-pod", "/matches")}" aria-label="About you">
${asked && html`<h2>Change the answers</h2>`}
<div class="field"><label for="area">What would you like to work on?</label><select id="area" name="area"><option value="">I do not mind: show all</option>${areas}</select></div>
<label class="check field"><input type="checkbox" name="anywhere" value="yes"${form.anywhere && html` checked`}><span>I am happy to help in any area<small>When yours has no open seat, you get one elsewhere instead of waiting. You can take that back at any time.</small></span></label>
<fieldset class="field"><legend>How long have you been around?</legend>${ABILITY_CHOICES.map(
    ([value, label, hint]) =>
      html`<label class="check"><input type="radio" name="ability" value="${value}"${value === ability && html` checked`}><span>${label}<small>${hint}</small></span></label>`,
  )}</fieldset>
<div class="field"><label for="timezone">Your time zone</label><select id="timezone" name="timezone" aria-describedby="zone-hint">${zoneOptions(form.timezone, "I would rather not say")}</select><p class="hint" id="zone-hint">Any city with your hours will do. It helps us find people who are awake when you are.</p></div>
${hasChannel(settings) && html`<label class="check field"><input type="checkbox" name="introduce" value="yes"${form.introduce && html` checked`}><span>Introduce me to the community<small>One line where its news is posted: it welcomes you to your pod and links to your GitHub profile.</small></span></label>`}
<button class="button">Show my best matches</button></form>`;
}

/** Who asks, and where. */
type Asker = Required<Pick<JoinPage, "settings" | "form" | "isAnswered">>;

function found(asker: Asker, matches: readonly JoinMatch[]): Markup {
  const { settings, form } = asker;
  const { area } = form;
  const isElsewhere = area !== undefined && matches.every(({ pod }) => pod.area !== area);
  return html`<section aria-labelledby="matches"><div class="head"><h2 id="matches">Your best ${matches.length === 1 ? "match" : "matches"}</h2></div>
${isElsewhere && html`<p class="hint">No pod of ${areaTitle(settings, area)} has an open seat right now.</p>`}<div class="stack">${matches.map((match) => seatCard(asker, match))}</div></section>`;
}

/** Somebody who takes a seat elsewhere names both, and so keeps the area that they want. */
function seatCard({ settings, form, isAnswered }: Asker, { pod, reasons }: JoinMatch): Markup {
  const name = podInCommand(pod, settings);
  const isElsewhere = form.area !== undefined && form.area !== pod.area;
  const command = joinCommand(isElsewhere ? `${form.area}, ${name}` : name, form);
  return html`<article class="panel"><div class="head"><h3><a href="${podLink(settings, pod.slug)}"><bdi>${pod.name}</bdi></a></h3>${roomTag(pod)}</div>
<p class="dim">${areaName(settings, pod)}${pod.advocate && `, with ${nameOf(pod.advocate)}`}</p>
<div class="gap">${seatRow(pod)}</div>
${reasons.length > 0 && html`<ul class="tags gap">${reasons.map((reason) => html`<li class="tag">${reason}</li>`)}</ul>`}
${joinHere({ settings, isAnswered, area: pod.area, title: `Join ${pod.name}`, command, button: html`Continue on GitHub<span class="unseen"> to join ${pod.name}</span>` })}</article>`;
}

/** No open seat: nobody is turned away, people wait together. */
function waiting(asker: Asker, offer: JoinMatch | undefined): Markup {
  const { settings, form, isAnswered } = asker;
  if (form.area === undefined && !form.anywhere) {
    return html`<section class="panel warn"><h2>No open seat right now</h2><p>Choose an area below to wait for a seat in it.</p></section>`;
  }
  if (form.area === undefined) {
    const [anyArea = ""] = Object.keys(settings.areas);
    return html`<section class="panel warn"><h2>No open seat right now</h2><p>Ask anyway and wait for the first seat in any area.</p>
${joinHere({ settings, isAnswered, area: anyArea, title: "Join any pod", command: joinCommand("", form), button: "Continue on GitHub" })}</section>`;
  }
  const title = areaTitle(settings, form.area);
  const command = joinCommand(form.area, form);
  return html`<section class="panel warn"><h2>No open seat in ${title} right now</h2>
<p>Ask anyway and join the queue. When five people wait for the same area, they start a pod of their own.</p>
${joinHere({ settings, isAnswered, area: form.area, title: `Join ${title}`, command, button: "Continue on GitHub" })}</section>
${
  offer &&
  html`<section aria-labelledby="elsewhere"><div class="head"><h2 id="elsewhere">Or take an open seat elsewhere</h2></div>
<p>You keep ${title} as the area that you want: a plan may move you there when a seat is open.</p>
<div class="stack gap">${seatCard(asker, offer)}</div></section>`
}`;
}

const joinCommand = (target: string, { timezone, ability, anywhere, introduce }: JoinForm): string =>
  [
    "/pod join",
    target,
    anywhere && "anywhere",
    introduce && "introduce",
    timezone && `tz=${timezone}`,
    ability && `ability=${ability}`,
  ]
    .filter(Boolean)
    .join(" ");

function afterwards(settings: Settings): Markup {
  const { roadmap, contributing } = settings.links;
  const read = [
    roadmap && html`<a href="${roadmap}">the roadmap</a>`,
    contributing && html`<a href="${contributing}">how to contribute</a>`,
  ].filter(Boolean);
  return html`<section class="hint"><p>Shown on this site: your GitHub name, the city of your time zone, the month you joined, your pod, and thanks for your work in the weekly digest. <code>/pod forget me</code> erases it. <a href="${linkTo(settings, "pods", "/privacy")}">More on privacy</a>.</p>
<p class="gap">Rather work on your own? Comment <code>/pod independent</code> on any issue of <a href="${githubLink(settings, settings.organisation)}">${settings.organisation}</a>: we will not ask you again, and we will still thank you for your work. <code>/pod leave</code> and <code>/pod pause 4w</code> work there too.</p>
<p class="gap">Is there somebody you would like to sit with? Tell a maintainer in private, who notes it for you; nobody else sees it. A comment would tell everybody.</p>
${read.length > 0 && html`<p class="gap">Good to read first: ${read.map((link, i) => html`${i > 0 && " and "}${link}`)}.</p>`}</section>`;
}
