import { suite } from "uvu";
import * as assert from "uvu/assert";
import { offsetOf } from "#shared/core/timezone.ts";
import { OFFERED, utc } from "#shared/web/zones.ts";

const test = suite("zones");

test("each offered zone has the hours that placement uses", () => {
  for (const [zone, hours] of OFFERED) assert.is(hours, offsetOf(zone), zone);
});

test("a zone that is not offered has its hours as well", () => {
  assert.is(utc("Europe/Rome"), "UTC+1");
  assert.is(utc("UTC"), "UTC");
});

test.run();
