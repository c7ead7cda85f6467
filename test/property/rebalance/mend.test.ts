import fc from "fast-check";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { POD } from "#shared/core/scoring/points.ts";
import { moveCost, swapCost } from "#shared/core/search/costs.ts";
import { indexCommunity } from "#shared/core/search/index-community.ts";
import { Mender } from "#shared/core/search/local-search.ts";
import { Board, NONE } from "#shared/core/search/search-state.ts";
import { start } from "#shared/core/search/start.ts";
import { communities } from "../../support/communities.ts";

const test = suite("mend");

const any = communities({ podMin: 0, podMax: 12, podsMax: 6, waitingMax: 30 });

/** The most that any move or swap of people who may move would save. */
function mostToSave(board: Board): number {
  const free = Array.from({ length: board.people }, (_, person) => person).filter(
    (person) => board.free(person) && board.living.has(board.pod[person]!),
  );
  let least = 0;
  for (const one of free) {
    for (const pod of board.living.items) {
      const room = board.size[pod]! < POD.max && board.size[board.pod[one]!]! > POD.min;
      if (pod !== board.pod[one] && room) least = Math.min(least, moveCost(board, one, pod));
    }
    for (const other of free) {
      if (board.pod[one] !== board.pod[other]) least = Math.min(least, swapCost(board, one, other));
    }
  }
  return -least;
}

test("after a local search around every pod no move or swap saves a point: the bounds never rule out a gain", () => {
  fc.assert(
    fc.property(any, (community) => {
      const indexed = indexCommunity(community);
      const board = new Board(indexed);
      fc.pre(start(board, indexed));
      const movers = Int32Array.from({ length: board.people }, (_, person) => person);
      const mender = new Mender(board, { movers, movesLimit: Number.POSITIVE_INFINITY });
      mender.mend([...board.living.items]);
      assert.is(mostToSave(board), 0);
      assert.is(board.pod.includes(NONE), false);
    }),
    { seed: 11, numRuns: 120 },
  );
});

test("a local search moves no more people than it may", () => {
  fc.assert(
    fc.property(any, fc.integer({ min: 0, max: 5 }), (community, more) => {
      const indexed = indexCommunity(community);
      const board = new Board(indexed);
      fc.pre(start(board, indexed));
      const movesLimit = board.moved + more;
      new Mender(board, { movers: new Int32Array(0), movesLimit }).mend([...board.living.items]);
      assert.ok(board.moved <= movesLimit);
    }),
    { seed: 11, numRuns: 60 },
  );
});

test.run();
