import { suite } from "uvu";
import * as assert from "uvu/assert";
import { END, findRegion, regionText, START, withRegion } from "../../../functions/deliver/credits/region.ts";

const test = suite("the region of the credits");

const OURS = `${START}\nours $& $1\n${END}`;

const rewritten = (notes: string) => {
  const region = findRegion(notes);
  assert.is.not(region.state, "broken");
  return region.state === "broken" ? "" : withRegion(notes, region, OURS);
};

test("it is appended to the notes", () => {
  assert.is(rewritten(""), OURS);
  assert.is(rewritten("# Notes"), `# Notes\n\n${OURS}`);
  assert.is(rewritten("# Notes\r\n"), `# Notes\r\n\r\n${OURS.replaceAll("\n", "\r\n")}`);
});

test("it is replaced where it stands, with the line ends of the notes", () => {
  assert.is(rewritten(`before\n${START}old${END}\nafter`), `before\n${OURS}\nafter`);
  const old = `before\r\n<!-- pods:credits:start-->\r\nold\r\n<!--pods:credits:end -->after`;
  assert.is(rewritten(old), `before\r\n${OURS.replaceAll("\n", "\r\n")}after`);
});

test("its text is the same however its lines end", () => {
  for (const end of ["\n", "\r\n"]) {
    const notes = rewritten(`a${end}b`);
    const region = findRegion(notes);
    assert.is(region.state === "present" && regionText(notes, region), OURS);
  }
});

test("what cannot be told apart is refused", () => {
  const faults: [string, RegExp][] = [
    [`a ${START} b`, /the start of our credits without the end/],
    [`a ${END} b`, /the end of our credits without the start/],
    [`${END} ${START}`, /the end of our credits before the start/],
    [`${START} ${START}`, /the start of our credits twice/],
    [`${END}${END}`, /the end of our credits twice/],
    [`${START} ${START} ${END}`, /more than once/],
    [`${START}a${END}${START}b${END}`, /more than once/],
  ];
  for (const [notes, fault] of faults) {
    const region = findRegion(notes);
    assert.match(region.state === "broken" ? region.fault : region.state, fault);
  }
});

test.run();
