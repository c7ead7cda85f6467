/** The pods that a plan changes, with the people who join and leave them. */

import type { Change } from "#shared/core/plan/plan.ts";
import type { PodId } from "#shared/core/scoring/community.ts";
import { count, html, type Markup } from "#shared/web/markup.ts";
import { face, nameOf } from "#shared/web/parts.ts";
import type { Naming } from "./views.ts";

interface Exchange {
  readonly joining: string[];
  readonly leaving: string[];
}

export function changedPods(changes: readonly Change[], naming: Naming): Markup | false {
  const exchanges = exchangesOf(changes);
  return (
    exchanges.size > 0 &&
    html`<section class="panel"><div class="head"><h2>${count(exchanges.size, "pod changes", "pods change")}</h2><p class="hint">green: joins, dashed: leaves</p></div>
<ul class="touched">${[...exchanges].map(([id, change]) => podRow(id, change, naming))}</ul></section>`
  );
}

function podRow(id: PodId, { joining, leaving }: Exchange, naming: Naming): Markup {
  const people = (some: readonly string[]) => some.map((pseudonym) => ({ login: naming.login(pseudonym) }));
  const named = (some: readonly string[]) => people(some).map(nameOf).join(", ") || "nobody";
  const words = `Joins: ${named(joining)}. Leaves: ${named(leaving)}.`;
  const faces = [
    ...people(joining).map((one) => face(one, { role: "in" })),
    ...people(leaving).map((one) => face(one, { role: "out" })),
  ];
  return html`<li><b><bdi>${naming.pod(id)}</bdi></b><div class="seats" role="img" aria-label="${words}">${faces}</div><span class="dim">${signed(joining.length - leaving.length)}</span></li>`;
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
