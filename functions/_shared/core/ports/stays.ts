/** Wishes of people to stay where plans would move them. */
import type { Pseudonym } from "../member.ts";
import type { Operation } from "./operation.ts";
import type { StoredPlan } from "./plans.ts";

type StayOutcome =
  | { readonly outcome: "staying" | "no-seat" | "overtaken" }
  /**
   * Such a plan had taken their seat in `from` at a time, ms, before their word arrived, and given them one in `to`, or none.
   * `back`: they have their seat again; `late`: they spoke after that; `closed`: that pod is no more.
   */
  | {
      readonly outcome: "back" | "moved" | "late" | "closed";
      readonly from: number;
      readonly to?: number;
      readonly at: number;
    };

export interface Stays {
  /** The plan that waits about which somebody was asked last, with the changes of the step that would move them alone. */
  stepAskedAbout(person: Pseudonym): Promise<StoredPlan | undefined>;
  /** Takes somebody out of all plans that were made before a time (ms), at their own request. */
  stay(person: Pseudonym, before: number, operation: Operation): Promise<StayOutcome>;
  /** Takes that back; `none` if no plan of now would have left them where they are. */
  stayNoMore(person: Pseudonym, operation: Operation): Promise<{ readonly outcome: "free" | "none" | "overtaken" }>;
}
