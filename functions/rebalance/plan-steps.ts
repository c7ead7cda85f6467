/** The steps of a plan, each with its people, its reasons and the sizes that it leaves behind. */

import { changesByGroup } from "#shared/core/plan/group-codec.ts";
import type { Change } from "#shared/core/plan/plan.ts";
import type { PodId } from "#shared/core/scoring/community.ts";
import type { Settings } from "#shared/core/settings.ts";
import { html, type Markup } from "#shared/web/markup.ts";
import { changeRow, savingOf } from "./change-row.ts";
import { type Size, sizeInWords, sizesAfter } from "./sizes.ts";
import type { Naming } from "./views.ts";

export interface Steps {
  readonly settings: Settings;
  readonly changes: readonly Change[];
  readonly naming: Naming;
  /** Whether people can still be left out. */
  readonly choose: boolean;
  /** People who asked to stay, and people who were ticked. */
  readonly asked: ReadonlySet<string>;
  readonly ticked: ReadonlySet<string>;
  /** The steps that are left out, or were when the plan was applied. */
  readonly without: Without | undefined;
}

export interface Without {
  /** The people who stay in a run that has begun. */
  readonly staying?: readonly string[];
  readonly dropped: readonly { readonly group: number }[];
  readonly unfit: readonly { readonly group: number; readonly detail: string }[];
}

export function planSteps({ settings, changes, naming, choose, asked, ticked, without }: Steps): Markup[] {
  const sizes = sizesNow(changes, naming);
  const dropped = new Set(without?.dropped.map(({ group }) => group));
  const unfit = new Map(without?.unfit.map(({ group, detail }) => [group, detail]));
  return changesByGroup(changes).map(([number, rows]) => {
    const out = dropped.has(number) || unfit.has(number);
    const changed = choose && !out ? sizesAfter(rows, sizes) : new Map<PodId, Size>();
    const detail = unfit.get(number);
    return html`<li class="step${out && " out"}"><div class="head"><h3>Step ${number + 1}</h3>${sizeList(changed, naming)}${choose && IF_TICKED}${dropped.has(number) && LEFT_OUT}</div>
${detail !== undefined && html`<p class="call">${choose ? "No longer fits" : "Skipped"}: ${detail}.</p>`}${savingOf(rows, naming)}<ul class="rows">${rows.map((change, at) => changeRow(settings, change, naming, { choose: choose && isFirst(change, rows, at), asked, ticked }))}</ul></li>`;
  });
}

/** Somebody with a seat and a role in a step has one box, which leaves out both: the step is made whole or not at all. */
const isFirst = (change: Change, rows: readonly Change[], at: number): boolean =>
  "member" in change && rows.findIndex((row) => "member" in row && row.member === change.member) === at;

const LEFT_OUT = html`<span class="tag open">Left out</span>`;
/** The style sheet shows it while a box in the step is ticked: a step is made whole or not at all. */
const IF_TICKED = html`<span class="tag open if-ticked">The whole step is left out</span>`;

const sizeList = (sizes: ReadonlyMap<PodId, Size>, naming: Naming): Markup | false =>
  sizes.size > 0 &&
  html`<p class="hint">${[...sizes].map(
    ([id, size], n) => html`${n > 0 && ", "}<bdi>${naming.pod(id)}</bdi> ${sizeInWords(size)}`,
  )}</p>`;

/** The sizes of all pods that the changes name. */
export function sizesNow(changes: readonly Change[], naming: Naming): Map<PodId, number> {
  const ids = changes.flatMap((change) => [
    ...("from" in change && change.from !== null ? [change.from] : []),
    ...("to" in change ? [change.to] : []),
  ]);
  return new Map([...new Set(ids)].map((id) => [id, naming.size(id) ?? 0]));
}
