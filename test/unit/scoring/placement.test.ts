import { suite } from "uvu";
import * as assert from "uvu/assert";
import { rankPods } from "#shared/core/placement.ts";
import { pod } from "../../support/digest.ts";

const test = suite("the best seats for a person");

/** A pod of people like Ada, of whom one can be advocate and one is experienced. */
const podOf = (number: number, area: string, size: number) => ({
  ...pod(number, `pod-${number}`, area, []),
  seats: Array.from({ length: size }, (_, n) => ({
    pseudonym: `p${number}-${n}`,
    level: n === 0 ? (3 as const) : (1 as const),
    offset: 0,
    volunteer: n === 0,
  })),
});

const ADA = { level: 1, offset: 0, areas: ["hull", "sail"], volunteer: false, anywhere: false, with: [] } as const;
const ranked = (...pods: ReturnType<typeof podOf>[]) => rankPods(ADA, pods).map(({ number }) => number);

test("are in the pods that cost the fewest points with the person in them", () => {
  assert.equal(ranked(podOf(1, "sail", 7), podOf(2, "hull", 7)), [2, 1]);
  assert.equal(ranked(podOf(1, "hull", 8), podOf(2, "hull", 6)), [2, 1]);
});

test("are in the area that the person wants more, when the points are the same", () => {
  // A pod of six becomes seven and saves a point; one of eight becomes nine and costs one. The second choice costs two.
  assert.equal(ranked(podOf(1, "sail", 6), podOf(2, "hull", 8)), [2, 1]);
});

test("are in the smaller pod, then in the older one, when the area is the same, too", () => {
  assert.equal(ranked(podOf(1, "hull", 6), podOf(2, "hull", 5), podOf(3, "hull", 5)), [2, 3, 1]);
  assert.equal(ranked(podOf(3, "hull", 5), podOf(2, "hull", 5)), [2, 3]);
});

test.run();
