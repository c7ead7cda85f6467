/** The pods that a plan changes, with their sizes and the people who join and leave them. */

import type { Change } from "#shared/core/plan/plan.ts";
import type { PodId } from "#shared/core/scoring/community.ts";
import { count, html, type Markup } from "#shared/web/markup.ts";
import { face, nameOf } from "#shared/web/parts.ts";
import { type Size, sizeInWords } from "./sizes.ts";
import type { Naming } from "./views.ts";

interface Exchange {
  readonly joining: string[];
  readonly leaving: string[];
}

/** `sizes` holds the pods whose size changes; `undefined` once the plan was decided on: sizes have changed since then. */
export function changedPods(
  changes: readonly Change[],
  naming: Naming,
  sizes: ReadonlyMap<PodId, Size> | undefined,
): Markup | false {
  const exchanges = exchangesOf(changes);
  const size = (id: PodId) => sizes && sizeOf(id, sizes, naming);
  return (
    exchanges.size > 0 &&
    html`<section class="panel"><div class="head"><h2>${count(exchanges.size, "pod changes", "pods change")}</h2><p class="hint">green: joins, dashed: leaves</p></div>
<ul class="touched">${[...exchanges].map(([id, change]) => podRow(id, change, naming, size(id)))}</ul></section>`
  );
}

function sizeOf(id: PodId, sizes: ReadonlyMap<PodId, Size>, naming: Naming): Size {
  const same = naming.size(id) ?? 0;
  return sizes.get(id) ?? { before: same, after: same };
}

function podRow(id: PodId, { joining, leaving }: Exchange, naming: Naming, size: Size | undefined): Markup {
  const people = (some: readonly string[]) => some.map((pseudonym) => ({ login: naming.login(pseudonym) }));
  const named = (some: readonly string[]) => people(some).map(nameOf).join(", ") || "nobody";
  const words = `Joins: ${named(joining)}. Leaves: ${named(leaving)}.`;
  const faces = [
    ...people(joining).map((one) => face(one, { role: "in" })),
    ...people(leaving).map((one) => face(one, { role: "out" })),
  ];
  return html`<li><b><bdi>${naming.pod(id)}</bdi></b><div class="seats" role="img" aria-label="${words}">${faces}</div><span class="dim">${size ? html`${sizeInWords(size)} <span class="unseen">people</span>` : signed(joining.length - leaving.length)}</span></li>`;
}

/** +1, −2, or "same size" */
const signed = (n: number): string => (n === 0 ? "same size" : n > 0 ? `+${n}` : `−${-n}`);

/** The people who join and leave, by pod, in the order of the plan. */
function exchangesOf(changes: readonly Change[]): Map<PodId, Exchange> {
  const exchanges = new Map<PodId, Exchange>();
  const of = (id: PodId): Exchange => {
    const known = exchanges.get(id) ?? { joining: [], leaving: [] };
    exchanges.set(id, known);
    return known;
  };
  for (const change of changes) {
    if ((change.kind === "move" || change.kind === "wait") && change.from !== null)
      of(change.from).leaving.push(change.member);
    if (change.kind === "move" || change.kind === "seat") of(change.to).joining.push(change.member);
  }
  return exchanges;
}
