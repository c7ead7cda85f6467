import { readFileSync } from "node:fs";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { PodsError } from "#shared/core/errors.ts";
import { parseSettings } from "#shared/openfaas/settings-file.ts";

const test = suite("pods.yml");

const refused = (text: string): PodsError => {
  try {
    parseSettings(text);
  } catch (error) {
    if (error instanceof PodsError) return error;
  }
  throw new Error("was accepted");
};

test("the smallest settings get every default", () => {
  const settings = parseSettings("community: Ships\norganisation: ships\nareas: { hull: {} }\n");
  assert.is(settings.id, "pods");
  assert.is(settings.consent, "offer");
  assert.is(settings.publicUrl, "/function");
  assert.equal(settings.rebalance, { seat: "daily", plan: "weekly", autoApply: false, maxMovesPercent: 5 });
  assert.equal(settings.digest.to, ["markdown"]);
});

test("a real community's settings are accepted", () => {
  const text = readFileSync(new URL("../../fixtures/community-large.pods.yml", import.meta.url), "utf8");
  assert.is(Object.keys(parseSettings(text).areas).length, 35);
});

test("a missing key is reported as required, in plain words", () => {
  assert.is(refused("organisation: ships\nareas: { hull: {} }\n").detail, "pods.yml line 1: community is required");
});

test("every fault names its line", () => {
  const { code, errors } = refused(
    [
      "community: Ships",
      "organisation: ships",
      "areas:",
      "  Hull: {}",
      "digest:",
      "  timezone: Europe/Atlantis",
      "",
    ].join("\n"),
  );
  assert.is(code, "invalid");
  assert.ok(
    errors.some(({ detail }) => detail.includes("line 4") && detail.includes("Hull")),
    JSON.stringify(errors),
  );
  assert.ok(
    errors.some(({ detail }) => detail.includes("line 6") && detail.includes("time zone")),
    JSON.stringify(errors),
  );
});

test("a misspelt key is refused, not lost", () => {
  const { detail } = refused(
    "community: Ships\norganisation: ships\nareas: { hull: {} }\nrebalanse: { plan: weekly }\n",
  );
  assert.match(detail, "line 4");
  assert.match(detail, "rebalanse");
});

test("broken YAML is reported with its line", () => {
  assert.match(refused("community: Ships\nareas: { hull: {}\n").detail, /line \d/);
  assert.match(refused("community: Ships\ncommunity: Boats\n").detail, "line 2");
});

test("other sizes than 7 ± 2 are refused with the reason", () => {
  const { detail } = refused("community: S\norganisation: s\nareas: { a: {} }\nsize: { min: 2, target: 3, max: 4 }\n");
  assert.match(detail, "line 4");
});

test("an alias bomb is refused", () => {
  const bomb = ["a: &a [x,x,x,x,x,x,x,x,x]"];
  for (let i = 1; i < 9; i++)
    bomb.push(
      `a${i}: &a${i} [${Array(9)
        .fill(`*a${i - 1 || ""}`)
        .join(",")}]`,
    );
  assert.match(refused(bomb.join("\n")).detail, "aliases");
});

test.run();
