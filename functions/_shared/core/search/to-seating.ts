/** From the board back to ids: pods in order, new ones named, every pod with a volunteer given an advocate. */

import type { SeatedPod, Seating } from "../scoring/community.ts";
import type { Indexed } from "./index-community.ts";
import { type Board, NONE } from "./search-state.ts";

/** Nobody has a seat: fewer than five people, or no area to form a pod in. */
export function everybodyWaits({ members }: Indexed): Seating {
  return { pods: [], waiting: members.map((member) => member.id) };
}

export function toSeating(board: Board, indexed: Indexed): Seating {
  const seated: SeatedPod[] = [];
  let formed = 0;
  for (const pod of podsInOrder(board)) {
    const old = indexed.pods[pod];
    let id = old?.id;
    while (id === undefined) {
      const name = `new-${++formed}`;
      if (!indexed.podNumber.has(name)) id = name;
    }
    const people = peopleIn(board, pod);
    seated.push({
      id,
      area: indexed.areas[board.area[pod]!]!,
      advocate: advocateOf(board, indexed, people, old?.advocate ?? null),
      members: people.map((person) => indexed.members[person]!.id),
    });
  }
  return { pods: seated, waiting: [] };
}

/** Existing pods by number, then new ones by area and their first person. */
function podsInOrder(board: Board): number[] {
  const seen = new Uint8Array(board.pods);
  const existing: number[] = [];
  const formed: number[] = [];
  for (let pod = 0; pod < board.existing; pod++) if (board.size[pod]! > 0) existing.push(pod);
  // Walking the people in order meets the new pods in the order of their first person.
  for (let person = 0; person < board.people; person++) {
    const pod = board.pod[person]!;
    if (pod !== NONE && pod >= board.existing && seen[pod] === 0) {
      seen[pod] = 1;
      formed.push(pod);
    }
  }
  return [...existing, ...formed.sort((a, b) => board.area[a]! - board.area[b]!)];
}

function peopleIn(board: Board, pod: number): number[] {
  return Array.from({ length: board.size[pod]! }, (_, chair) => board.at(pod, chair)).sort((a, b) => a - b);
}

/** The sitting advocate; else of the volunteers one who was here before, then the most able, then the first id. */
function advocateOf(board: Board, indexed: Indexed, people: readonly number[], sitting: string | null): string | null {
  let best: number | null = null;
  for (const person of people) {
    const member = indexed.members[person]!;
    if (!member.volunteer) continue;
    if (member.id === sitting) return sitting;
    if (best === null || fitness(board, indexed, person) > fitness(board, indexed, best)) best = person;
  }
  return best === null ? null : indexed.members[best]!.id;
}

function fitness(board: Board, { members }: Indexed, person: number): number {
  return (board.home[person] === board.pod[person] ? 10 : 0) + members[person]!.level;
}
