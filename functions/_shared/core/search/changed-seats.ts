/** How many of some people sit elsewhere in a seating than they do now, or wait there. */
import type { PlacedMember, Seating } from "../scoring/community.ts";

export function changedSeats(people: readonly PlacedMember[], { pods }: Seating): number {
  const seats = new Map(pods.flatMap(({ id, members }) => members.map((member) => [member, id])));
  return people.filter(({ id, pod }) => (seats.get(id) ?? null) !== pod).length;
}
