/** The page of a run: its applied steps, its skipped steps with the reasons, and the undo button. */

import { capital } from "#shared/core/capital.ts";
import { nothingUndone, skippedBecause, waitSince, wouldUndo } from "#shared/core/messages/plan.ts";
import { appliedGroups, podsFormed } from "#shared/core/plan/done-by-run.ts";
import { type Change, undoOf } from "#shared/core/plan/plan.ts";
import type { GroupOutcome, Run } from "#shared/core/ports.ts";
import type { Settings } from "#shared/core/settings.ts";
import { layout } from "#shared/web/layout.ts";
import { linkTo } from "#shared/web/links.ts";
import { count, html, type Markup } from "#shared/web/markup.ts";
import { moment } from "#shared/web/parts.ts";
import { changeRow, savingOf } from "./change-row.ts";
import { type LeftOutView, leftOutCost, leftOutList } from "./left-out.ts";
import type { Visitor } from "./links.ts";
import { type NotifiedView, notifiedPanel } from "./notified.ts";
import { queryWithKey } from "./plan-page.ts";
import { skippedGroups } from "./runner.ts";
import { inTerminal } from "./terminal.ts";
import type { UndoOutlook } from "./undo-outlook.ts";
import type { Naming } from "./views.ts";

export interface RunPage {
  readonly settings: Settings;
  /** With all its rows, or with the first ones of many. */
  readonly run: Run;
  readonly naming: Naming;
  /** Whether the reader proved to be a maintainer; others see no names. */
  readonly proven: boolean;
  /** The request's address, whose `?key=` the page's own commands carry on. */
  readonly action: string;
  readonly link: Visitor["link"];
  /** Whether the reader decided on its plan when it was applied already, and was sent here. */
  readonly already?: boolean;
  /** A sentence: why nothing of it can ever be taken back. */
  readonly forGood?: string | undefined;
  /** What an undo would do now; only with proof, and unknown while the planner is busy. */
  readonly outlook?: UndoOutlook | undefined;
  /** How many people this undo took back to the waiting list. */
  readonly waiting?: number;
  /** Why steps were skipped, with the names of who or what it was; only with proof. */
  readonly skipped?: readonly { readonly group: number; readonly detail: string }[];
  /** The people whom an undo left where they are, with a sentence why; only with proof. */
  readonly stays?: readonly { readonly login: string | null; readonly detail: string }[];
  /** Who was told of it; only with proof. */
  readonly notified?: NotifiedView;
  /** The cost in points of leaving people out, and a sentence for each step. */
  readonly leftOut?: LeftOutView;
}

export const RUN_TITLES: Readonly<Record<Run["kind"], string>> = {
  plan: "Plan applied",
  seating: "Seating",
  undo: "Changes undone",
};

export const isUndoable = (run: Run): boolean =>
  run.kind !== "undo" && run.finished && !run.undone && appliedGroups(run).length > 0;

export function runPage(page: RunPage): string {
  const { settings, run, proven } = page;
  const [applied, skipped] = [appliedGroups(run), skippedGroups(run)];
  const undoable = isUndoable(run);
  return layout({
    settings,
    title: RUN_TITLES[run.kind],
    private: true,
    body: html`<div class="wrap"><p class="crumbs"><a href="${linkTo(settings, "rebalance", "/runs")}">Runs</a> / ${run.id}</p>
<div class="title"><h1>${RUN_TITLES[run.kind]}</h1>${runTag(run)}</div>
<p class="lead">Started ${moment(run.startedAt)}. ${count(applied.length, "step")} applied, ${skipped.length} skipped.${page.waiting ? ` ${waitSince(page.waiting)}` : ""}</p>${below(page)}
<div class="split"><div class="stack">${page.already && ALREADY}${proven && [details(page, "Applied", applied), details(page, "Skipped", skipped), stayers(page), leftOut(page), page.notified && notifiedPanel("Told", settings, page.notified)]}${run.changes.length === 0 && html`<section class="panel"><h2>Nothing had to change</h2></section>`}</div>
<div class="stack">${undoable && undoing(page)}${run.undone && theUndo(page)}</div></div></div>`,
  });
}

/** Links to what stands below the steps, of which a page on a phone may hold metres. */
function below({ run, proven, notified }: RunPage): Markup | false {
  const told = proven && notified !== undefined && notified.told.length + notified.notReached.length > 0;
  const undo = run.undone ? "what undid it" : isUndoable(run) && "undo";
  const links = [
    ...(told ? [html`<a href="#told">who was told</a>`] : []),
    ...(undo ? [html`<a href="#undo">${undo}</a>`] : []),
  ];
  return (
    links.length > 0 &&
    html`<p class="hint">Below the steps: ${links.flatMap((link, at) => (at > 0 ? [", ", link] : [link]))}.</p>`
  );
}

