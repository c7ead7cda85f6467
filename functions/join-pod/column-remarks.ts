/** What is said of columns that are not used: which of them close the default "open to any area", and whom others invite. */
import {
  boxUnread,
  closesAnyArea,
  invitesBy,
  negatedColumn,
  noWish,
  textUnread,
  unknownColumn,
} from "#shared/core/messages/join.ts";
import type { Unused } from "./columns.ts";
import type { Facts, Line } from "./row-file.ts";

/** More columns that were not used are not named. */
export const UNUSED_MAX = 100;
const LINES_NAMED_MAX = 5;

/** Whether it may say, as far as its name goes, who wants no other area than those that they named. */
export const mayLimit = ({ matter, whether }: Unused): boolean =>
  matter === "unknown" && (whether === undefined || whether.asks === "perhaps");

/** Columns that ask just whether somebody takes part are read, so they are not listed. */
export const ignoredOf = (unused: readonly Unused[]): readonly string[] =>
  unused.filter(({ whether }) => whether?.asks !== "that").map(({ name }) => name);

/** Remarks, each with the first line that it is about. */
export type Remarks = ReadonlyMap<string, number>;

/** One remark a column. `headers`: the lines that name columns, and those of them that are not used. */
export function remarksOn(
  headers: Iterable<readonly [line: number, unused: readonly Unused[]]>,
  lines: Iterable<Line>,
  { consent }: Pick<Facts, "consent">,
): Remarks {
  const isAssumed = consent === "assign";
  const { invited, texts } = saidIn(lines);
  const remarks = new Map<string, number>();
  const add = (remark: string, line: number) => {
    if (remarks.size < UNUSED_MAX && !remarks.has(remark)) remarks.set(remark, line);
  };
  const named = new Set<string>();
  for (const [line, unused] of headers)
    for (const column of unused) {
      named.add(column.name);
      const remark = remarkOn(column, invited.has(column.name), isAssumed && mayLimit(column));
      if (remark !== undefined) add(remark, line);
    }
  for (const [name, line] of invited) if (!named.has(name)) add(invitesBy(name, "no"), line);
  if (isAssumed) for (const [name, { first, others }] of texts) add(textUnread(name, first, others), first[0]!);
  return remarks;
}

function remarkOn(
  { name, whether, against, namesArea }: Unused,
  invites: boolean,
  closes: boolean,
): string | undefined {
  const end = closes ? closesAnyArea : "";
  if (invites && whether) return `${invitesBy(name, ANSWERS[`${whether.by}`])}${end}`;
  if (namesArea && (against || closes)) return `${boxUnread(name)}${end}`;
  if (against) return `${(against.why === "no" ? negatedColumn : noWish)(name, against.column)}${end}`;
  return closes ? unknownColumn(name) : undefined;
}

/** Which answers invite, by the one that says that somebody wants no seat. */
const ANSWERS = { true: "not-no", false: "not-yes", undefined: "any" } as const;

interface Texts {
  readonly first: number[];
  others: number;
}

/** Which columns invite somebody, and where people wrote remarks who did not say whether other areas suit them. */
function saidIn(lines: Iterable<Line>) {
  const invited = new Map<string, number>();
  const texts = new Map<string, Texts>();
  for (const { line, unread } of lines) {
    for (const name of unread.invitedBy) if (!invited.has(name)) invited.set(name, line);
    if (unread.anywhere !== undefined) continue;
    for (const name of unread.textIn) {
      const found = texts.get(name);
      if (!found) texts.set(name, { first: [line], others: 0 });
      else if (found.first.length < LINES_NAMED_MAX) found.first.push(line);
      else found.others++;
    }
  }
  return { invited, texts };
}
