/** Before and after, in the figures a maintainer asks for. */
import type { Plan, Summary } from "../core/rebalance/plan.ts";
import { html, type Markup, number } from "./markup.ts";

interface Figure {
  readonly goal: string;
  readonly of: (summary: Summary) => number;
  readonly percent?: true;
  /** Fewer is better. */
  readonly less?: true;
}

const share = (part: number, whole: number): number => (whole === 0 ? 0 : Math.round((part / whole) * 100));

const FIGURES: readonly Figure[] = [
  { goal: "People in a pod", of: ({ seated }) => seated },
  { goal: "People waiting", of: ({ waiting }) => waiting, less: true },
  { goal: "Pods", of: ({ pods }) => pods },
  { goal: "Pods of five to nine", of: ({ podsInRange }) => podsInRange },
  { goal: "In their first area", of: ({ choices, seated }) => share(choices[0], seated), percent: true },
  { goal: "Pods with somebody experienced", of: ({ podsWithExperienced }) => podsWithExperienced },
  { goal: "Pods within six hours", of: ({ podsCloseInHours }) => podsCloseInHours },
  { goal: "Pods with an advocate", of: ({ podsWithAdvocate }) => podsWithAdvocate },
  { goal: "Points (fewer is better)", of: ({ points }) => points, less: true },
];

export function whatGetsBetter({ before, after }: Pick<Plan, "before" | "after">): Markup {
  const row = ({ goal, of, percent, less }: Figure) => {
    const [now, then] = [of(before), of(after)];
    const better = less ? then < now : then > now;
    const unit = percent ? "%" : "";
    return html`<tr><th scope="row">${goal}</th><td class="n">${number(now)}${unit}</td><td class="n${better ? " better" : ""}">${number(then)}${unit}</td></tr>`;
  };
  return html`<section class="panel"><h2>What gets better</h2><table><thead><tr><th scope="col">Goal</th><th scope="col" class="n">Now</th><th scope="col" class="n">After</th></tr></thead><tbody>${FIGURES.map(row)}</tbody></table></section>`;
}
