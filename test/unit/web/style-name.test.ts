import { createHash } from "node:crypto";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { STYLE } from "#shared/web/style.static.ts";
import { STYLE_NAME } from "#shared/web/style-name.ts";

const test = suite("the style sheet's name");

test("is made from its content", () => {
  assert.is(STYLE_NAME, `${createHash("sha256").update(STYLE).digest("hex").slice(0, 16)}.css`);
});

test.run();
