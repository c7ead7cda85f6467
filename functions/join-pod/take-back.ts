/** Takes an import back: looks at the people whom it added, batch by batch, in the order of their pseudonyms. */
import type { Pseudonym } from "#shared/core/member.ts";
import type {
  ImportRecord,
  ImportRecords,
  Imports,
  StayReason,
  TakenOut,
  UndoImportOutcome,
  UndoProgress,
  WayOut,
} from "#shared/core/ports.ts";
import { hasTakenOut, undoReport } from "./undo-report.ts";

const BATCH_PEOPLE = 500;

const DRY_IN_PART =
  "This is what would happen to the first of the people: a dry run ends when its time is over. Nothing has changed.";

interface TakingBack {
  readonly store: Imports & ImportRecords;
  readonly at: number;
  /** It only says what would happen. */
  readonly isDry: boolean;
  /** Whether no further batch may begin in this request. */
  readonly isLate: () => boolean;
}

export async function takeBack(id: string, taking: TakingBack): Promise<UndoImportOutcome> {
  const record = await taking.store.importRecord(id);
  if (!record) return { outcome: "no-import" };
  return taking.isDry ? rehearse(record, taking) : goOn(record, taking);
}

/**
 * Goes on where the undo stopped, one batch at least. The store counts the people who are taken out in the step that does
 * so, and the progress counts those who stay, so a batch that is done again counts everybody once. A complete undo that is
 * sent again looks once more at everybody who is left.
 */
async function goOn(record: ImportRecord, { store, at, isLate }: TakingBack): Promise<UndoImportOutcome> {
  const { id, undo } = record;
  const isBegun = undo !== undefined && !undo.done;
  let progress: UndoProgress = isBegun ? undo : { startedAt: undo?.startedAt ?? at, after: "", stays: {}, done: false };
  const save = (now: UndoProgress) => {
    progress = now;
    return store.saveUndoProgress(id, now);
  };
  // From now on the import itself goes no further.
  await save(progress);
  const people = (await store.peopleOfImport(id)).filter((pseudonym) => pseudonym > progress.after);
  const done = await inBatches(people, isLate, async (batch) => {
    const results = await store.takeOut(id, batch, at, false);
    await save({ ...progress, after: batch.at(-1) ?? progress.after, stays: withStays(progress.stays, results) });
  });
  if (done) await save({ ...progress, done });
  const now = (await store.importRecord(id)) ?? record;
  const report = undoReport(now);
  if (!done) return { outcome: "undoing", report };
  return { outcome: hasTakenOut(now) ? "undone" : "nothing-undone", report };
}

/** What the undo would do. Where there is no time for all, `complete` is false, and it is about the first of them. */
async function rehearse(record: ImportRecord, { store, at, isLate }: TakingBack): Promise<UndoImportOutcome> {
  const results: TakenOut[] = [];
  const complete = await inBatches(await store.peopleOfImport(record.id), isLate, async (batch) => {
    results.push(...(await store.takeOut(record.id, batch, at, true)));
  });
  const out = results.filter(isOut).map((result) => ({ ...result, people: 1 }));
  const undo = { startedAt: at, after: "", stays: withStays({}, results), done: false };
  const asFar = complete ? {} : { detail: DRY_IN_PART };
  const changed = record.changed - results.filter((result) => isOut(result) && result.wasChanged).length;
  const report = undoReport({ ...record, changed, out, undo });
  return { outcome: "rehearsed", report: { dryRun: true, complete, ...asFar, ...report } };
}

/** One batch at least. Resolves with whether there was time for all. */
async function inBatches(
  people: readonly Pseudonym[],
  isLate: () => boolean,
  work: (batch: readonly Pseudonym[]) => Promise<void>,
): Promise<boolean> {
  for (let from = 0; from < people.length; from += BATCH_PEOPLE) {
    if (from > 0 && isLate()) return false;
    await work(people.slice(from, from + BATCH_PEOPLE));
  }
  return true;
}

function withStays(before: UndoProgress["stays"], results: readonly TakenOut[]): UndoProgress["stays"] {
  const stays: Partial<Record<StayReason, number>> = { ...before };
  for (const result of results) if (result.outcome === "stays") stays[result.reason] = (stays[result.reason] ?? 0) + 1;
  return stays;
}

const isOut = (result: TakenOut): result is Extract<TakenOut, { readonly outcome: WayOut }> => "was" in result;
