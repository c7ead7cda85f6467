/** A plan to decide on. Without proof it shows counts and points; with proof, every change with its reasons and a checkbox. */

import { capital } from "#shared/core/capital.ts";
import { overLimitInWords, recentInWords, settlingInWords } from "#shared/core/messages/plan.ts";
import { type Change, countChanges } from "#shared/core/plan/plan.ts";
import { hasWayBack } from "#shared/core/plan/way-back.ts";
import type { PlanPart, StoredPlan } from "#shared/core/ports.ts";
import type { Settings } from "#shared/core/settings.ts";
import { layout } from "#shared/web/layout.ts";
import { linkTo, query } from "#shared/web/links.ts";
import { count, html, type Markup, number, sentenceList } from "#shared/web/markup.ts";
import { moment } from "#shared/web/parts.ts";
import { changedPods } from "./changed-pods.ts";
import { comparisonsInWords, publicComparisonsInWords } from "./comparison.ts";
import { comparisonTable } from "./comparison-table.ts";
import { stayersIn } from "./except.ts";
import { leftOutCost, leftOutList } from "./left-out.ts";
import type { Visitor } from "./links.ts";
import { type NotifiedView, notifiedPanel } from "./notified.ts";
import { planSteps, sizesNow, type Without } from "./plan-steps.ts";
import type { Chosen } from "./preview.ts";
import { sizeInWords, sizesAfter } from "./sizes.ts";
import { inTerminal } from "./terminal.ts";
import type { Naming } from "./views.ts";

interface PlanPage {
  readonly settings: Settings;
  /** With all its rows, or with the first ones and the counts of all. */
  readonly plan: StoredPlan & Partial<Pick<PlanPart, "counts">>;
  readonly naming: Naming;
  /** Whether the reader proved to be a maintainer; others see no names. */
  readonly proven: boolean;
  /** Sentences about areas that the settings no longer name. */
  readonly lostAreas?: readonly string[];
  /** The request's address, whose `?key=` the page's own commands carry on. */
  readonly action: string;
  /** Whether the reader decided on another plan that was no longer waiting, and was sent to this one. */
  readonly instead?: boolean;
  /** Who was asked about it, and who was told of its run; only with proof. */
  readonly asked?: NotifiedView | undefined;
  readonly told?: NotifiedView | undefined;
  readonly link: Visitor["link"];
  readonly connection?: Visitor["connection"];
  /** The run that applied it. */
  readonly run?: string | undefined;
  /** What that run left out or skipped; only with proof. */
  readonly without?: Without | undefined;
  /** What the people whom the reader ticked lead to, or what happened since the plan was made. */
  readonly chosen?: Chosen | undefined;
  /** A sentence: what happened since the plan was made could not be checked. */
  readonly unchecked?: string | undefined;
}

export function planPage(page: PlanPage): string {
  const { settings, plan, proven } = page;
  const { before, after, counts } = page.chosen?.preview ?? { ...plan, counts: countsOf(plan) };
  const stay = before.seated - counts.move - counts.wait;
  const scope = scopeOf(page);
  const waiting = plan.status === "waiting" && !isEmpty(plan);
  return layout({
    settings,
    title: "Plan",
    private: true,
    body: html`<div class="wrap"><p class="crumbs"><a href="${linkTo(settings, "rebalance")}">Rebalance</a> / Plan</p>
<div class="title"><h1>The plan</h1>${isEmpty(plan) ? NOTHING_TO_DO : STATUS[plan.status]}</div>
<p class="lead">${scope && `${capital(scope)}: `}<b>${before.seated === 0 ? "Nobody sits in a pod yet." : `${number(stay)} of ${count(before.seated, "person", "people")} in a pod stay where they are.`}</b> ${proven && waiting ? html`Tick anyone who should ${before.seated === 0 ? "go on waiting" : "stay put"}. Nothing happens until you press <a href="#decide">Apply</a>${plan.changes.some(hasWayBack(plan.changes, settings)) ? ", and the page of its run says how much of it an undo takes back" : ""}.` : waiting && "A maintainer decides whether to apply it."}${plan.recent > 0 && ` ${recentInWords(plan.recent)}`}${plan.settling > 0 && ` ${settlingInWords(plan.settling, plan.settleWeeks, plan.recent > 0)}`}</p>
<div class="split"><div class="stack">${page.instead && INSTEAD}${page.lostAreas?.length ? lost(page.lostAreas) : false}${page.unchecked !== undefined && notChecked(page.unchecked)}${proven && waiting && choice(page)}${proven ? changes(page) : countsOnly(plan, counts)}</div>
<div class="stack">${plan.status === "applied" && page.run !== undefined && theRun(page.link({ kind: "run", id: page.run }))}${page.asked && notifiedPanel("Asked", settings, page.asked, plan.status !== "waiting" || page.run !== undefined)}${page.told && notifiedPanel("Told", settings, page.told)}${proven && waiting && [decide(page), mayAsk(page) && askFirst(page)]}${comparisonTable(proven ? comparisonsInWords(before, after) : publicComparisonsInWords(before, after), scope)}${proven && waiting && !isNothingLeft(page.chosen) && fromATerminal(page)}<p class="hint"><a href="${linkTo(settings, "rebalance", "/runs")}">All runs</a>, also to undo one</p>${page.connection !== undefined && html`<p class="hint"><a href="${page.connection}">Connection</a>: whether people and pods find each other</p>`}</div></div></div>`,
  });
}

