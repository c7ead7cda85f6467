/** How far imports have come, so that a large file takes several requests. */

import type { Kept } from "./seats.ts";

/** Why a row was rejected: it cannot be used, or its person asked to be forgotten. Kept instead of the sentence, which may name people. */
export type RejectionCode = "row" | "forgotten";

/**
 * A remark on a row that was used: the pod that it names does not exist, or had no seat for the person, or an invitation
 * keeps none. Kept like a rejection.
 */
export const REMARK_CODES = ["no-such-pod", "no-seat-there", "only-invited"] as const;
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
  /** The fields of people that were left as they were. */
  readonly kept: readonly (readonly [line: number, fields: readonly Kept[]])[];
  readonly done: boolean;
}

export interface Imports {
  /** `file` names the import: its key, or a hash of its content. `undefined` if it has not begun, or eight days ago. */
  importProgress(file: string): Promise<ImportProgress | undefined>;
  saveImportProgress(file: string, progress: ImportProgress): Promise<void>;
}
