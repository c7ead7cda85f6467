/** What is read from GitHub once a night, because deliveries do not say it: how far that is, and what was found. */
import type { OpenIssue } from "../open-issues.ts";
import type { ThreadKey } from "../thread.ts";
import type { Operation } from "./operation.ts";

export const CATCH_UP_PHASES = ["repositories", "issues", "unanswered", "linked", "done"] as const;

export interface CatchUp {
  /** The date of the night; empty before the first one. */
  readonly night: string;
  readonly phase: (typeof CATCH_UP_PHASES)[number];
  /** The number of the repository to go on with, or with the next one. */
  readonly from: number;
  /** How often what comes next has failed. */
  readonly tries: number;
  /** Threads that are to be looked at yet that night, since nobody is known to have answered in them. */
  readonly threads: readonly ThreadKey[];
  /** Issues that a pull request works on. */
  readonly linked: readonly ThreadKey[];
  /** Why something could not be read that night, as sentences. */
  readonly faults: readonly string[];
  /** When all was read last, ms. */
  readonly doneAt?: number;
}

/** A page as it was read last. */
export interface Reading {
  readonly etag: string;
  /** What stood there, by its numbers. */
  readonly ids: readonly number[];
  /** Whether another page follows. */
  readonly more: boolean;
}

export interface CatchUpLog {
  /** Nobody else reads until then; `undefined` when somebody else has said so. Times in ms. */
  claimCatchUp(now: number, until: number): Promise<CatchUp | undefined>;
  /** How far it is, and when to go on. */
  saveCatchUp(catchUp: CatchUp, until: number): Promise<void>;
  catchUp(): Promise<CatchUp>;
  /** The pages of a list as they were read last; `undefined` before. */
  readings(what: string): Promise<readonly Reading[] | undefined>;
  saveReadings(what: string, pages: readonly Reading[]): Promise<void>;
  /** The names of all that was read that begin so. */
  readingNames(prefix: string): Promise<string[]>;
  dropReadings(what: string): Promise<void>;
  /** People with these numbers contributed before we came. Nothing but keyed hashes of the numbers is kept. */
  noteEarlier(people: readonly number[], operation: Operation): Promise<void>;
  /** Issues that somebody may take, those of private and archived repositories among them. */
  openIssues(): Promise<OpenIssue[]>;
  /** The same as of at most a second ago, for the many who join. */
  recentIssues(): Promise<readonly OpenIssue[]>;
  /** Takes back an offer, unless a delivery has changed the issue since it was read. */
  withdraw(issue: OpenIssue, operation: Operation): Promise<void>;
}