const INSTEAD = html`<section class="panel warn"><h2>This is another plan</h2><p>The plan you decided on was already discarded, or none of it fits any more. Your decision changed nothing. Here is a fresh plan. To decide on it, a maintainer sends <code>{"do":"link"}</code> and opens the link in the answer.</p></section>`;

const notChecked = (sentence: string): Markup =>
  html`<section class="panel warn"><h2>Not checked against the present</h2><p>${sentence}</p></section>`;

const lost = (sentences: readonly string[]): Markup =>
  html`<section class="panel warn"><h2>Areas that are gone</h2>${sentences.map((sentence) => html`<p>${sentence}</p>`)}</section>`;

const STATUS: Readonly<Record<StoredPlan["status"], Markup>> = {
  waiting: html`<span class="tag open">Waiting for a maintainer</span>`,
  applied: html`<span class="tag good">Applied</span>`,
  discarded: html`<span class="tag">Discarded</span>`,
};

/** A plan without changes waits for nobody, and is never applied. */
const isEmpty = (plan: PlanPage["plan"]): boolean => kindsIn(countsOf(plan)).length === 0;

const NOTHING_TO_DO = html`<span class="tag">Nothing to do</span>`;

const theRun = (address: string): Markup =>
  html`<section class="panel"><h2>The run</h2><p>This plan was applied. <a href="${address}">See the run</a>, who was affected, and undo it there.</p></section>`;

/** What the figures of the page are about, where it shows that steps are left out. */
function scopeOf({ chosen, without }: PlanPage): string | undefined {
  if (chosen?.byReader) return "with your choice";
  if (chosen && leavesOut(chosen)) return "as of now";
  return without && without.dropped.length + without.unfit.length > 0 ? "in the whole plan" : undefined;
}

const leavesOut = ({ dropped, unfit }: Chosen): boolean => dropped.length + unfit.length > 0;

type Counts = PlanPart["counts"];

const countsOf = (plan: PlanPage["plan"]): Counts => plan.counts ?? countChanges(plan.changes);

/** In the order of interest: people first. */
const KINDS: readonly [Change["kind"], (n: number) => string][] = [
  ["seat", (n) => `${count(n, "person takes", "people take")} a seat`],
  ["move", (n) => `${count(n, "person moves", "people move")}`],
  ["wait", (n) => `${count(n, "person waits", "people wait")}`],
  ["form", (n) => `${count(n, "pod forms", "pods form")}`],
  ["close", (n) => `${count(n, "pod closes", "pods close")}`],
  ["advocate", (n) => `${count(n, "pod gains", "pods gain")} an advocate`],
];

/** The kinds that occur, each with its title. */
const kindsIn = (counts: Counts): [Change["kind"], string][] =>
  KINDS.flatMap(([kind, title]) => (counts[kind] > 0 ? [[kind, title(counts[kind])]] : []));

/** Finding out what would be applied now takes the planner, which works for maintainers only. */
function countsOnly({ createdAt, status, asked, overLimit }: StoredPlan, counts: Counts): Markup {
  const lines = kindsIn(counts).map(([, title]) => html`<li>${title}</li>`);
  return html`<section class="panel prose"><h2>What would change</h2>${lines.length > 0 ? html`<ul>${lines}</ul>` : nothing(overLimit)}
<p class="hint">These are the figures of ${moment(createdAt)}, when the plan was made. ${status === "waiting" && "Steps that no longer fit are left out when it is applied. "}Names are for maintainers, who see them through the link they were sent; ${asked === undefined ? "once people are asked" : "as people were asked"}, the page of each of them says which move it has for them.</p></section>`;
}

const nothing = (overLimit: StoredPlan["overLimit"]): Markup =>
  html`<p>${overLimit ? overLimitInWords(overLimit) : "Within the limit of moves, no better seating was found that is worth it to the people who would move."}</p>`;

function changes(page: PlanPage): Markup {
  const { settings, plan, naming, chosen, without = chosen } = page;
  if (plan.changes.length === 0)
    return html`<section class="panel"><h2>What would change</h2>${nothing(plan.overLimit)}</section>`;
  const choose = plan.status === "waiting";
  const asked = new Set(stayersIn(plan, []));
  const steps = planSteps({ settings, changes: plan.changes, naming, choose, asked, ticked: tickedOn(page), without });
  const rest = Object.values(countsOf(plan)).reduce((sum, n) => sum + n, 0) - plan.changes.length;
  const more =
    rest > 0 &&
    html`<p class="hint">${count(rest, "more change is", "more changes are")} in the plan as JSON, page by page.</p>`;
  const kinds = kindsIn(chosen?.preview.counts ?? countsOf(plan)).map(([, title]) => title);
  const scope = scopeOf(page);
  const out = new Set([...(without?.dropped ?? []), ...(without?.unfit ?? [])].map(({ group }) => group));
  const remaining = plan.changes.filter(({ group }) => !out.has(group));
  const sizes = choose ? sizesAfter(remaining, sizesNow(remaining, naming)) : undefined;
  return html`<section class="panel"><h2>${count(plan.groups, "step")}</h2><p class="hint">${scope && `${capital(scope)}: `}${kinds.length > 0 ? sentenceList(kinds) : "nothing changes"}. Each step is made whole or not at all.</p><ul class="groups">${steps}</ul>${more}</section>${changedPods(remaining, naming, sizes)}`;
}

