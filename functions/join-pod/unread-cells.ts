/** What stands in columns that were not used, and what it means for people of whom the file assumes something. */
import { answersUnread, areasUnread, negatedColumn, noWish, textUnread } from "#shared/core/messages/join.ts";
import { beginsAsAnswer, isTick } from "./answers.ts";
import { type CellReaders, isNumber } from "./areas-in-cell.ts";
import { refusesAll } from "./check-boxes.ts";
import type { Columns } from "./columns.ts";
import { isBlank } from "./csv-records.ts";
import { filled } from "./filled.ts";
import { answersNoSeat, saysNoSeat } from "./no-seat.ts";
import type { Facts, Line, Unread } from "./row-file.ts";

/** One remark on a column is enough. */
export const remarksOnUse = (columns: Columns["against"], answers: Remarks): string[] =>
  columns
    .filter(({ name }) => !answers.has(answersUnread(name)))
    .map(({ name, column, against }) => (against === "no" ? negatedColumn : noWish)(name, column));

/** Remarks, each with the first line that it is about. */
export type Remarks = ReadonlyMap<string, number>;

/** What the cells of the whole file say of those who may be open to any area. */
export interface Answers {
  /** About columns of yes and no that were not used, whatever they asked. */
  readonly remarks: Remarks;
  /** The column "anywhere" holds ticks and nothing else, so that an empty cell is a box that was not ticked. */
  readonly isBox: boolean;
}

export const NO_ANSWERS: Answers = { remarks: new Map(), isBox: false };

/**
 * About columns that name areas, or hold a text that may be about them, and were not used. Of a column that holds answers
 * enough is said.
 */
export function remarksOnText(lines: Iterable<Line>, answers: Remarks, { consent }: Facts): Remarks {
  if (consent === "offer") return new Map();
  const areas = new Map<string, number>();
  const texts = new Map<string, { readonly first: number[]; others: number }>();
  for (const { line, unread } of lines) {
    for (const name of unread.areasIn) if (!areas.has(name) && areas.size < UNUSED_MAX) areas.set(name, line);
    if (unread.anywhere !== undefined) continue;
    for (const name of unread.textIn) {
      const found = texts.get(name);
      if (!found && texts.size < UNUSED_MAX) texts.set(name, { first: [line], others: 0 });
      else if (found && found.first.length < LINES_NAMED_MAX) found.first.push(line);
      else if (found) found.others++;
    }
  }
  const unanswered = [...texts].filter(([name]) => !answers.has(answersUnread(name)));
  return new Map([
    ...[...areas].map(([name, line]) => [areasUnread(name), line] as const),
    ...unanswered.map(([name, { first, others }]) => [textUnread(name, first, others), first[0]!] as const),
  ]);
}

/** A column asks for yes or no where at least every other cell says so. A 1 among other numbers is no yes. */
export function answersIn(lines: Iterable<Line>, { consent }: Facts): Answers {
  if (consent === "offer") return NO_ANSWERS;
  const columns = new Map<string, { line: number; answers: number; others: number }>();
  let isBox: boolean | undefined;
  for (const { line, unread } of lines) {
    if (unread.anywhere !== undefined) isBox = isBox !== false && isTick(unread.anywhere);
    for (const { name, says } of unread.cells) {
      const column = columns.get(name) ?? { line, answers: 0, others: 0 };
      columns.set(name, column);
      if (says === "number") column.others = Number.POSITIVE_INFINITY;
      else if (says === "answer") column.answers++;
      else column.others++;
    }
  }
  const asked = [...columns].filter(([, { answers, others }]) => answers > 0 && answers >= others);
  return {
    remarks: new Map(asked.slice(0, UNUSED_MAX).map(([name, { line }]) => [answersUnread(name), line])),
    isBox: isBox === true,
  };
}

export const NOTHING_UNREAD: Unread = {
  areasIn: [],
  textIn: [],
  cells: [],
  refuses: false,
  saysNoSeat: false,
  anywhere: undefined,
};

export function unreadIn(columns: Columns, cells: readonly unknown[], { namesArea, says }: CellReaders): Unread {
  const mayTell = columns.unused.length + columns.closing.length > 0 || columns.hasBoxes;
  if (!mayTell && !columns.columns.includes("anywhere")) return NOTHING_UNREAD;
  const filledIn = columns.unused.filter(
    ({ at, asksHowFlexible }) =>
      filled("anywhere", cells[at]) !== undefined || (asksHowFlexible && !isBlank(String(cells[at] ?? ""))),
  );
  const ofAreas = columns.columns.includes("areas")
    ? []
    : filledIn.filter(
        ({ at, name, isOfAnotherMatter }) =>
          columns.boxes[at] !== undefined || namesArea(name) || (!isOfAnotherMatter && namesArea(cells[at])),
      );
  return {
    areasIn: ofAreas.map(({ name }) => name),
    // Prose takes a while to look through.
    get textIn() {
      const found = filledIn.filter((one) => !ofAreas.includes(one) && says[one.textOfAreas](cells[one.at]));
      return found.map(({ name }) => name);
    },
    cells: filledIn
      .filter((column) => !column.isOfAnotherMatter && !ofAreas.includes(column))
      .map(({ at, name, asksHowFlexible }) => ({ name, says: asksHowFlexible ? "answer" : sayingOf(cells[at]) })),
    refuses: columns.hasBoxes && refusesAll(cells, columns),
    saysNoSeat:
      columns.closing.some(({ at, by }) => answersNoSeat(cells[at], by)) ||
      filledIn.some(
        ({ at, textOfAreas, isOfWorking }) =>
          textOfAreas !== "none" && !columns.boxes[at] && saysNoSeat(cells[at], isOfWorking),
      ),
    anywhere: filled("anywhere", cells[columns.columns.indexOf("anywhere")]),
  };
}

const sayingOf = (cell: unknown): Unread["cells"][number]["says"] =>
  beginsAsAnswer(cell) ? "answer" : isNumber(cell) ? "number" : "other";

const LINES_NAMED_MAX = 5;

/** More columns that were not used are not named. */
export const UNUSED_MAX = 100;
