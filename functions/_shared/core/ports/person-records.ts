/** What is stored about one person besides their profile and their standing. */
import type { Pseudonym } from "../member.ts";
import type { ThreadKey } from "../thread.ts";

/** A stored fact, in parts that tell what they are, so that whoever shows it can put words in their place. */
export interface PersonRecord {
  /** ms */
  readonly times?: Readonly<Record<string, number>>;
  /** Pods by their numbers; by their names in a plan, before they are formed. */
  readonly pods?: Readonly<Record<string, number | string>>;
  readonly people?: Readonly<Record<string, Pseudonym | null>>;
  readonly thread?: ThreadKey;
  /** The number of a repository. */
  readonly repository?: number | null;
  readonly words?: Readonly<Record<string, string | number | boolean>>;
}

export interface PersonRecords {
  /** By a word for each kind. Kinds of which there are none are left out. Reads in bulk. */
  recordsOf(person: Pseudonym): Promise<Readonly<Record<string, readonly PersonRecord[]>>>;
}
