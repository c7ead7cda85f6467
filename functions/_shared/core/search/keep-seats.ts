/** Of all seatings that are about as good, takes one that leaves more pods as they were, and more people where they sat. */
import type { Community, Seating } from "../scoring/community.ts";
import { indexCommunity } from "./index-community.ts";
import { reopenClosed } from "./reopen-closed.ts";
import type { SearchOptions } from "./search.ts";
import { SearchState } from "./search-state.ts";
import { ALWAYS_COUNTS, NEVER_COUNTS } from "./seating-arrays.ts";
import { takeHome } from "./send-home.ts";
import { holdSeats } from "./start.ts";
import { toSeating } from "./to-seating.ts";

/** Makes new pods old ones again, and takes people home whose seats a founding gave, where that costs nothing. */
export function keepSeats(community: Community, seating: Seating, only: SearchOptions["only"]): Seating {
  const indexed = indexCommunity(community);
  const state = new SearchState(indexed);
  holdSeats(state, indexed, only);
  for (const { id, area, members } of seating.pods) {
    const pod = indexed.podNumber.get(id) ?? state.spare.items[0]!;
    if (!indexed.podNumber.has(id)) state.retheme(pod, indexed.areaNumber.get(area)!);
    for (const member of members) state.put(indexed.memberNumber.get(member)!, pod);
  }
  state.count(Uint8Array.from(indexed.members, ({ founding }) => (founding ? ALWAYS_COUNTS : NEVER_COUNTS)));
  reopenClosed(state);
  takeHome(state);
  return toSeating(state, indexed);
}
