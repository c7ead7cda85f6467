/**
 * The seats of a founding that is less than a day old are a proposal: nobody has met there yet. Where starting from nothing
 * finds a clearly better seating, as after a second file of people, they are given anew. People have read where they sit,
 * though, so that no seat changes for nothing.
 */
import { isSound } from "../pod.ts";
import type { Community, PlacedMember, Seating } from "../scoring/community.ts";
import { points } from "../scoring/points.ts";
import { isSettling } from "../settled.ts";
import { changedSeats } from "./changed-seats.ts";
import { keepSeats } from "./keep-seats.ts";
import { type Progress, type SearchOptions, search } from "./search.ts";

/** As many more seats change for each point that a search from nothing saves, at most. */
const SEATS_A_POINT = 4;

export function searchWithFounding(
  community: Community,
  options: SearchOptions = {},
  reportProgress?: (progress: Progress) => void,
): Seating {
  const kept = search(community, options, reportProgress);
  const open = openSeats(community);
  if (open.size === 0) return kept;
  const { only } = options;
  const anew = keepSeats(community, search(withoutSeats(community, open, only), options, reportProgress), only);
  const waiting = new Set(anew.waiting);
  const isRefused = community.members.some(({ id, pod }) => pod !== null && waiting.has(id));
  const saved = points.pointsOf(community, kept) - points.pointsOf(community, anew);
  const ofFounding = community.members.filter(({ founding }) => founding);
  const more = changedSeats(ofFounding, anew) - changedSeats(ofFounding, kept);
  return !isRefused && isWorth(more, saved) ? anew : kept;
}

/** Whether it is worth it that so many more seats change. */
export const isWorth = (seats: number, saved: number): boolean => saved > 0 && SEATS_A_POINT * saved >= seats;

/** The people whose seats may change. Advocates of living pods stay, so an advocate counts only if the whole pod does. */
function openSeats({ members, pods }: Community): Set<string> {
  const byId = new Map(pods.map((pod) => [pod.id, pod]));
  const isOpen = ({ founding, pinned, pod }: PlacedMember) => {
    const at = byId.get(pod ?? "");
    return founding && !pinned && at && !at.locked;
  };
  const open = new Set(members.filter(isOpen).map(({ id }) => id));
  for (const { pod, id } of members) {
    const advocate = byId.get(pod ?? "")?.advocate;
    if (advocate && !open.has(id)) open.delete(advocate);
  }
  return open;
}

/**
 * The community as if these people had no seats, without the pods in which nobody else sits. People with a seat in a sound
 * pod keep it here as well, though the pod may be short without the others: they took it by their own word.
 */
function withoutSeats(community: Community, open: ReadonlySet<string>, only: SearchOptions["only"]): Community {
  const sizes = new Map<string, number>();
  for (const { pod } of community.members) if (pod !== null) sizes.set(pod, (sizes.get(pod) ?? 0) + 1);
  const areas = new Map(community.pods.map(({ id, area }) => [id, area]));
  const keepsSeat = (member: PlacedMember) =>
    member.pod !== null &&
    !member.founding &&
    isSound(sizes.get(member.pod) ?? 0) &&
    (only === "seat" || isSettling(member, areas.get(member.pod) ?? ""));
  const taken = new Set(community.members.flatMap(({ id, pod }) => (pod !== null && !open.has(id) ? [pod] : [])));
  const members = community.members.map((member) =>
    open.has(member.id) ? { ...member, pod: null } : keepsSeat(member) ? { ...member, pinned: true } : member,
  );
  return { ...community, members, pods: community.pods.filter(({ id }) => taken.has(id)) };
}
