import { readFileSync } from "node:fs";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { settingsSchema } from "../../../tools/settings-schema.ts";

const test = suite("pods.schema.json");

test("matches the settings; to renew it run npm run --silent schema > pods.schema.json", () => {
  assert.is(readFileSync(new URL("../../../pods.schema.json", import.meta.url), "utf8"), settingsSchema());
});

test.run();
