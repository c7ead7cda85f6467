/** What those who read a delivery share: the delivery, what it is read with, and who is who in it. */
import type { Subject } from "../ports.ts";
import type { Settings } from "../settings.ts";
import type { Account } from "./payload.ts";

export interface Delivery {
  /** X-GitHub-Event */
  readonly event: string;
  /** X-GitHub-Delivery: the same when GitHub delivers again. */
  readonly id: string;
  readonly payload: unknown;
}

export interface DeliveryContext {
  readonly settings: Pick<Settings, "id" | "organisation" | "areas" | "digest" | "mentions">;
  /** When it came, ms: dates what GitHub gives no time for. */
  readonly at: number;
  readonly newPseudonym: () => string;
}

/** Who an account is to us; nobody when it is no person's. */
export type Subjects = (account: Account | undefined) => Subject | undefined;
