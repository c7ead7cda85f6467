/** The answer to an import: its counts, a sentence about each row that was not used as it stood, and how the community is then. */
import {
  byBatches,
  howToAccept,
  nextSeating,
  peopleOfFile,
  refusedImport,
  remarkOnRow,
  repeatedRow,
  waitingAnywhere,
  waitingNowhere,
} from "#shared/core/messages/join.ts";
import { keptInWords } from "#shared/core/messages/kept.ts";
import { oneLine } from "#shared/core/people-text.ts";
import type { Directory, ImportProgress, RejectionCode, RemarkCode } from "#shared/core/ports.ts";
import { ANYWHERE, isNoArea, NOWHERE } from "#shared/core/seating.ts";
import type { Settings } from "#shared/core/settings.ts";
import { BATCH_ROWS } from "./import-batch.ts";
import type { Detail, Line } from "./row-file.ts";

/** What was done so far. The sentences about rows are made anew from the file. */
export function reportOf(
  { next, batches, added, changed, unchanged, people, seatsBegun, repeats, rejected, remarks, kept }: ImportProgress,
  lines: Iterable<Line>,
  onColumns: readonly Detail[],
) {
  const rejections = new Map(rejected);
  const remarksOn = new Map<number, RemarkCode[]>();
  for (const [line, remark] of remarks) remarksOn.set(line, [...(remarksOn.get(line) ?? []), remark]);
  const leftOut = repeats.flatMap(([line, later]) => (line < next ? [{ line, detail: repeatedRow(later) }] : []));
  const leftAlone = kept.map(([line, fields]): Detail => ({ line, detail: keptInWords(fields) }));
  const report = {
    added,
    changed,
    unchanged,
    file: ofFile(people),
    ...turnsOf(seatsBegun, remarks),
    rejected: [] as Detail[],
    remarks: [...onColumns, ...leftOut, ...leftAlone],
  };
  if (rejections.size + remarksOn.size > 0)
    for (const one of lines) {
      const { line } = one;
      const code = rejections.get(line);
      if (code) report.rejected.push({ line, detail: detailOf(code, one) });
      for (const remark of remarksOn.get(line) ?? [])
        report.remarks.push({ line, detail: remarkOf(remark, one, batches) });
    }
  report.remarks.sort((a, b) => a.line - b.line);
  return report;
}

/** How many of the people in the file sit, wait, are invited, or are none of that after it. */
function ofFile({ seated = 0, waiting = 0, invited = 0, ...others }: ImportProgress["people"]) {
  return { seated, waiting, invited, others: Object.values(others).reduce((sum, people) => sum + people, 0) };
}

/** How many seats and roles the file began and ended. */
function turnsOf(seatsBegun: number, remarks: ImportProgress["remarks"]) {
  const rows = (...codes: RemarkCode[]) => remarks.filter(([, code]) => codes.includes(code)).length;
  return {
    seats: { begun: seatsBegun, ended: rows("seat-ended") },
    roles: { begun: rows("role-begun", "role-passed"), ended: rows("role-ended", "role-passed") },
  };
}

const POD_NAME_SHOWN_MAX = 60;

function remarkOf(code: RemarkCode, { row, missing, cutIn }: Line, batches: number): string {
  const pod = oneLine(typeof row === "string" ? "" : (row.pod ?? ""), POD_NAME_SHOWN_MAX);
  return `${remarkOnRow[code](pod, missing, cutIn)}${code === "full" && batches > 1 ? byBatches(BATCH_ROWS) : ""}`;
}

function detailOf(code: RejectionCode, { row }: Line): string {
  if (code === "forgotten") return refusedImport.forgotten;
  return typeof row === "string" ? row : refusedImport.before;
}

/** How many people of the whole community are seated, invited, and wait for which area after an import, and what comes next. */
export async function standingsAfter({ people }: ImportProgress, store: Directory, settings: Settings) {
  const { seated, invited, waiting } = await store.census();
  const lists = [...Object.keys(settings.areas), ANYWHERE, NOWHERE];
  const waits = await Promise.all(
    lists.map(async (list) => ({
      area: isNoArea(list) ? null : list,
      people: (await store.waiting(list)).length,
      ...(list === ANYWHERE && { detail: waitingAnywhere }),
      ...(list === NOWHERE && { detail: waitingNowhere }),
    })),
  );
  const next = [
    peopleOfFile(people, false),
    ...(waiting > 0 ? [nextSeating(waiting, settings.rebalance.seat)] : []),
    ...(invited > 0 ? [howToAccept] : []),
  ];
  return {
    detail: next.join(" "),
    community: { seated, invited, waiting, waits: waits.filter(({ people }) => people > 0) },
  };
}
