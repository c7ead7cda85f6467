/** Deliveries from owners that the settings do not name: nothing comes of them, and GitHub shows no failure. */

export interface Stranger {
  /** The organisation on GitHub; "" for an account that may be a person's. */
  readonly owner: string;
  /** The one that the settings named then. */
  readonly organisation: string;
  /** How many of its deliveries came. */
  readonly deliveries: number;
  /** When the first and the last of them came, ms. */
  readonly since: number;
  readonly until: number;
}

export interface Strangers {
  /** The latest one. */
  stranger(): Promise<Stranger | undefined>;
}

export interface StrangerNotes {
  /** Two at the same instant may count as one: that they came is what matters. */
  noteStranger(stranger: Pick<Stranger, "owner" | "organisation">, at: number): Promise<void>;
}
