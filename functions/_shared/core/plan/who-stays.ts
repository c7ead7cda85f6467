/** Who stays, where an undo cannot put everybody back. */
import type { PodId } from "../scoring/community.ts";
import type { LiveSeating } from "./live-seating.ts";
import type { Row } from "./plan.ts";

/** The row of the person by whose staying the fewest pods lack somebody experienced; of several, the last. */
export function whoStays(
  live: LiveSeating,
  rows: readonly Row[],
  among: readonly Row[],
  experienced: ReadonlySet<string>,
): Row[] {
  const pods = new Set(among.flatMap(({ from, to }) => [from ?? [], to ?? []].flat()));
  let best: { readonly row: Row; readonly lacking: number } | undefined;
  for (const row of among.toReversed()) {
    const others = rows.filter((other) => other !== row);
    const lacking = [...pods].filter((pod) => lacks(live, pod, others, experienced)).length;
    if (!best || lacking < best.lacking) best = { row, lacking };
  }
  return best ? [best.row] : [];
}

/** Whether a pod has people after these rows, and nobody experienced among them. */
function lacks({ pods }: LiveSeating, pod: PodId, rows: readonly Row[], experienced: ReadonlySet<string>): boolean {
  const people = new Set(pods.get(pod)?.members);
  for (const { member, from, to } of rows) {
    if (from === pod) people.delete(member);
    if (to === pod) people.add(member);
  }
  return people.size > 0 && ![...people].some((member) => experienced.has(member));
}
