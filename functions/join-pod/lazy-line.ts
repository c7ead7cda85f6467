/** A line of a file, read when it is looked at. */
import type { ImportRow } from "./import-row.ts";
import type { Line, Unread } from "./row-file.ts";
import { NOTHING_UNREAD } from "./unread-cells.ts";

const NONE: readonly never[] = [];

export const faulty = (line: number, row: string): Line => ({
  line,
  login: "",
  row,
  missing: NONE,
  cutIn: undefined,
  unread: NOTHING_UNREAD,
  isOpenByDefault: false,
  isClosed: false,
  isDoubtful: false,
});

/** How the lines of a file are read. A file has one, so that a line is one object. */
export interface Reading<Content> {
  readonly loginOf: (content: Content) => string;
  readonly rowOf: (content: Content) => ImportRow | string;
  readonly unreadIn: (content: Content) => Unread;
  /** Whether an empty cell that may say so leaves somebody open to any area, as far as the columns of the whole file go. */
  readonly isOpen: () => boolean;
}

/** Read when it is looked at, and once: an import that goes on skips the lines that were done. */
export class LazyLine<Content> implements Line {
  readonly line: number;
  readonly missing: Line["missing"];
  readonly cutIn: Line["cutIn"];
  readonly isDoubtful: boolean;
  readonly #content: Content;
  readonly #reading: Reading<Content>;
  #row: ImportRow | string | undefined;
  #unread: Unread | undefined;

  constructor(
    line: number,
    content: Content,
    reading: Reading<Content>,
    missing: Line["missing"] = NONE,
    cutIn?: Line["cutIn"],
    isDoubtful = false,
  ) {
    this.line = line;
    this.#content = content;
    this.#reading = reading;
    this.missing = missing;
    this.cutIn = cutIn;
    this.isDoubtful = isDoubtful;
  }

  get login() {
    return this.#reading.loginOf(this.#content);
  }

  get row() {
    this.#row ??= this.#reading.rowOf(this.#content);
    return this.#row;
  }

  get unread() {
    this.#unread ??= this.#reading.unreadIn(this.#content);
    return this.#unread;
  }

  get isClosed() {
    return this.unread.saysNoSeat;
  }

  get isOpenByDefault() {
    if (this.missing.includes("anywhere") || this.missing.includes("areas")) return false;
    const { textIn, namesNoArea } = this.unread;
    return textIn.length === 0 && !namesNoArea && this.#reading.isOpen();
  }
}
