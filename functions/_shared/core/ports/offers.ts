/** The seats in areas that people did not name, of which they were told. */
import type { Member, Pseudonym } from "../member.ts";
import type { Operation } from "./operation.ts";

/** Somebody who waits, and the seats elsewhere of which they were told that they were open. */
export interface SeatsTold {
  readonly member: Member;
  /** As `openingOf` names them, the latest last. */
  readonly told: readonly string[];
  /** When they were told of the latest, ms; 0 if of none. */
  readonly at: number;
}

export interface Offers {
  /** Everybody who waits and asked in a thread, those first who have waited longest. */
  seatsTold(): Promise<SeatsTold[]>;
  /**
   * Notes that somebody is told of a seat, and enqueues the errand that does it. `already`: they were told of that opening before,
   * or of another one later than `before`, ms. `gone`: they do not wait any more since that revision.
   */
  offer(
    person: Pick<Member, "pseudonym" | "standing">,
    pod: number,
    before: number,
    operation: Operation,
  ): Promise<"offered" | "already" | "gone">;
  /** Notes that an answer tells of a seat for somebody who waits: themselves, or a maintainer who asked for them. */
  noteOffer(
    person: Pseudonym,
    pod: number,
    to: "person" | "maintainer",
    operation: Pick<Operation, "at">,
  ): Promise<void>;
  /** The numbers of the pods in which they were offered a seat since they began to wait. */
  podsOffered(person: Pick<Member, "pseudonym" | "standing">): Promise<number[]>;
}
