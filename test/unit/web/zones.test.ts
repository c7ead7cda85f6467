import { suite } from "uvu";
import * as assert from "uvu/assert";
import { exactOffsetOf } from "#shared/core/timezone.ts";
import { OFFERED, utc } from "#shared/web/zones.ts";

const test = suite("zones");

test("each offered zone has its hours, with half and quarter hours", () => {
  for (const [zone, hours] of OFFERED) assert.is(hours, exactOffsetOf(zone), zone);
});

test("a zone that is not offered has its hours as well", () => {
  assert.is(utc("Europe/Rome"), "UTC+1");
  assert.is(utc("UTC"), "UTC");
  assert.is(utc("Asia/Kolkata"), "UTC+5:30");
  assert.is(utc("Asia/Kathmandu"), "UTC+5:45");
  assert.is(utc("America/St_Johns"), "UTC−3:30");
  assert.is(utc("UTC+5:30"), "UTC+5:30");
});

test.run();
