/** Compares figures that people care about before and after a plan, for the table "What changes". */
import { unreachable } from "#shared/core/errors.ts";
import { type PublicSummary, publicSummary, type Summary } from "#shared/core/scoring/summary.ts";
import type { PublicRow, Row, Term } from "#shared/core/scoring/term-kinds.ts";
import { TERM_IDS, TERMS, type TermId } from "#shared/core/scoring/terms.ts";

const TERM_TABLE: Readonly<Record<TermId, Term>> = TERMS;

/** One figure that people care about, before and after a plan. */
export interface Comparison {
  readonly goal: string;
  readonly before: string;
  readonly after: string;
  /** `null` if it stays the same. */
  readonly better: boolean | null;
}

/** The sizes of pods, the rows of each term of the points, then seated people, and the points themselves. */
export const comparisonsInWords = (before: Summary, after: Summary): Comparison[] =>
  compared<Summary>(
    [
      SIZES,
      ...TERM_IDS.flatMap((id) => TERM_TABLE[id].rows.map((row) => figureOf(row, id))),
      SEATED,
      pointsFigure("points"),
    ],
    { before, after },
  );

/** The same without what only maintainers see. */
export const publicComparisonsInWords = (before: Summary, after: Summary): Comparison[] =>
  compared<PublicSummary>(
    [
      SIZES,
      ...TERM_IDS.flatMap((id) => TERM_TABLE[id].rows.filter(isPublic).map(publicFigureOf)),
      SEATED,
      pointsFigure("points, without wishes for company"),
    ],
    { before: publicSummary(before), after: publicSummary(after) },
  );

interface Figure<Of> {
  readonly goal: string;
  readonly figure: (summary: Of) => number;
  readonly wanted: "more" | "less";
  readonly written?: (value: number, summary: Of) => string;
  /** Left out where it is 0 before and after. */
  readonly isRare?: boolean | undefined;
}

function compared<Of>(figures: readonly Figure<Of>[], { before, after }: { before: Of; after: Of }): Comparison[] {
  return figures.flatMap(({ goal, figure, wanted, written = String, isRare = false }) => {
    const [was, is] = [figure(before), figure(after)];
    if (isRare && was === 0 && is === 0) return [];
    const better = was === is ? null : is > was === (wanted === "more");
    return { goal, before: written(was, before), after: written(is, after), better };
  });
}

function figureOf(row: Row, term: TermId): Figure<Summary> {
  const { goal } = row;
  switch (row.shows) {
    case "count":
      return { goal, figure: ({ terms }) => terms[term] / TERM_TABLE[term].points, wanted: "less" };
    case "people":
      return {
        goal,
        figure: (summary) => row.of(summary) / Math.max(1, summary.seated),
        wanted: row.wanted,
        written: (share) => `${Math.round(100 * share)} %`,
      };
    case "number":
    case "pods":
      return publicFigureOf(row);
    default:
      return unreachable(row);
  }
}

const isPublic = (row: Row): row is PublicRow => row.shows === "number" || row.shows === "pods";

function publicFigureOf(row: PublicRow): Figure<PublicSummary> {
  const { goal } = row;
  switch (row.shows) {
    case "number":
      return { goal, figure: row.of, wanted: row.wanted, isRare: row.isRare };
    case "pods":
      // Compared by their share, because plans form and close pods.
      return {
        goal,
        figure: (summary) => row.of(summary) / Math.max(1, summary.pods),
        wanted: "more",
        written: (_, summary) => `${row.of(summary)} of ${summary.pods}`,
      };
    default:
      return unreachable(row);
  }
}

const SIZES = publicFigureOf({ goal: "five to nine people", shows: "pods", of: ({ podsInRange }) => podsInRange });

const SEATED: Figure<PublicSummary> = { goal: "seated", figure: ({ seated }) => seated, wanted: "more" };

const pointsFigure = (goal: string): Figure<PublicSummary> => ({
  goal,
  figure: ({ points }) => points,
  wanted: "less",
});
