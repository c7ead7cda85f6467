/** A file of people, line by line. */
import type { Settings } from "#shared/core/settings.ts";
import type { ImportColumn } from "./column-names.ts";
import type { ImportRow } from "./import-row.ts";

/** A row, or the fault in it, with its first line in the file, counted from 1. */
export interface Line {
  readonly line: number;
  /** In lower case, or "": rows with the same are about one person. */
  readonly login: string;
  readonly row: ImportRow | string;
  /** The columns of the header that the row ends before, or that it may have been cut off at. */
  readonly missing: readonly ImportColumn[];
  /** The column of its last cell, if the file ends there and may have been cut off. */
  readonly cutIn: ImportColumn | undefined;
  readonly unread: Unread;
  /** Whether nothing in the file may have said of this person that other areas do not suit them. */
  readonly isOpenByDefault: boolean;
  /** Whether a column that was not used otherwise says that they want no seat. */
  readonly isClosed: boolean;
  /** Whether the row before it has a broken quote, so that this may be the rest of a cell. */
  readonly isDoubtful: boolean;
}

/** What cells say besides what was read of them. */
export interface Unread {
  /** The names of columns of remarks in which somebody wrote. */
  readonly textIn: readonly string[];
  /** Somebody was asked for areas, and said no or none. */
  readonly namesNoArea: boolean;
  /** The names of columns that ask who takes part, and in which somebody does not say so. */
  readonly invitedBy: readonly string[];
  /** Somebody says that they want no seat, there or elsewhere. */
  readonly saysNoSeat: boolean;
  /** The filled cell of the column "anywhere". */
  readonly anywhere: unknown;
}

export interface Detail {
  readonly line: number;
  readonly detail: string;
}

export interface RowFile {
  /** The names of columns that are not used. */
  readonly ignored: readonly string[];
  /** The columns that it does not have, among which may be those that are not used. */
  readonly lacking: readonly ImportColumn[];
  /** Sentences about columns that are not used. */
  readonly remarks: readonly Detail[];
  readonly lines: () => Iterable<Line>;
}

/** What a reader has to know of the community. */
export type Facts = Pick<Settings, "areas" | "github" | "consent">;

export type RowReader = (text: string, settings: Facts) => RowFile;
