/** Who is settled by a day, and how many a plan leaves alone because they are not. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { settlingInWords } from "#shared/core/messages/plan.ts";
import { countSettling, settledBefore } from "#shared/core/plan/settling.ts";
import { communityOf } from "../../support/seatings.ts";

const test = suite("settling");

const before = (now: string, settleWeeks: number, timezone: string): string =>
  new Date(settledBefore(Date.parse(now), { rebalance: { settleWeeks }, digest: { timezone } })).toISOString();

test("people are settled whose seat began on the same day of the week so many weeks ago, or earlier", () => {
  assert.is(before("2026-11-27T00:00:00Z", 8, "UTC"), "2026-10-03T00:00:00.000Z");
  assert.is(before("2026-11-27T23:59:59Z", 8, "UTC"), "2026-10-03T00:00:00.000Z", "at any time of the day");
  assert.is(before("2026-11-27T23:59:59Z", 1, "Asia/Tokyo"), "2026-11-21T15:00:00.000Z", "their day is the next one");
  assert.is(before("2026-11-27T12:00:00Z", 8, "Europe/Berlin"), "2026-10-02T22:00:00.000Z", "it was summer then");
});

test("with no weeks everybody is settled", () => {
  const now = Date.parse("2026-11-27T00:00:00Z");
  const settings = { rebalance: { settleWeeks: 0 }, digest: { timezone: "UTC" } };
  assert.is(settledBefore(now, settings), Number.POSITIVE_INFINITY);
});

test("a plan counts those whom it leaves alone for no other reason", () => {
  const community = communityOf({ A: "abcdefg", B: "hijk", "-": "z" });
  const special = { a: { pinned: true }, b: { settled: true }, c: { areas: ["C"] } };
  const members = community.members.map((one) => ({
    ...one,
    areas: [one.pod ?? "A"],
    settled: false,
    ...special[one.id as keyof typeof special],
  }));
  const move = { kind: "move", group: 0, member: "d", from: "A", to: "B", reasons: [] } as const;
  assert.is(countSettling({ ...community, members }, [move]), 3, "e, f and g");
});

test("is said in words", () => {
  assert.is(
    settlingInWords(12, 8),
    "12 people joined their pod less than eight weeks before this plan, and stay where they are.",
  );
  assert.is(
    settlingInWords(1, 1),
    "One person joined their pod less than a week before this plan, and stays where they are.",
  );
});

test.run();
