/** Of all seatings that are as good, and differ only in who sits where, takes one that leaves more people where they sat. */
import type { Community, Seating } from "../scoring/community.ts";
import { indexCommunity } from "./index-community.ts";
import { SearchState } from "./search-state.ts";
import { ALWAYS_COUNTS, NEVER_COUNTS } from "./seating-arrays.ts";
import { takeHome } from "./send-home.ts";
import { holdSeats } from "./start.ts";
import { toSeating } from "./to-seating.ts";

/** Takes people home whose seats a founding gave, where that costs nothing. */
export function keepSeats(community: Community, seating: Seating): Seating {
  const indexed = indexCommunity(community);
  const state = new SearchState(indexed);
  holdSeats(state, indexed);
  for (const { id, area, members } of seating.pods) {
    const pod = indexed.podNumber.get(id) ?? state.spare.items[0]!;
    if (!indexed.podNumber.has(id)) state.retheme(pod, indexed.areaNumber.get(area)!);
    for (const member of members) state.put(indexed.memberNumber.get(member)!, pod);
  }
  state.count(Uint8Array.from(indexed.members, ({ founding }) => (founding ? ALWAYS_COUNTS : NEVER_COUNTS)));
  takeHome(state);
  return toSeating(state, indexed);
}
