/** Types shared by the readers of a delivery. */
import type { Subject } from "../ports.ts";
import type { Settings } from "../settings.ts";
import type { Account } from "./payload.ts";

export interface Delivery {
  /** X-GitHub-Event */
  readonly event: string;
  readonly payload: unknown;
}

export interface DeliveryContext {
  readonly settings: Pick<
    Settings,
    | "id"
    | "organisation"
    | "areas"
    | "bots"
    | "mergedBy"
    | "issues"
    | "credit"
    | "digest"
    | "mentions"
    | "joinRepository"
  >;
  /** The names under which we knew its repository until now, where they are needed. */
  readonly formerly?: readonly string[];
  /** When it arrived, ms: dates events for which GitHub gives no time. */
  readonly at: number;
  readonly newPseudonym: () => string;
}

/** The person behind an account; `undefined` for bots and other machines. */
export type Subjects = (account: Account | undefined) => Subject | undefined;
