/** How far imports and their undoing have come, so that a large file takes several requests. */

import type { MemberState, Pseudonym } from "../member.ts";
import { type Kept, NO_SEATS, TURNS } from "./seats.ts";

/**
 * Why a row was rejected: it cannot be used, or its person asked to be forgotten. Kept instead of the sentence, which may name
 * people.
 */
export type RejectionCode = "row" | "forgotten";

/**
 * A remark on a row that was used: the pod that it names has no seat for the person, or an invitation keeps none, or the person
 * works independently; the row invites somebody who has a seat or a place, or says in another column that they want none; the
 * person would like to sit with themselves; the row ends before a column of the header, or ends the file without a line break,
 * or follows one with a broken quote; or it ended or began a seat or a role. Kept like a rejection.
 */
export const REMARK_CODES = [
  ...NO_SEATS,
  ...TURNS,
  "only-invited",
  "works-alone",
  "has-seat",
  "has-place",
  "with-oneself",
  "ends-early",
  "may-be-cut",
  "after-quote",
  "no-seat-wanted",
] as const;
export type RemarkCode = (typeof REMARK_CODES)[number];

export interface ImportProgress {
  /** Part of the operations of its batches: what was done and not yet counted has the same outcome when done again. */
  readonly mark: string;
  /** The line to go on at. */
  readonly next: number;
  readonly batches: number;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly rejected: readonly (readonly [line: number, code: RejectionCode])[];
  readonly remarks: readonly (readonly [line: number, code: RemarkCode])[];
  /** How many of the file's people are in each state after their row. */
  readonly people: Readonly<Partial<Record<MemberState, number>>>;
  /** How many people sit in the pod of their row since, and did not before. */
  readonly seatsBegun: number;
  /** The rows about somebody whom a later row names again, with the line of that one. */
  readonly repeats: readonly (readonly [line: number, later: number])[];
  /** The fields of people that were left as they were. */
  readonly kept: readonly (readonly [line: number, fields: readonly Kept[]])[];
  readonly done: boolean;
}

/**
 * Why an undo leaves somebody where they are: they or a maintainer said something about them, another import changed them,
 * somebody made them the advocate, pinned them, or moved them by a plan.
 */
export const STAY_REASONS = ["heard", "imported", "advocate", "pinned", "moved"] as const;
export type StayReason = (typeof STAY_REASONS)[number];

/** What became of a person whom an undo took out: `seen` and `told` stay known, as others know them, or sat in a pod. */
export const WAYS_OUT = ["gone", "seen", "told"] as const;
export type WayOut = (typeof WAYS_OUT)[number];

export type TakenOut =
  /** `wasChanged`: another import added them and was taken back before, and this one had changed them. */
  | { readonly outcome: WayOut; readonly was: MemberState; readonly wasChanged: boolean }
  | { readonly outcome: "stays"; readonly reason: StayReason }
  /** They were only named in the file, or are no longer people of this import. */
  | { readonly outcome: "named" | "elsewhere" };

/** How far the undo of an import is. */
export interface UndoProgress {
  /** ms since 1970. */
  readonly startedAt: number;
  /** The last of the people, in the order of their pseudonyms, who was looked at; "" before the first. */
  readonly after: Pseudonym;
  /** How many stay, of those who were looked at. */
  readonly stays: Readonly<Partial<Record<StayReason, number>>>;
  readonly done: boolean;
}

/** What is kept of an import under its id. */
export interface ImportRecord {
  readonly id: string;
  /** ms since 1970. */
  readonly startedAt: number;
  readonly added: number;
  readonly changed: number;
  /** The people whom its undo took out so far. */
  readonly out: readonly { readonly outcome: WayOut; readonly was: MemberState; readonly people: number }[];
  readonly undo?: UndoProgress;
}

export interface Imports {
  /** `file` names the import: its key, or a hash of its content. `undefined` if it has not begun, or eight days ago. */
  importProgress(file: string): Promise<ImportProgress | undefined>;
  /** `id` is that of the import, and `at` its time if it begins now. Resolves with whether its undo has begun. */
  saveImportProgress(file: string, id: string, progress: ImportProgress, at: number): Promise<boolean>;
  /** The people whom an import added, or changed though another one added them, in the order of their pseudonyms. */
  peopleOfImport(id: string): Promise<Pseudonym[]>;
  /**
   * Takes people of an import out, each in one atomic step, unless somebody has touched them since; those of another import only
   * if that one was taken back before. Counts them in the record.
   * @param isDry says what would become of each, and changes nothing
   */
  takeOut(id: string, people: readonly Pseudonym[], at: number, isDry: boolean): Promise<TakenOut[]>;
  /** When it is done, the wishes of others to sit with people who are no more end, too. */
  saveUndoProgress(id: string, progress: UndoProgress): Promise<void>;
}

/** Imports as they are. */
export interface ImportRecords {
  /** `undefined` if there was no such import in the last eight days. */
  importRecord(id: string): Promise<ImportRecord | undefined>;
  lastImport(): Promise<ImportRecord | undefined>;
}
