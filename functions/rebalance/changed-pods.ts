/** The pods that a plan changes, with who comes and who goes. */

import type { Change } from "#shared/core/plan/plan.ts";
import type { PodId } from "#shared/core/scoring/community.ts";
import { count, html, type Markup } from "#shared/web/markup.ts";
import { face, nameOf } from "#shared/web/parts.ts";
import type { Naming } from "./views.ts";

interface Touched {
  readonly comes: string[];
  readonly goes: string[];
}

export function changedPods(changes: readonly Change[], naming: Naming): Markup | false {
  const touched = touchedBy(changes);
  return (
    touched.size > 0 &&
    html`<section class="panel"><div class="head"><h2>${count(touched.size, "pod")} touched</h2><p class="hint">green comes, dashed goes</p></div>
<ul class="touched">${[...touched].map(([id, change]) => podRow(id, change, naming))}</ul></section>`
  );
}

function podRow(id: PodId, { comes, goes }: Touched, naming: Naming): Markup {
  const people = (some: readonly string[]) => some.map((pseudonym) => ({ login: naming.login(pseudonym) }));
  const named = (some: readonly string[]) => people(some).map(nameOf).join(", ") || "nobody";
  const words = `Comes: ${named(comes)}. Goes: ${named(goes)}.`;
  const faces = [
    ...people(comes).map((one) => face(one, { role: "in" })),
    ...people(goes).map((one) => face(one, { role: "out" })),
  ];
  return html`<li><b><bdi>${naming.pod(id)}</bdi></b><div class="seats" role="img" aria-label="${words}">${faces}</div><span class="dim">${signed(comes.length - goes.length)}</span></li>`;
}

/** +1, −2, or "same size" */
const signed = (n: number): string => (n === 0 ? "same size" : n > 0 ? `+${n}` : `−${-n}`);

/** By pod, in the order of the plan. */
function touchedBy(changes: readonly Change[]): Map<PodId, Touched> {
  const touched = new Map<PodId, Touched>();
  const of = (id: PodId): Touched => {
    const known = touched.get(id) ?? { comes: [], goes: [] };
    touched.set(id, known);
    return known;
  };
  for (const change of changes) {
    if ((change.kind === "move" || change.kind === "wait") && change.from !== null)
      of(change.from).goes.push(change.member);
    if (change.kind === "move" || change.kind === "seat") of(change.to).comes.push(change.member);
  }
  return touched;
}
