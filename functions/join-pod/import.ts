/** Imports many people: rows are parsed one by one and written in batches, so memory stays flat and a bad line stops nothing. */
import { setImmediate as endOfTurn } from "node:timers/promises";
import { PodsError } from "#shared/core/errors.ts";
import { wasUndone } from "#shared/core/messages/join.ts";
import type { ImportProgress, Operation } from "#shared/core/ports.ts";
import { fingerprintOf } from "#shared/openfaas/operation.ts";
import { BATCH_ROWS, type Batch, type BatchImporter, importBatch, readBatch } from "./import-batch.ts";
import type { Line } from "./row-file.ts";

export interface Importer extends BatchImporter {
  /** Names the import: the same name goes on where it stopped. */
  readonly file: string;
  readonly now: () => number;
  /** Whether no further batch may begin in this request. */
  readonly isLate: () => boolean;
}

/**
 * Goes on where `from` stopped, one batch at least, until the end or until it is late. After each batch the progress is
 * saved. A batch that was done and not saved is done again under the same operation, so its rows have the same outcomes.
 * Throws PodsError "conflict" once the undo of the import has begun.
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
  const batches = batchesOf(lines, from);
  const read = () => readBatch(batches.next().value, importer);
  let upcoming = await read();
  while (upcoming) {
    if (progress !== from && isLate()) return progress;
    const operation = { id: `${from.mark}/${progress.batches}`, at: now() };
    // The next batch is read while Redis works on this one.
    const reading = endOfTurn().then(read);
    [progress, upcoming] = await Promise.all([afterBatch(progress, upcoming, importer, operation), reading]);
    await save(progress);
  }
  progress = { ...progress, done: true };
  await save(progress);
  return progress;
}

/** Short, as it is kept with each person whom the import adds. */
export const importIdOf = ({ mark }: Pick<ImportProgress, "mark">): string => fingerprintOf(mark).slice(0, 8);

export const newImport = (mark: string, repeats: ImportProgress["repeats"]): ImportProgress => ({
  mark,
  next: 1,
  batches: 0,
  added: 0,
  changed: 0,
  unchanged: 0,
  people: {},
  seatsBegun: 0,
  repeats,
  rejected: [],
  remarks: [],
  kept: [],
  done: false,
});

/** Without the rows that later ones replace: then a person takes part in one batch only, whose rows share an operation. */
function* batchesOf(lines: Iterable<Line>, { next, repeats }: ImportProgress): Generator<Line[], undefined> {
  const leftOut = new Map(repeats);
  let batch: Line[] = [];
  for (const one of lines) {
    if (one.line < next || leftOut.has(one.line)) continue;
    batch.push(one);
    if (batch.length < BATCH_ROWS) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
  return undefined;
}

async function afterBatch(
  before: ImportProgress,
  { entries, unusable, last }: Batch,
  importer: Importer,
  operation: Operation,
): Promise<ImportProgress> {
  const counts = { added: before.added, changed: before.changed, unchanged: before.unchanged };
  const people = { ...before.people };
  let { seatsBegun } = before;
  const [rejected, remarks, kept] = [[...before.rejected], [...before.remarks], [...before.kept]];
  for (const line of unusable) rejected.push([line, "row"]);
  const results = await importBatch(entries, importer.store, operation, importIdOf(before));
  for (const {
    line: { line },
  } of entries) {
    const { verdict, remarks: found } = results.get(line)!;
    if ("rejected" in verdict) rejected.push([line, verdict.rejected]);
    else {
      counts[verdict.as]++;
      if (verdict.as === "added" && verdict.state === "seated") seatsBegun++;
      people[verdict.state] = (people[verdict.state] ?? 0) + 1;
      if (verdict.kept.length > 0) kept.push([line, verdict.kept]);
    }
    for (const remark of found) remarks.push([line, remark]);
  }
  rejected.sort(([a], [b]) => a - b);
  return {
    ...before,
    ...counts,
    people,
    seatsBegun,
    rejected,
    remarks,
    kept,
    batches: before.batches + 1,
    next: last + 1,
  };
}
