import { suite } from "uvu";
import * as assert from "uvu/assert";
import { charactersOf, hidesText, oneLine, peopleText } from "#shared/core/people-text.ts";
import fc from "../support/fast-check.ts";
import { DANGEROUS, HONEST, HOSTILE_TEXTS } from "../support/people-text.ts";

const test = suite("any text of people");

const codePoint = fc.integer({ min: 0, max: 0x10ffff }).map((code) => String.fromCodePoint(code));
const ingredients = [
  ...Object.values(HONEST).flatMap((text) => [...text]),
  ...Object.values(HOSTILE_TEXTS).flatMap(([text]) => [...text]),
  ..."aZ1#* \u0301\u0335\u200c\u200d\ufe0e\ufe0f\u20e3\u1820\u18a9\u180b🏽♀👩🏴",
];
/** Mostly what rules are about, so that the rules meet. */
const text = fc.string({
  unit: fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...ingredients) }, { weight: 1, arbitrary: codePoint }),
  maxLength: 60,
});

test("is the same when it is shown twice, and fits its length", () => {
  void fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 50 }), (written, max) => {
      const shown = oneLine(written, max);
      assert.is(oneLine(shown, max), shown);
      assert.is(shown, shown.normalize("NFC"));
      assert.ok(charactersOf(shown).length <= max && Buffer.byteLength(shown) <= max * 40);
    }),
    { numRuns: 2000, examples: [["\u0928\u200d\u0648\u00dc", 2]] },
  );
});

test("shows no dangerous character, and hides nothing", () => {
  void fc.assert(
    fc.property(text, (written) => {
      const shown = oneLine(written);
      assert.not.match(shown, DANGEROUS);
      assert.not.ok(hidesText(shown));
      assert.not.match(shown, /\p{M}{0}[\p{Mn}\p{Me}]{5}|^\p{M}| \p{M}|^\s|\s$|\s\s/u);
      // A joiner stands between two characters of one word, never beside a space or another joiner.
      assert.not.match(
        shown,
        /(?<!\p{L}|\p{M}|\p{Emoji})[\u200c\u200d]|[\u200c\u200d](?![\p{L}\p{Extended_Pictographic}])/u,
      );
      const parsed = peopleText(60).safeParse(written);
      assert.is(parsed.success ? parsed.data : "", shown === "" ? "" : oneLine(written, 60));
    }),
    { numRuns: 2000, examples: [["U\u0308\u180b\u180b"], ["\u1820\u180b\u180b"], ["\u00dc\u180b\u200d\u0645"]] },
  );
});

test("keeps each character of honest words, in any order and cut anywhere", () => {
  const words = fc.array(fc.constantFrom(...Object.values(HONEST)), { minLength: 1, maxLength: 12 });
  void fc.assert(
    fc.property(words, fc.integer({ min: 1, max: 120 }), (all, max) => {
      const characters = charactersOf(all.join(" "));
      const shown = charactersOf(oneLine(all.join(" "), max));
      const whole = characters.length <= max;
      assert.equal(shown, whole ? characters : [...characters.slice(0, max - 1), "…"]);
    }),
    { numRuns: 500 },
  );
});

test.run();
