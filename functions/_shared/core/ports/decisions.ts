/** Decisions about people, as their pages show them. */
import type { Pseudonym } from "../member.ts";
import type { DecisionNotice, DecisionWord } from "../notice-errands.ts";
import type { Change } from "../plan/plan.ts";

/** A decision about somebody's seat or role. */
export type Decision =
  | {
      readonly of: "run";
      /** When the run began, ms. */
      readonly at: number;
      readonly changes: readonly Change[];
      /** The numbers of the pods that the run formed, by their names in it. */
      readonly pods: Readonly<Record<string, number>>;
      /** Whether their role as the advocate of a pod ended with their seat in it. */
      readonly isExAdvocate: boolean;
    }
  /** They were asked about a plan that waits, or that was decided. */
  | {
      readonly of: "plan";
      readonly plan: string;
      readonly at: number;
      readonly changes: readonly Change[];
      /** Of all people in the step. */
      readonly step: readonly Change[];
      /** Of all steps before it that nobody stops; left out where they are too many to look at. */
      readonly before?: readonly Change[];
      /** Somebody else in the step stays, or the plan was applied without it or discarded. */
      readonly isDropped: boolean;
      /** A run of the plan has begun, so that nobody stays by saying so. */
      readonly isBegun: boolean;
    }
  | ({ readonly of: "notice"; readonly what: DecisionWord } & Pick<DecisionNotice, "about" | "at" | "revision">);

export interface Decisions {
  /** Plans that are made before it, ms, leave the person where they are, at their own request; `undefined` without one. */
  stays(person: Pseudonym): Promise<number | undefined>;
  /** The latest decisions about somebody, in their order, without those whose run or plan is no longer kept. */
  decisionsAbout(person: Pseudonym): Promise<readonly Decision[]>;
}
