/** Breaks that end by themselves, at the day that was named. */
import type { Pseudonym } from "../member.ts";

export interface Breaks {
  /** The people who come back, as the last day of their break lies before `today`, an ISO date. */
  breaksOver(today: string): Promise<Pseudonym[]>;
  /**
   * They get a seat in the pod that they left if one is open there, else they wait; and they are told. False where their
   * break has another end by now, or is over.
   */
  endBreak(person: Pseudonym, today: string, at: number): Promise<boolean>;
}