/** What the ticked boxes lead to, or what happened since the plan was made, before anything is applied. */
function choice({ plan, naming, chosen }: PlanPage): Markup | false {
  if (!chosen || !(chosen.byReader || leavesOut(chosen))) return false;
  const { preview, dropped, cost, byReader } = chosen;
  const sum =
    preview.applied.length === 0
      ? `Nothing is left to apply: ${chosen.ticked.size > 0 ? "untick somebody, or " : ""}discard the plan.`
      : `${count(preview.applied.length, "step")} of ${number(plan.groups)} would be applied.`;
  const sizes = preview.sizes.map(
    ({ pod, ...size }) =>
      html`<li><bdi>${naming.pod(pod)}</bdi>: ${sizeInWords(size)} ${size.after === 1 ? "person" : "people"}</li>`,
  );
  return html`<section class="panel prose warn" id="choice"><h2>${byReader ? "What your choice changes" : "What would be applied now"}</h2><p>${sum} ${dropped.length > 0 && leftOutCost(dropped.length, cost)}</p>
${leftOutList(dropped)}
${preview.unfit.length > 0 && html`<p>${count(preview.unfit.length, "step no longer fits", "steps no longer fit")} and would be skipped.</p>`}
${sizes.length > 0 && html`<p>Pods would then have:</p><ul>${sizes}</ul>`}<p>Nothing has happened yet.</p></section>`;
}

const isNothingLeft = (chosen: Chosen | undefined): boolean => chosen?.preview.applied.length === 0;

/** The checkboxes in the rows name this form by its id, so one form spans the page without a script. */
function decide({ settings, plan, action, chosen }: PlanPage): Markup {
  const page = linkTo(settings, "rebalance", `/plans/${plan.id}`);
  const key = keyIn(action);
  const signed = `${page}${queryWithKey(action)}`;
  const nothing = isNothingLeft(chosen);
  return html`<section class="panel" id="decide"><h2>Decide</h2>
<form method="get" action="${page}" id="apply">${key !== null && html`<input type="hidden" name="key" value="${key}">`}
<button class="button quiet wide" name="except" value="">See what my choice changes</button>
${!nothing && html`<button class="button wide gap" name="do" value="apply" formmethod="post" formaction="${signed}">${chosen?.ticked.size ? "Apply this choice" : "Apply the plan"}</button>`}</form>
<form class="gap" method="post" action="${signed}"><input type="hidden" name="do" value="discard">
<button class="button stop wide">Discard it</button></form>
<p class="hint gap">Made ${moment(plan.createdAt)}, in ${count(plan.groups, "step")}. Each step is complete by itself; one that no longer fits, because people joined or left since, is skipped and listed with the reason. Leaving a person out leaves out their whole step, and steps that save points only together with it.</p></section>`;
}

/** A plan is asked about once, before its run begins, and only if it takes somebody's seat, whatever the reader's choice. */
function mayAsk({ plan, asked, chosen, without }: PlanPage): boolean {
  const counts = chosen && !chosen.byReader ? chosen.preview.counts : countsOf(plan);
  return !asked && !without && counts.move + counts.wait > 0;
}

const askFirst = ({ settings, plan, action }: PlanPage): Markup =>
  html`<section class="panel"><h2>Ask first</h2>
<form method="post" action="${linkTo(settings, "rebalance", `/plans/${plan.id}`)}${queryWithKey(action)}"><input type="hidden" name="do" value="ask">
<button class="button quiet wide">Ask the people first</button></form>
<p class="hint gap">Each of them is mentioned once, and can say <code>/pod stay</code>. Their public pages say which move the plan has for them, and why.</p></section>`;

const keyIn = (address: string): string | null => new URL(address, "http://function").searchParams.get("key");

/** The key of a signed link as a query. Only the key is kept: inside a function the host is not the public one. */
export const queryWithKey = (address: string): string => query({ key: keyIn(address) ?? undefined });

/** The people whom the reader ticked; or who are left out of the run that has begun, which goes on without the same people. */
const tickedOn = ({ chosen, without }: PlanPage): ReadonlySet<string> => chosen?.ticked ?? new Set(without?.staying);

/** The same choice, too. */
function fromATerminal(page: PlanPage): Markup {
  const { plan, naming } = page;
  const except = [...tickedOn(page)].map((member) => naming.login(member));
  const body = { do: "apply", plan: plan.id, ...(except.length > 0 && { except }) };
  return html`<section class="panel"><h2>The same from a terminal</h2><pre tabindex="0">${inTerminal(body)}</pre></section>`;
}
