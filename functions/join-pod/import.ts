/** Imports many people: rows are parsed one by one and written in batches, so memory stays flat and a bad line stops nothing. */
import { setImmediate as endOfTurn } from "node:timers/promises";
import { PodsError } from "#shared/core/errors.ts";
import { wasUndone } from "#shared/core/messages/join.ts";
import type { Pod } from "#shared/core/pod.ts";
import type {
  Directory,
  ImportProgress,
  Imports,
  Kept,
  Listed,
  ListedOutcome,
  Operation,
  RejectionCode,
  RemarkCode,
  Seats,
} from "#shared/core/ports.ts";
import { enlist } from "#shared/core/seating.ts";
import type { Settings } from "#shared/core/settings.ts";
import { fingerprintOf } from "#shared/openfaas/operation.ts";
import type { ImportRow } from "./import-row.ts";
import type { Line } from "./rows.ts";

const BATCH_ROWS = 500;

export type ImportStore = Pick<Seats, "enlist" | "invite" | "leave"> & Directory & Imports;

export interface Importer {
  readonly store: ImportStore;
  readonly settings: Settings;
  /** The pod that a row names. */
  readonly podNamed: (name: string) => Promise<Pod | undefined>;
  readonly newPseudonym: () => string;
  /** Names the import: the same name goes on where it stopped. */
  readonly file: string;
  readonly now: () => number;
  /** Whether no further batch may begin in this request. */
  readonly isLate: () => boolean;
}

/** The result of one row. */
type Verdict =
  | { readonly as: "added" | "changed" | "unchanged"; readonly kept: readonly Kept[] }
  | { readonly rejected: RejectionCode };

interface Result {
  readonly verdict: Verdict;
  readonly remark?: RemarkCode | undefined;
}

/**
 * Goes on where `from` stopped, one batch at least, until the end or until it is late. After each batch the progress is
 * saved. A batch that was done and not saved is done again under the same operation, so its people count as before. Throws
 * PodsError "conflict" once the undo of the import has begun.
 */
export async function importRows(
  lines: Iterable<Line>,
  from: ImportProgress,
  importer: Importer,
): Promise<ImportProgress> {
  const { store, file, isLate, now } = importer;
  const id = importIdOf(from);
  const save = async (progress: ImportProgress): Promise<void> => {
    const isTakenBack = await store.saveImportProgress(file, id, progress, now());
    if (isTakenBack) throw new PodsError("conflict", wasUndone(id));
  };
  let progress = from;
  await save(from);
  const batches = batchesOf(lines, from.next);
  let upcoming = batches.next().value;
  while (upcoming) {
    if (progress !== from && isLate()) return progress;
    const operation = { id: `${from.mark}/${progress.batches}`, at: now() };
    // The next batch is read while Redis works on this one.
    const reading = endOfTurn().then(() => batches.next().value);
    [progress, upcoming] = await Promise.all([afterBatch(progress, upcoming, importer, operation), reading]);
    await save(progress);
  }
  progress = { ...progress, done: true };
  await save(progress);
  return progress;
}

/** Short, as it is kept with each person whom the import adds. */
export const importIdOf = ({ mark }: Pick<ImportProgress, "mark">): string => fingerprintOf(mark).slice(0, 8);

export const newImport = (mark: string): ImportProgress => ({
  mark,
  next: 1,
  batches: 0,
  added: 0,
  changed: 0,
  unchanged: 0,
  rejected: [],
  remarks: [],
  kept: [],
  done: false,
});

/** A batch names nobody twice: the rows of a batch share an operation, and a person takes part in one only once. */
function* batchesOf(lines: Iterable<Line>, next: number): Generator<Line[], undefined> {
  let batch: Line[] = [];
  let logins = new Set<string>();
  for (const one of lines) {
    if (one.line < next) continue;
    const { line, row } = one;
    const login = typeof row === "string" ? undefined : row.login.toLowerCase();
    if (batch.length === BATCH_ROWS || (login !== undefined && logins.has(login))) {
      yield batch;
      batch = [];
      logins = new Set();
    }
    batch.push({ line, row });
    if (login !== undefined) logins.add(login);
  }
  if (batch.length > 0) yield batch;
  return undefined;
}

