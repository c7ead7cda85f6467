/** The answer to an import: its counts, a sentence about each row that was not used as it stood, and the seats and queues after it. */
import {
  howToAccept,
  nextSeating,
  refusedImport,
  remarkOnRow,
  waitingAnywhere,
  waitingNowhere,
} from "#shared/core/messages/join.ts";
import { keptInWords } from "#shared/core/messages/kept.ts";
import { oneLine } from "#shared/core/people-text.ts";
import type { Directory, ImportProgress, RejectionCode, RemarkCode } from "#shared/core/ports.ts";
import { ANYWHERE, isNoArea, NOWHERE } from "#shared/core/seating.ts";
import type { Settings } from "#shared/core/settings.ts";
import type { Line } from "./rows.ts";

/** What was done so far. The sentences about rows are made anew from the file. */
export function reportOf(
  { added, changed, unchanged, rejected, remarks, kept }: ImportProgress,
  lines: Iterable<Line>,
) {
  const rejections = new Map(rejected);
  const remarksOn = new Map<number, RemarkCode[]>();
  for (const [line, remark] of remarks) remarksOn.set(line, [...(remarksOn.get(line) ?? []), remark]);
  const leftAlone = kept.map(([line, fields]): Detail => ({ line, detail: keptInWords(fields) }));
  const report = { added, changed, unchanged, rejected: [] as Detail[], remarks: leftAlone };
  if (rejections.size + remarksOn.size === 0) return report;
  for (const one of lines) {
    const { line } = one;
    const code = rejections.get(line);
    if (code) report.rejected.push({ line, detail: detailOf(code, one) });
    for (const remark of remarksOn.get(line) ?? []) report.remarks.push({ line, detail: remarkOf(remark, one) });
  }
  report.remarks.sort((a, b) => a.line - b.line);
  return report;
}

interface Detail {
  readonly line: number;
  readonly detail: string;
}

const POD_NAME_SHOWN_MAX = 60;

const remarkOf = (code: RemarkCode, { row, missing }: Line): string =>
  remarkOnRow[code](oneLine(typeof row === "string" ? "" : (row.pod ?? ""), POD_NAME_SHOWN_MAX), missing);

function detailOf(code: RejectionCode, { row }: Line): string {
  if (code === "forgotten") return refusedImport.forgotten;
  return typeof row === "string" ? row : refusedImport.before;
}

/** How many people are seated, wait for which area and are invited after an import, and what comes next. */
export async function standingsAfter(store: Directory, settings: Settings) {
  const { seated, invited, waiting: people } = await store.census();
  const lists = [...Object.keys(settings.areas), ANYWHERE, NOWHERE];
  const waiting = await Promise.all(
    lists.map(async (list) => ({
      area: isNoArea(list) ? null : list,
      people: (await store.waiting(list)).length,
      ...(list === ANYWHERE && { detail: waitingAnywhere }),
      ...(list === NOWHERE && { detail: waitingNowhere }),
    })),
  );
  const next = [
    ...(people > 0 ? [nextSeating(people, settings.rebalance.seat)] : []),
    ...(invited > 0 ? [howToAccept] : []),
  ];
  return {
    seated,
    invited,
    ...(next.length > 0 && { detail: next.join(" ") }),
    waiting: waiting.filter(({ people }) => people > 0),
  };
}