const ALREADY = html`<section class="panel warn"><h2>Applied before</h2><p>When you pressed the button, the plan was already applied. This is its run: you pressed twice, or somebody else applied it. The second time changed nothing.</p></section>`;

function undoing(page: RunPage): Markup {
  const { forGood, proven, outlook, run } = page;
  if (forGood !== undefined) return notUndone(forGood);
  if (!proven) return undoFromATerminal(run);
  return outlook?.back === 0 ? notUndone(nothingUndone(outlook.stays)) : undo(page);
}

const notUndone = (why: string): Markup => html`<section class="panel" id="undo"><h2>Undo</h2><p>${why}</p></section>`;

const undo = ({
  settings,
  run,
  action,
  outlook,
}: RunPage): Markup => html`<section class="panel" id="undo"><h2>Undo</h2>
<form method="post" action="${linkTo(settings, "rebalance", `/runs/${encodeURIComponent(run.id)}${queryWithKey(action)}`)}"><input type="hidden" name="do" value="undo"><input type="hidden" name="run" value="${run.id}"><button class="button stop wide">Undo this run</button></form>
<p class="hint gap">${outlook ? wouldUndo(outlook, settings.rebalance.seat) : "It takes back those who can still return to where they were; the others stay where they are, and are listed with the reason."} People who joined since then keep their seats.</p></section>`;

const undoFromATerminal = ({ id }: Run): Markup =>
  html`<section class="panel" id="undo"><h2>Undo</h2><p>A maintainer's link to this page has a button. The first command makes one; the second undoes this run at once:</p><pre class="gap" tabindex="0">${inTerminal({ do: "link", run: id })}</pre><pre class="gap" tabindex="0">${inTerminal({ do: "undo", run: id })}</pre></section>`;

const theUndo = ({ run, link }: RunPage): Markup =>
  html`<section class="panel" id="undo"><h2>Undone</h2><p>This run was undone. <a href="${link({ kind: "run", id: undoOf(run.id) })}">See the run that undid it</a>.</p></section>`;

export function runTag({ undone, finished }: Pick<Run, "undone" | "finished">): Markup {
  if (undone) return html`<span class="tag">Undone</span>`;
  return finished ? html`<span class="tag good">Done</span>` : html`<span class="tag open">Not finished</span>`;
}

function details(
  { settings, run, naming, skipped = [] }: RunPage,
  title: string,
  groups: readonly GroupOutcome[],
): Markup | false {
  const rows = byGroup(run.changes);
  const formed = withFormed(naming, groups);
  const shown = groups.filter(({ group }) => rows.has(group));
  const rest = groups.length - shown.length;
  const why = new Map(skipped.map(({ group, detail }) => [group, detail]));
  const step = (outcome: GroupOutcome) =>
    html`<li>${outcome.outcome === "skipped" && html`<p class="call">${capital(why.get(outcome.group) ?? skippedBecause(outcome.reason))}.</p>`}${savingOf(rows.get(outcome.group) ?? [], formed)}<ul class="rows">${rows
      .get(outcome.group)
      ?.map((change) => changeRow(settings, change, formed, NO_CHOICE))}</ul></li>`;
  return (
    groups.length > 0 &&
    html`<section class="panel"><h2>${title}</h2><ul class="groups">${shown.map(step)}</ul>${rest > 0 && html`<p class="hint">${count(rest, "more step", "more steps")} ${rest === 1 ? "is" : "are"} in the run as JSON, page by page.</p>`}</section>`
  );
}

function stayers({ stays = [] }: RunPage): Markup | false {
  return (
    stays.length > 0 &&
    html`<section class="panel prose"><h2>Not taken back</h2><ul>${stays.map(({ login, detail }) => html`<li>${login ?? "A former member"}: ${detail}</li>`)}</ul></section>`
  );
}

function leftOut({ leftOut }: RunPage): Markup | false {
  if (!leftOut || leftOut.dropped.length === 0) return false;
  const { cost, dropped } = leftOut;
  return html`<section class="panel prose"><h2>Left out</h2><p>${leftOutCost(dropped.length, cost)}</p>${leftOutList(dropped)}</section>`;
}

const NO_CHOICE = { choose: false, asked: new Set<string>(), ticked: new Set<string>() };

function byGroup(changes: readonly Change[]): Map<number, Change[]> {
  const groups = new Map<number, Change[]>();
  for (const change of changes) groups.set(change.group, [...(groups.get(change.group) ?? []), change]);
  return groups;
}

/** Names the pods that the run formed by the numbers they got. */
export function withFormed(naming: Naming, groups: readonly GroupOutcome[]): Naming {
  const numbers = podsFormed(groups);
  const real = (id: string) => String(numbers[id] ?? id);
  return { ...naming, slug: (id) => naming.slug(real(id)), pod: (id) => naming.pod(real(id)) };
}
