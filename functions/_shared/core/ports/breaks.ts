/** Breaks that end by themselves, at the day that was named. */
import type { Member, Pseudonym } from "../member.ts";

export interface PeopleBack {
  /** The people whose break is over `today`, an ISO date, and whom no tick of that day has brought back yet. */
  peopleBack(today: string): Promise<readonly Member[]>;
}

export interface Breaks extends PeopleBack {
  /**
   * They get a seat in the pod that they left if one is open there, else they wait; and they are told. False where their
   * break has another end by now, or is over.
   */
  endBreak(person: Pseudonym, today: string, at: number): Promise<boolean>;
}
