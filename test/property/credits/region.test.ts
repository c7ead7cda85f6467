/** Whatever people write into the notes of a release, we change nothing outside our region. */

import { suite } from "uvu";
import { parseSettings } from "#shared/openfaas/settings-file.ts";
import { creditsText } from "../../../functions/deliver/credits/credits-text.ts";
import { END, findRegion, regionText, START, withRegion } from "../../../functions/deliver/credits/region.ts";
import { SETTINGS } from "../../support/community.ts";
import fc from "../../support/fast-check.ts";

const test = suite("the notes of any release");

const settings = parseSettings(SETTINGS);

/** Text with what could be taken for something else. */
const text = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        START,
        END,
        "<!--",
        "`",
        "```",
        "\n```\n",
        "    ",
        "> ",
        "- ",
        "-->",
        "\r\n",
        "\n",
        "\r",
        "$&",
        "$1",
        "$`",
        "pods:credits:",
        "@ada",
        "#5",
      ),
      fc.string({ unit: "binary" }),
    ),
    { maxLength: 12 },
  )
  .map((pieces) => pieces.join(""));

const isMarker = /<!--\s*pods:credits:(start|end)\s*-->/;
const people = fc.record({ key: fc.string(), login: fc.constantFrom("ada", "bob", null) });
const pulls = fc.array(
  fc.record({ number: fc.nat(), title: text, by: fc.array(people, { minLength: 1, maxLength: 2 }) }),
  { minLength: 1, maxLength: 4 },
);
const pod = fc.option(fc.record({ slug: fc.constantFrom("orca", "minke"), name: text, area: text }), { nil: null });
const credits = fc.record({
  work: fc.array(fc.record({ pod, pulls }), { maxLength: 3 }),
  firsts: fc.array(fc.record({ number: fc.nat(), by: people }), { maxLength: 3 }),
  coAuthors: fc.array(people, { maxLength: 3 }),
  reviewers: fc.array(people, { maxLength: 3 }),
});

test("nothing outside the region changes, any number of times, and the region is found again", () => {
  const property = fc.property(text, credits, credits, (notes, first, second) => {
    const region = findRegion(notes);
    if (region.state === "broken") return isMarker.test(notes) || /```|~~~/.test(notes);
    const [before, after] =
      region.state === "present" ? [notes.slice(0, region.from), notes.slice(region.to)] : [notes, ""];
    let now = notes;
    for (const one of [first, second, second]) {
      const here = findRegion(now);
      const ours = creditsText(one, settings, () => true);
      if (here.state === "broken" || ours === undefined) return false;
      const next = withRegion(now, here, ours);
      const found = findRegion(next);
      if (found.state !== "present" || regionText(next, found) !== ours) return false;
      const lineEnds = next.slice(before.length, found.from);
      if (!next.startsWith(before) || next.slice(found.to) !== after || !/^(\r?\n){0,2}$/.test(lineEnds)) return false;
      now = next;
    }
    return true;
  });
  void fc.assert(property, { numRuns: 150 });
});

test.run();
