/** Imports many people: rows are parsed one by one and written in batches, so memory stays flat and a bad line stops nothing. */

import { queueView } from "#shared/commands/seat-bodies.ts";
import { unreachable } from "#shared/core/errors.ts";
import { howToAccept, refusedImport } from "#shared/core/messages/join.ts";
import type {
  Directory,
  InviteOutcome,
  JoinOutcome,
  JoinRequest,
  Operation,
  Seats,
  Subject,
} from "#shared/core/ports.ts";
import { ANYWHERE, seatMany } from "#shared/core/seating.ts";
import type { Settings } from "#shared/core/settings.ts";
import type { ImportRow } from "./import-row.ts";
import type { Line } from "./rows.ts";

const BATCH_ROWS = 500;

interface ImportReport {
  added: number;
  changed: number;
  unchanged: number;
  rejected: { line: number; detail: string }[];
}

interface Importer {
  readonly store: Seats & Directory;
  readonly settings: Settings;
  readonly newPseudonym: () => string;
  /** The operation of batch number `n`. */
  readonly operation: (n: number) => Operation;
}

/** The result of one row. */
type Verdict = "added" | "changed" | "unchanged" | { rejected: string };

export async function importRows(lines: Iterable<Line>, importer: Importer): Promise<ImportReport> {
  const report: ImportReport = { added: 0, changed: 0, unchanged: 0, rejected: [] };
  let batch: (Line & { row: ImportRow })[] = [];
  let batches = 0;
  const flush = async () => {
    const verdicts = await importBatch(
      batch.map(({ row }) => row),
      importer,
      importer.operation(batches++),
    );
    verdicts.forEach((verdict, index) => {
      if (typeof verdict === "string") report[verdict]++;
      else report.rejected.push({ line: batch[index]?.line ?? 0, detail: verdict.rejected });
    });
    batch = [];
  };
  for (const { line, row } of lines) {
    if (typeof row === "string") report.rejected.push({ line, detail: row });
    else batch.push({ line, row });
    if (batch.length === BATCH_ROWS) await flush();
  }
  if (batch.length > 0) await flush();
  report.rejected.sort((a, b) => a.line - b.line);
  return report;
}

/** One batch: people who asked for a seat, people who are offered one, people who work independently. In the order of the rows. */
async function importBatch(rows: readonly ImportRow[], importer: Importer, operation: Operation): Promise<Verdict[]> {
  const { store, settings, newPseudonym } = importer;
  const verdicts: Verdict[] = Array(rows.length);
  const modeOf = (row: ImportRow) => row.mode ?? (settings.consent === "assign" ? "pod" : "offer");
  const pick = (mode: string) =>
    rows.flatMap((row, at) => (modeOf(row) === mode ? [{ row, at, request: requestOf(row, newPseudonym) }] : []));

  const asked = pick("pod");
  const seated = await seatMany(
    store,
    asked.map(({ request }) => ({ ...request, by: "import" as const })),
    part(operation, "pod"),
  );
  asked.forEach(({ at }, index) => {
    verdicts[at] = verdictOfJoin(seated[index]!);
  });

  const alone = pick("independent");
  const offered = [...pick("offer"), ...alone];
  const invited = await store.invite(
    offered.map(({ request }) => request),
    part(operation, "offer"),
  );
  offered.forEach(({ at }, index) => {
    verdicts[at] = verdictOfInvitation(invited[index]!);
  });
  const leaving = alone.map(({ row }, index) =>
    store.leave(row, "independent", part(operation, `independent/${index}`)),
  );
  for (const [index, { outcome }] of (await Promise.all(leaving)).entries()) {
    const { at } = alone[index]!;
    if (outcome === "left" && verdicts[at] === "unchanged") verdicts[at] = "changed";
  }
  return verdicts;
}

const part = (operation: Operation, name: string): Operation => ({
  ...operation,
  id: operation.id && `${operation.id}/${name}`,
});

function requestOf(row: ImportRow, newPseudonym: () => string): { subject: Subject; profile: JoinRequest["profile"] } {
  const { login, areas, ability, timezone, advocate } = row;
  return {
    subject: { login, proposed: newPseudonym() },
    profile: {
      ...(areas && { areas }),
      ...(ability && { ability }),
      ...(timezone && { timezone }),
      ...(advocate !== undefined && { volunteer: advocate }),
    },
  };
}

function verdictOfJoin(outcome: JoinOutcome): Verdict {
  switch (outcome.outcome) {
    case "seated":
    case "waiting":
      return "added";
    case "already-seated":
    case "already-waiting":
      return outcome.changed ? "changed" : "unchanged";
    case "refused":
      return refusal(outcome.reason);
    default:
      return unreachable(outcome);
  }
}

function verdictOfInvitation(outcome: InviteOutcome): Verdict {
  switch (outcome.outcome) {
    case "invited":
      return "added";
    case "changed":
    case "unchanged":
      return outcome.outcome;
    case "refused":
      return refusal(outcome.reason);
    default:
      return unreachable(outcome);
  }
}

/** People who asked to be left alone stay as they are, which is no fault of the file. Only forgotten people are refused. */
const refusal = (reason: string): Verdict =>
  reason === "forgotten" ? { rejected: refusedImport.forgotten } : "unchanged";

/** How many people are seated and invited after an import, and how many wait for which area. */
export async function standingsAfter(store: Directory, settings: Settings) {
  const { seated, invited } = await store.census();
  const waiting = await Promise.all(
    [...Object.keys(settings.areas), ANYWHERE].map(async (area) => ({
      area,
      people: (await store.waiting(area)).length,
    })),
  );
  return {
    seated,
    invited,
    ...(invited > 0 && { detail: howToAccept }),
    waiting: waiting
      .filter(({ people }) => people > 0)
      .map(({ area, people }) => ({ people, ...queueView(area, people, settings) })),
  };
}
