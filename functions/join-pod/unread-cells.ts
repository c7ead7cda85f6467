/** What the cells of a row say of a seat, and of other areas, besides what is read of them. */
import { answerIn, isTick } from "./answers.ts";
import type { Columns } from "./columns.ts";
import { isBlank } from "./csv-records.ts";
import { filled, saysNothing } from "./filled.ts";
import { answersNoSeat, saysNoSeat } from "./no-seat.ts";
import { remembered } from "./remembered.ts";
import type { Line, Unread } from "./row-file.ts";

export const NOTHING_UNREAD: Unread = {
  textIn: [],
  namesNoArea: false,
  invitedBy: [],
  saysNoSeat: false,
  anywhere: undefined,
};

export function unreadIn(columns: Columns, cells: readonly unknown[]): Unread {
  const { unused } = columns;
  const textIn = unused.flatMap(({ at, name, matter }) =>
    matter === "remarks" && filled("areas", cells[at]) !== undefined ? [name] : [],
  );
  const invitedBy = unused.flatMap(({ at, name, whether }) =>
    whether && answersNoSeat(cells[at], whether) ? [name] : [],
  );
  const refused = refusedIn(columns, cells);
  if (refused) invitedBy.push(refused);
  return {
    textIn,
    namesNoArea: namesNoArea(columns, cells),
    invitedBy,
    saysNoSeat: invitedBy.length > 0 || unused.some(({ at, matter }) => matter !== "plain" && saysNoSeat(cells[at])),
    anywhere: filled("anywhere", cells[columns.columns.indexOf("anywhere")]),
  };
}

const isPlainNo = remembered((said) => answerIn(said) === false);

const isNo = (cell: unknown): boolean => saysNothing(String(cell)) || isPlainNo(String(cell));

const isEmpty = (cell: unknown): boolean => isBlank(String(cell ?? ""));

/** Whether somebody was asked for areas, and said no or none. */
function namesNoArea({ columns, places }: Columns, cells: readonly unknown[]): boolean {
  const said = places.filter((at) => columns[at] === "areas" && !isEmpty(cells[at]));
  return said.length > 0 && said.every((at) => isNo(cells[at]));
}

/** The column for a mode or a pod, if somebody says no there: to a pod, unless they name a mode. */
function refusedIn({ columns, yes, no }: Columns, cells: readonly unknown[]): string | undefined {
  const at = columns.indexOf("mode");
  const mode = cells[at];
  if (at >= 0 && !isEmpty(mode)) {
    const asksForWord = yes[at] === undefined && no[at] === undefined;
    return asksForWord && (isPlainNo(String(mode)) || /^\s*none\s*$/i.test(String(mode))) ? "mode" : undefined;
  }
  return isPlainNo(String(cells[columns.indexOf("pod")] ?? "")) ? "pod" : undefined;
}

/** Whether the column "anywhere" holds ticks, so that an empty cell is a box that was not ticked. */
export function holdsTicks(lines: Iterable<Line>): boolean {
  let isTicked = false;
  for (const {
    unread: { anywhere },
  } of lines) {
    if (anywhere === undefined) continue;
    if (isTick(anywhere)) isTicked = true;
    else if (answerIn(String(anywhere)) !== false) return false;
  }
  return isTicked;
}
