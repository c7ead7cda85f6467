/** How far imports have come, so that a large file takes several requests. */

/** Why a row was rejected: it cannot be used, or its person asked to be forgotten. Kept instead of the sentence, which may name people. */
export type RejectionCode = "row" | "forgotten";

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
  readonly done: boolean;
}

export interface Imports {
  /** `file` names the import: its key, or a hash of its content. `undefined` if it has not begun, or eight days ago. */
  importProgress(file: string): Promise<ImportProgress | undefined>;
  saveImportProgress(file: string, progress: ImportProgress): Promise<void>;
}
