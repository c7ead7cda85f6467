/** Compares figures that people care about before and after a plan, for the table "What gets better". */
import { unreachable } from "#shared/core/errors.ts";
import type { Summary } from "#shared/core/scoring/summary.ts";
import type { Row, Term } from "#shared/core/scoring/term-kinds.ts";
import { TERM_IDS, TERMS, type TermId } from "#shared/core/scoring/terms.ts";

const TERM_TABLE: Readonly<Record<TermId, Term>> = TERMS;

/** One figure that people care about, before and after a plan. */
export interface Comparison {
  readonly goal: string;
  readonly before: string;
  readonly after: string;
  /** `null` if it stays the same, or if the two figures cannot be compared. */
  readonly better: boolean | null;
}

/** The sizes of pods, the rows of each term of the points, then seated people, and the points themselves. */
export function comparisonsInWords(before: Summary, after: Summary): Comparison[] {
  const compare = ({ goal, figure, wanted, written = String }: Figure): Comparison => {
    const [was, is] = [figure(before), figure(after)];
    const better = was === is ? null : is > was === (wanted === "more");
    return { goal, before: written(was, before), after: written(is, after), better };
  };
  return [
    compare(figureOf({ goal: "five to nine people", shows: "pods", of: ({ podsInRange }) => podsInRange }, "size")),
    ...TERM_IDS.flatMap((id) =>
      TERM_TABLE[id].rows.filter((row) => isShown(row, [before, after])).map((row) => compare(figureOf(row, id))),
    ),
    compare({ goal: "seated", figure: ({ seated }) => seated, wanted: "more" }),
    compare({ goal: "points", figure: ({ points }) => points, wanted: "less" }),
  ];
}

const isShown = (row: Row, summaries: readonly Summary[]): boolean =>
  row.shows !== "people" || !row.isRare || summaries.some((summary) => row.of(summary) > 0);

interface Figure {
  readonly goal: string;
  readonly figure: (summary: Summary) => number;
  readonly wanted: "more" | "less";
  readonly written?: (value: number, summary: Summary) => string;
}

function figureOf(row: Row, term: TermId): Figure {
  const { goal } = row;
  switch (row.shows) {
    case "count":
      return { goal, figure: ({ terms }) => terms[term] / TERM_TABLE[term].points, wanted: "less" };
    case "number":
      return { goal, figure: row.of, wanted: row.wanted };
    case "pods":
      // Compared by their share, because plans form and close pods.
      return {
        goal,
        figure: (summary) => row.of(summary) / Math.max(1, summary.pods),
        wanted: "more",
        written: (_, summary) => `${row.of(summary)} of ${summary.pods}`,
      };
    case "people":
      return {
        goal,
        figure: (summary) => row.of(summary) / Math.max(1, summary.seated),
        wanted: row.wanted,
        written: (share) => `${Math.round(100 * share)} %`,
      };
    default:
      return unreachable(row);
  }
}
