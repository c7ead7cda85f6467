/** The table "What changes": the goals before and after a plan, or a choice of its steps. */

import { capital } from "#shared/core/capital.ts";
import { html, type Markup } from "#shared/web/markup.ts";
import type { Comparison } from "./comparison.ts";

export function comparisonTable(comparisons: readonly Comparison[], scope = ""): Markup {
  const row = ({ goal, before, after, better }: Comparison) =>
    html`<tr><th scope="row">${capital(goal)}</th><td class="n">${before}</td><td class="n${better === true && after !== before ? " better" : ""}">${after}</td></tr>`;
  return html`<section class="panel"><h2>What changes${scope && ` ${scope}`}</h2><table><thead><tr><th scope="col">Goal</th><th scope="col" class="n">Now</th><th scope="col" class="n">After</th></tr></thead><tbody>${comparisons.map(row)}</tbody></table></section>`;
}
