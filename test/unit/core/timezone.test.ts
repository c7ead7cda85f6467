import { suite } from "uvu";
import * as assert from "uvu/assert";
import { MeetingTime } from "#shared/core/settings.ts";
import { exactOffsetOf, isTimezone, offsetOf, zoneFault, zoneIn, zoneOffsetMs } from "#shared/core/timezone.ts";

const test = suite("time zones");

test("IANA names with a slash, UTC and offsets are accepted", () => {
  for (const name of ["Europe/Berlin", "Asia/Calcutta", "America/Argentina/Buenos_Aires", "UTC", "UTC+5:30", "UTC-3"]) {
    assert.ok(isTimezone(name), name);
  }
  assert.is(exactOffsetOf("UTC+5:30"), 5.5);
  assert.is(offsetOf("UTC-3"), -3);
  assert.is(zoneOffsetMs(0, "UTC-9:30"), -9.5 * 3_600_000);
});

test("letters that mean several zones are asked back with those", () => {
  for (const name of [
    "BST",
    "ART",
    "AST",
    "EST",
    "EST5EDT",
    "Japan",
    "GB",
    "GMT",
    "UTC+15",
    "Mars/Base",
    "+05:30",
    "",
  ]) {
    assert.not(isTimezone(name), name);
  }
  assert.is(zoneFault("BST"), "can mean Europe/London or Asia/Dhaka; say which");
  assert.match(zoneFault("ART"), "America/Argentina/Buenos_Aires or Africa/Cairo");
  assert.match(zoneFault("AST"), "America/Halifax, America/Puerto_Rico or Asia/Riyadh");
  assert.match(zoneFault("EST"), "America/New_York");
  assert.is(zoneFault("berlin"), "is not a whole name; write Europe/Berlin");
  assert.is(zoneFault("London"), "is not a whole name; write Europe/London");
  assert.is(zoneFault("Kathmandu"), "is not a whole name; write Asia/Kathmandu");
  assert.is(zoneFault("ho chi minh"), "is not a whole name; write Asia/Ho_Chi_Minh");
  assert.match(zoneFault("Mars/Base"), "is not a time zone; write one such as Europe/Berlin");
});

test("an offset is read however it is written, and kept in one way", () => {
  for (const text of ["UTC+2", "utc+2", "GMT+2", "GMT +02:00", "+02:00", "+0200", "+2", "UTC + 2", " UTC+02:00 "])
    assert.is(zoneIn(text), "UTC+2", text);
  for (const text of ["UTC-3:30", "GMT\u22123:30", "-03:30", "-0330"]) assert.is(zoneIn(text), "UTC-3:30", text);
  for (const text of ["UTC", "utc", "Z", "UTC+0", "GMT-00:00", "+00:00"]) assert.is(zoneIn(text), "UTC", text);
  assert.is(zoneIn("America/New York"), "America/New_York");
  for (const text of ["GMT", "Berlin", "+15", "UTC+2:75", "2", ""]) assert.is(zoneIn(text), undefined, text);
  assert.is(MeetingTime.parse({ weekday: "Thursday", time: "17:00", timezone: "GMT+1" }).timezone, "UTC+1");
});

test("a zone is spelt as it is listed, however it is written", () => {
  for (const zone of [
    ...Intl.supportedValuesOf("timeZone").filter((name) => name.includes("/")),
    ...["Asia/Kolkata", "Europe/Kyiv", "US/Pacific", "America/Knox_IN", "Australia/NSW", "Etc/GMT+5", "Etc/GMT0"],
    ...["Mexico/BajaNorte", "Brazil/DeNoronha", "Chile/EasterIsland", "America/Argentina/ComodRivadavia"],
  ])
    for (const written of [zone, zone.toLowerCase(), zone.toUpperCase()]) assert.is(zoneIn(written), zone, written);
  assert.is(zoneIn("europe/berlin "), "Europe/Berlin");
  assert.is(zoneFault("kyiv"), "is not a whole name; write Europe/Kyiv");
});

test("settings ask back in the same words", () => {
  const { error } = MeetingTime.safeParse({ weekday: "Thursday", time: "17:00", timezone: "BST" });
  assert.is(error?.issues[0]?.message, "can mean Europe/London or Asia/Dhaka; say which");
});

test.run();
