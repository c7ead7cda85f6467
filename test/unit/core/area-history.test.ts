import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type AreaHistory, faultsOfAreas, historyWith } from "#shared/core/area-history.ts";
import { parseSettings } from "#shared/openfaas/settings-file.ts";

const test = suite("what becomes of the ids of areas");

const areasOf = (areas: string) => parseSettings(`community: S\norganisation: s\nareas: { ${areas} }\n`).areas;

/** Settings one after another; each but the last has no fault. Returns those of the last. */
function faultsAfter(...deployed: readonly string[]): string[] {
  let history: AreaHistory = new Map();
  const last = deployed.at(-1) ?? "";
  for (const areas of deployed.slice(0, -1)) {
    assert.equal(faultsOfAreas(areasOf(areas), history), [], areas);
    history = historyWith(areasOf(areas), history);
  }
  return faultsOfAreas(areasOf(last), history);
}

const HULL = "hull: { title: Hull }";
const KEEL = "keel: { title: Keel, was: [hull] }";
const SO_LONG = "Until then nobody is seated or moved, as pods would change areas unasked.";
const becameKeel =
  "The id hull has passed to another area: it became keel. Name it in was of keel, and give another area another id, or " +
  `write was: [hull] at hull if it is that area after all. ${SO_LONG}`;

test("a former id that an area takes while its heir is there is a fault", () => {
  assert.equal(faultsAfter(HULL, KEEL, `keel: {}, ${HULL}`), [becameKeel]);
  assert.equal(faultsAfter(HULL, KEEL, "keel: {}, sail: { was: [hull] }"), [becameKeel]);
  assert.equal(faultsAfter(HULL, KEEL, "keel: {}", "keel: {}, hull: {}"), [becameKeel]);
  const renamedTwice = faultsAfter(HULL, KEEL, "deck: { was: [keel] }", "deck: { was: [keel] }, hull: {}");
  assert.equal(renamedTwice, [becameKeel.replaceAll("keel", "deck")]);
});

test("two areas that exchange their ids by way of others are two faults", () => {
  const apart = "a: { was: [hull] }, b: { was: [sail] }";
  const crossed = faultsAfter("hull: {}, sail: {}", apart, "hull: { was: [b] }, sail: { was: [a] }");
  assert.equal(
    crossed.map((fault) => fault.slice(0, fault.indexOf("."))),
    [
      "The id hull has passed to another area: it became sail",
      "The id sail has passed to another area: it became hull",
    ],
    "the ids on the way go along",
  );
});

test("an id that was removed, or whose heir is gone, comes back as the same area by its title only", () => {
  assert.equal(faultsAfter(HULL, "sail: {}", `sail: {}, ${HULL}`), []);
  assert.equal(faultsAfter(HULL, "sail: {}", "sail: {}, hull: { title: Rigging }"), [
    "The id hull has passed to another area: it was Hull, and is Rigging. Give Rigging another id, or write was: [hull] at " +
      `hull if it is that area after all. ${SO_LONG}`,
  ]);
  assert.is(faultsAfter(HULL, KEEL, "hull: { title: Rigging }").length, 1);
  assert.equal(faultsAfter(KEEL, "hull: { title: Rigging }"), [], "nobody knows what its title was");
});

const TITLED = "a: { title: Hull }, b: { title: Sails }";
const CROSSED = "a: { title: Sails }, b: { title: Hull }";

test("two areas that exchange their titles are two faults", () => {
  const [first, second, ...others] = faultsAfter(TITLED, CROSSED);
  assert.is(
    first,
    "The id a has passed to another area: it has the title Sails, which b had. Exchange the titles again, or write was: [a] at " +
      `a if it is that area after all. ${SO_LONG}`,
  );
  assert.match(second ?? "", "The id b has passed to another area: it has the title Hull, which a had.");
  assert.equal(others, []);
  const usual = [
    "a: { title: Sails }",
    "a: { title: The Hull }, b: { title: Sails }",
    "a: { title: Sails, was: [b] }",
    "a: { title: Sails }, b: { title: Sails }",
    "a: { title: Hull }, b: { title: Rigging }",
  ];
  for (const areas of usual) assert.equal(faultsAfter(TITLED, areas), [], areas);
});

test("an area that is renamed, merged, split off, removed or given back is none", () => {
  assert.equal(faultsAfter(HULL, KEEL, "deck: { was: [hull, keel] }"), []);
  assert.equal(
    faultsAfter("hull: {}, sail: {}", "deck: { was: [hull, sail] }", "deck: { was: [hull, sail] }, keel: {}"),
    [],
  );
  assert.equal(faultsAfter(HULL, KEEL, "hull: { title: Hull, was: [keel] }"), []);
  assert.equal(faultsAfter(HULL, KEEL, HULL, KEEL), []);
  assert.equal(faultsAfter(HULL, "sail: {}", "sail: {}, hull: {}"), [], "a title in another case");
  assert.equal(faultsAfter("constructor: { title: A }", "hull: { was: [constructor] }"), []);
});

test("a replica with the settings of before a renaming has none, and leaves it on record", () => {
  assert.equal(faultsAfter(HULL, KEEL, HULL, `keel: {}, ${HULL}`), [becameKeel]);
});

test("somebody who names an area's own id in was says that it is the one of before, for good", () => {
  const affirmed = "hull: { title: Rigging, was: [hull] }, keel: {}";
  assert.equal(faultsAfter(HULL, KEEL, affirmed, "hull: { title: Rigging }, keel: {}"), []);
  const crossed = "a: { title: Sails, was: [a] }, b: { title: Hull, was: [b] }";
  assert.equal(faultsAfter(TITLED, crossed, CROSSED), []);
});

test.run();
