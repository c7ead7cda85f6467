/** A plan to decide on. Without proof it shows counts and points; with proof, every change with its reasons and a checkbox. */

import { type Change, countChanges } from "#shared/core/plan/plan.ts";
import type { PlanPart, StoredPlan } from "#shared/core/ports.ts";
import type { Settings } from "#shared/core/settings.ts";
import { layout } from "#shared/web/layout.ts";
import { linkTo } from "#shared/web/links.ts";
import { count, html, type Markup, number } from "#shared/web/markup.ts";
import { moment } from "#shared/web/parts.ts";
import { changeRow } from "./change-row.ts";
import { changedPods } from "./changed-pods.ts";
import { comparisonTable } from "./comparison-table.ts";
import type { Naming } from "./views.ts";

interface PlanPage {
  readonly settings: Settings;
  /** With all its rows, or with the first ones and the counts of all. */
  readonly plan: StoredPlan & Partial<Pick<PlanPart, "counts">>;
  readonly naming: Naming;
  /** Whether the reader proved to be a maintainer; others see no names. */
  readonly proven: boolean;
  /** The request's address, whose `?key=` the page's own commands carry on. */
  readonly action: string;
  /** Whether the reader decided on another plan that was no longer waiting, and was sent to this one. */
  readonly instead?: boolean;
}

export function planPage(page: PlanPage): string {
  const { settings, plan, proven } = page;
  const counts = plan.counts ?? countChanges(plan.changes);
  const stay = plan.before.seated - counts.move - counts.wait;
  const waiting = plan.status === "waiting";
  return layout({
    settings,
    title: "Plan",
    private: proven,
    body: html`<div class="wrap"><p class="crumbs"><a href="${linkTo(settings, "rebalance")}">Rebalance</a> / Plan</p>
<div class="title"><h1>The plan</h1>${STATUS[plan.status]}</div>
<p class="lead"><b>${number(stay)} of ${count(plan.before.seated, "person", "people")} in a pod stay where they are.</b> ${proven && waiting ? "Tick anyone who should stay put. Nothing happens until you press Apply, and you can undo it." : waiting && "A maintainer decides whether to apply it."}</p>
<div class="split"><div class="stack">${proven && page.instead && INSTEAD}${proven ? changes(page, counts) : countsOnly(counts)}</div>
<div class="stack">${proven && waiting && decide(page)}${comparisonTable(plan)}${proven && waiting && fromATerminal(plan)}</div></div></div>`,
  });
}

const INSTEAD = html`<section class="panel warn"><h2>This is another plan</h2><p>The plan you decided on was already applied or discarded, or none of it fits any more. Your decision changed nothing. Here is a fresh plan.</p></section>`;

const STATUS: Readonly<Record<StoredPlan["status"], Markup>> = {
  waiting: html`<span class="tag open">Waiting for a maintainer</span>`,
  applied: html`<span class="tag good">Applied</span>`,
  discarded: html`<span class="tag">Discarded</span>`,
};

type Counts = PlanPart["counts"];

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

function countsOnly(counts: Counts): Markup {
  const lines = kindsIn(counts).map(([, title]) => html`<li>${title}</li>`);
  return html`<section class="panel prose"><h2>What would change</h2>${lines.length > 0 ? html`<ul>${lines}</ul>` : NOTHING}
<p class="hint">Names are for maintainers only. They see them through the link they were sent.</p></section>`;
}

const NOTHING = html`<p>Nothing: no better seating was found within the limit of moves.</p>`;

function changes({ settings, plan, naming }: PlanPage, counts: Counts): Markup {
  const choice = { choose: plan.status === "waiting", staying: new Set(plan.staying) };
  const sections = kindsIn(counts).map(([kind, title]) => {
    const some = plan.changes.filter((change) => change.kind === kind);
    const rest = counts[kind] - some.length;
    const more = rest > 0 && html`<p class="hint">${number(rest)} more are in the plan as JSON, page by page.</p>`;
    return html`<section class="panel"><h2>${title}</h2><ul class="rows">${some.map((change) => changeRow(settings, change, naming, choice))}</ul>${more}</section>`;
  });
  if (sections.length === 0) return html`<section class="panel"><h2>Nothing to change</h2>${NOTHING}</section>`;
  return html`${sections}${changedPods(plan.changes, naming)}`;
}

/** The checkboxes in the rows name this form by its id, so one form spans the page without a script. */
function decide({ settings, plan, action }: PlanPage): Markup {
  const address = linkTo(settings, "rebalance", `/plans/${plan.id}${keyOf(action)}`);
  return html`<section class="panel"><h2>Decide</h2>
<form method="post" action="${address}" id="apply"><input type="hidden" name="do" value="apply"><input type="hidden" name="plan" value="${plan.id}">
<button class="button wide">Apply the plan</button></form>
<form class="gap" method="post" action="${address}"><input type="hidden" name="do" value="discard"><input type="hidden" name="plan" value="${plan.id}">
<button class="button stop wide">Discard it</button></form>
<p class="hint gap">Made ${moment(plan.createdAt)}, in ${count(plan.groups, "step")}. Each step is complete by itself; one that no longer fits, because people joined or left since, is skipped and listed with the reason. Leaving a person out leaves out their whole step.</p></section>`;
}

/** The query of a signed link. Only the query is kept: inside a function the host is not the public one. */
export const keyOf = (address: string): string => new URL(address, "http://function").search;

const fromATerminal = ({
  id,
}: StoredPlan): Markup => html`<section class="panel"><h2>The same from a terminal</h2><pre tabindex="0">faas-cli invoke rebalance \\
 -H "Authorization: Bearer $KEY" \\
 &lt;&lt;&lt; '{"do":"apply","plan":"${id}"}'</pre></section>`;
