import { setImmediate as pause } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { Login } from "#shared/core/member.ts";
import { isTimezone, offsetOf } from "#shared/core/timezone.ts";

const test = suite("members");

test("a login follows GitHub's rules", () => {
  for (const login of ["ada", "Ada-Lovelace", "name_corp", "a", "a".repeat(39)])
    assert.ok(Login.safeParse(login).success, login);
  for (const login of ["", "-ada", "a".repeat(40), "ada lovelace", "<b>", "ada[bot]", "ädä"]) {
    assert.not.ok(Login.safeParse(login).success, login);
  }
});

test("a zone is one whole-hour offset, the same all year", () => {
  assert.is(offsetOf("Europe/Berlin"), 1);
  assert.is(offsetOf("America/New_York"), -5);
  assert.is(offsetOf("Asia/Kolkata"), 6);
  assert.is(offsetOf("Pacific/Auckland"), 13);
  assert.is(offsetOf("UTC"), 0);
  assert.is(offsetOf(undefined), null);
  assert.is(offsetOf("Mars/Olympus"), null);
});

test("a word that is not a zone is refused", () => {
  assert.ok(isTimezone("Europe/Berlin"));
  for (const name of ["", "Berlin time", "Europe/Atlantis", "x".repeat(100)]) assert.not.ok(isTimezone(name), name);
});

test("spelling a zone in every possible case does not fill the memory", async () => {
  const zone = "america/argentina/buenos_aires";
  const written = (n: number) =>
    [...zone].map((letter, at) => ((n >> at) & 1 ? letter.toUpperCase() : letter)).join("");
  const { DateTimeFormat } = Intl;
  const made: WeakRef<object>[] = [];
  Intl.DateTimeFormat = class extends DateTimeFormat {
    constructor(...words: ConstructorParameters<typeof DateTimeFormat>) {
      super(...words);
      made.push(new WeakRef(this));
    }
  } as typeof DateTimeFormat;
  try {
    for (let n = 0; n < 4000; n++) assert.is(offsetOf(written(n)), -3);
  } finally {
    Intl.DateTimeFormat = DateTimeFormat;
  }
  setFlagsFromString("--expose-gc");
  await pause();
  runInNewContext("gc")();
  const kept = made.filter((clock) => clock.deref() !== undefined).length;
  assert.ok(made.length > 1900, `${made.length} were made`);
  assert.ok(kept <= 1000, `${kept} are kept`);
});

test.run();
