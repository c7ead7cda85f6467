/** What one change costs: somebody comes in, goes to another pod, or changes places with somebody. */

import { hourSetPoints } from "./lookup.ts";
import { type Board, NONE } from "./search-state.ts";

/** Points it costs to seat a person who has no pod in one that has room. */
export function enterCost(board: Board, person: number, to: number): number {
  const hour = board.hour[person]!;
  const hours = hour === NONE ? board.hours[to]! : board.hours[to]! | (1 << hour);
  return (
    board.lookup[board.podTally[to]! + board.tally[person]!]! +
    hourSetPoints(hours) -
    board.own[to]! +
    board.placePoints(person, to)
  );
}

/** Points it costs to seat a person in another pod that has room. */
export function moveCost(board: Board, person: number, to: number): number {
  const { lookup, podTally, hours, own } = board;
  const from = board.pod[person]!;
  const tally = board.tally[person]!;
  const hour = board.hour[person]!;
  let fromHours = hours[from]!;
  let toHours = hours[to]!;
  if (hour !== NONE) {
    if (board.hourCount[from * 24 + hour] === 1) fromHours &= ~(1 << hour);
    toHours |= 1 << hour;
  }
  return (
    lookup[podTally[from]! - tally]! +
    lookup[podTally[to]! + tally]! +
    hourSetPoints(fromHours) +
    hourSetPoints(toHours) -
    own[from]! -
    own[to]! +
    board.placePoints(person, to) -
    board.placePoints(person, from)
  );
}

/** Points it costs that two people of different pods change places. */
export function swapCost(board: Board, one: number, other: number): number {
  const { pod, tally, hour, own, lookup, podTally } = board;
  const a = pod[one]!;
  const b = pod[other]!;
  let cost =
    board.placePoints(one, b) + board.placePoints(other, a) - board.placePoints(one, a) - board.placePoints(other, b);
  const difference = tally[other]! - tally[one]!;
  const hourOne = hour[one]!;
  const hourOther = hour[other]!;
  if (difference === 0 && hourOne === hourOther) return cost;
  cost += lookup[podTally[a]! + difference]! + lookup[podTally[b]! - difference]! - own[a]! - own[b]!;
  return cost + hoursAfter(board, a, hourOne, hourOther) + hoursAfter(board, b, hourOther, hourOne);
}

/** Points for a pod's hours when somebody of one hour goes and somebody of another comes. */
function hoursAfter(board: Board, pod: number, going: number, coming: number): number {
  let hours = board.hours[pod]!;
  if (going !== coming) {
    if (going !== NONE && board.hourCount[pod * 24 + going] === 1) hours &= ~(1 << going);
    if (coming !== NONE) hours |= 1 << coming;
  }
  return hourSetPoints(hours);
}

/** How many more people would sit away from home. */
export function moreMoved(board: Board, person: number, to: number, other: number): number {
  const from = board.pod[person]!;
  return awayBy(board, person, from, to) + (other === NONE ? 0 : awayBy(board, other, to, from));
}

function awayBy(board: Board, person: number, from: number, to: number): number {
  const home = board.home[person]!;
  if (home === NONE) return 0;
  return (to === home ? 0 : 1) - (from === home ? 0 : 1);
}

/** Two people of different pods change places. */
export function swap(board: Board, one: number, other: number): void {
  const a = board.pod[one]!;
  const b = board.pod[other]!;
  board.put(one, NONE);
  board.put(other, a);
  board.put(one, b);
}