async function afterBatch(
  before: ImportProgress,
  batch: readonly Line[],
  importer: Importer,
  operation: Operation,
): Promise<ImportProgress> {
  const counts = { added: before.added, changed: before.changed, unchanged: before.unchanged };
  const [rejected, remarks, kept] = [[...before.rejected], [...before.remarks], [...before.kept]];
  const usable = batch.flatMap(({ line, row }) => (typeof row === "string" ? [] : [{ line, row }]));
  for (const { line, row } of batch) if (typeof row === "string") rejected.push([line, "row"]);
  const results = await importBatch(
    usable.map(({ row }) => row),
    importer,
    operation,
    importIdOf(before),
  );
  for (const [index, { verdict, remark }] of results.entries()) {
    const { line } = usable[index]!;
    if ("rejected" in verdict) rejected.push([line, verdict.rejected]);
    else {
      counts[verdict.as]++;
      if (verdict.kept.length > 0) kept.push([line, verdict.kept]);
    }
    if (remark) remarks.push([line, remark]);
  }
  rejected.sort(([a], [b]) => a - b);
  return { ...before, ...counts, rejected, remarks, kept, batches: before.batches + 1, next: batch.at(-1)!.line + 1 };
}

/** One batch: people who asked for a seat, people who are offered one, people who work independently. In the order of the rows. */
async function importBatch(
  rows: readonly ImportRow[],
  importer: Importer,
  operation: Operation,
  id: string,
): Promise<Result[]> {
  const { store, settings, newPseudonym, podNamed } = importer;
  const results: Result[] = Array(rows.length);
  const pods = await Promise.all(rows.map(({ pod }) => (pod === undefined ? undefined : podNamed(pod))));
  const modeOf = (row: ImportRow) => row.mode ?? (settings.consent === "assign" ? "pod" : "offer");
  const pick = (mode: string) =>
    rows.flatMap((row, at) => (modeOf(row) === mode ? [{ row, at, request: requestOf(row, newPseudonym) }] : []));

  const asked = pick("pod");
  const assumed = settings.consent === "assign" ? { anywhere: "assumed" as const } : {};
  const listed = await enlist(
    store,
    asked.map(({ request, at }) => ({
      ...request,
      profile: { ...assumed, ...request.profile },
      ...(pods[at] && { pod: pods[at] }),
    })),
    part(operation, "pod"),
    { import: id },
  );
  asked.forEach(({ at }, index) => {
    results[at] = { verdict: verdictOf(listed[index]!), remark: remarkOnSeat(rows[at]!, pods[at], listed[index]!) };
  });

  const alone = pick("independent");
  const offered = [...pick("offer"), ...alone];
  const invited = await store.invite(
    offered.map(({ request }) => request),
    part(operation, "offer"),
    { import: id },
  );
  offered.forEach(({ at }, index) => {
    results[at] = {
      verdict: verdictOf(invited[index]!),
      remark: remarkOnInvitation(rows[at]!, pods[at], invited[index]!),
    };
  });
  const leaving = alone.map(({ row }, index) =>
    store.leave(row, "independent", part(operation, `independent/${index}`)),
  );
  for (const [index, { outcome }] of (await Promise.all(leaving)).entries()) {
    const { at } = alone[index]!;
    const { verdict } = results[at]!;
    if (outcome === "left" && "as" in verdict && verdict.as === "unchanged")
      results[at] = { verdict: { ...verdict, as: "changed" } };
  }
  return results;
}

const part = (operation: Operation, name: string): Operation => ({
  ...operation,
  id: operation.id && `${operation.id}/${name}`,
});

function requestOf(row: ImportRow, newPseudonym: () => string): Pick<Listed, "subject" | "profile"> {
  const { login, areas, ability, timezone, advocate, anywhere, introduce } = row;
  return {
    subject: { login, proposed: newPseudonym() },
    profile: {
      ...(areas && { areas }),
      ...(ability && { ability }),
      ...(timezone && { timezone }),
      ...(advocate !== undefined && { volunteer: advocate }),
      ...(anywhere !== undefined && { anywhere }),
      ...(introduce !== undefined && { introduce }),
      ...(row.with && { with: row.with.map((companion) => ({ login: companion, proposed: newPseudonym() })) }),
    },
  };
}

function remarkOnSeat(row: ImportRow, pod: Pod | undefined, outcome: ListedOutcome): RemarkCode | undefined {
  if (row.pod === undefined || outcome.outcome === "refused") return undefined;
  if (!pod) return "no-such-pod";
  return outcome.pod === pod.number ? undefined : "no-seat-there";
}

function remarkOnInvitation(row: ImportRow, pod: Pod | undefined, { outcome }: ListedOutcome): RemarkCode | undefined {
  if (row.pod === undefined || outcome === "refused") return undefined;
  if (!pod) return "no-such-pod";
  return outcome === "added" ? "only-invited" : undefined;
}

/** People who asked to be left alone stay as they are, which is no fault of the file. Only forgotten people are refused. */
function verdictOf(listed: ListedOutcome): Verdict {
  if (listed.outcome !== "refused") return { as: listed.outcome, kept: listed.kept };
  return listed.reason === "forgotten" ? { rejected: "forgotten" } : { as: "unchanged", kept: [] };
}
