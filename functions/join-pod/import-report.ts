/** The answer to an import: its counts, a sentence about each row that was not used as it stood, and the seats and queues after it. */
import {
  howToAccept,
  nextSeating,
  refusedImport,
  remarkOnPod,
  waitingAnywhere,
  waitingNowhere,
} from "#shared/core/messages/join.ts";
import { oneLine } from "#shared/core/people-text.ts";
import type { Directory, ImportProgress, Kept, RejectionCode, RemarkCode } from "#shared/core/ports.ts";
import { ANYWHERE, isNoArea, NOWHERE } from "#shared/core/seating.ts";
import type { Settings } from "#shared/core/settings.ts";
import type { Line } from "./rows.ts";

/** What was done so far. The sentences about rows are made anew from the file. */
export function reportOf(
  { added, changed, unchanged, rejected, remarks, kept }: ImportProgress,
  lines: Iterable<Line>,
) {
  const [rejections, remarksOn] = [new Map(rejected), new Map(remarks)];
  const leftAlone = kept.map(([line, fields]): Detail => ({ line, detail: keptInWords(fields) }));
  const report = { added, changed, unchanged, rejected: [] as Detail[], remarks: leftAlone };
  if (rejections.size + remarksOn.size === 0) return report;
  for (const one of lines) {
    const { line } = one;
    const code = rejections.get(line);
    const remark = remarksOn.get(line);
    if (code) report.rejected.push({ line, detail: detailOf(code, one) });
    if (remark) report.remarks.push({ line, detail: remarkOf(remark, one) });
  }
  report.remarks.sort((a, b) => a.line - b.line);
  return report;
}

interface Detail {
  readonly line: number;
  readonly detail: string;
}

const POD_NAME_SHOWN_MAX = 60;

const remarkOf = (code: RemarkCode, { row }: Line): string =>
  remarkOnPod[code](oneLine(typeof row === "string" ? "" : (row.pod ?? ""), POD_NAME_SHOWN_MAX));

const FIELDS = {
  areas: "areas",
  anywhere: "whether any area suits them",
  introduce: "whether they are introduced",
  level: "ability",
  timezone: "time zone",
  volunteer: "whether they volunteer",
  hours: "hours",
  with: "whom they would like to sit with",
} as const satisfies Record<Kept["field"], string>;

const SPEAKERS = { person: "the person", maintainer: "a maintainer" } as const satisfies Record<Kept["saidBy"], string>;

/** "left as the person said: areas, time zone; as a maintainer said: ability" */
const keptInWords = (kept: readonly Kept[]): string =>
  (["person", "maintainer"] as const)
    .map((speaker) => [speaker, kept.filter(({ saidBy }) => saidBy === speaker)] as const)
    .filter(([, fields]) => fields.length > 0)
    .map(([by, fields]) => `left as ${SPEAKERS[by]} said: ${fields.map(({ field }) => FIELDS[field]).join(", ")}`)
    .join("; ");

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
