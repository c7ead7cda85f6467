import { suite } from "uvu";
import * as assert from "uvu/assert";
import { droppedMoves } from "#shared/core/dropped-moves.ts";
import { errandId } from "#shared/core/outbox.ts";
import type { Change } from "#shared/core/plan/plan.ts";
import type { Notified } from "#shared/core/ports.ts";

const test = suite("moves that are not made");

const move = (group: number, member: string, from: string, to: string): Change => ({
  kind: "move",
  group,
  reasons: [],
  member,
  from,
  to,
});

const asked = (told: readonly string[][], notReached: readonly string[] = []): Notified => ({
  at: 0,
  where: "thread",
  told,
  sent: true,
  notReached,
});

const PLAN = {
  revision: 7,
  round: "7/1",
  staying: ["c"],
  asked: asked([["a", "b", "c"], ["e"]], ["d"]),
  changes: [move(0, "a", "1", "2"), move(1, "a", "2", "3"), move(1, "b", "3", "2"), move(1, "c", "3", "2")],
};

const dropped = (made: readonly number[], plan = PLAN) =>
  droppedMoves(plan, { what: "move-dropped", at: 9, isMade: (step) => made.includes(step) });

test("are told to those who were asked, do not stay, and are moved by no step", () => {
  const people = (made: readonly number[]) => dropped(made).map(({ person, about }) => `${person} ${about}`);
  assert.equal(people([]), ["b 3", "a 1"], "the seat that a had");
  assert.equal(people([0]), ["b 3"]);
  assert.equal(people([0, 1]), []);
  assert.equal(dropped([], { ...PLAN, asked: asked([], ["a", "b"]) }), [], "only pages have asked them");
});

test("are told once in a round of questions, for whatever reason", () => {
  const [one] = dropped([]);
  const [other] = droppedMoves(PLAN, { what: "move-stopped", at: 10, isMade: () => false });
  const [later] = dropped([], { ...PLAN, round: "7/2" });
  assert.ok(one && other && later);
  assert.is(errandId(one), errandId(other));
  assert.is.not(errandId(one), errandId(later));
});

test.run();
