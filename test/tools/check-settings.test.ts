/** `npm run check-settings`, as an operator calls it before an upload. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { dump, load } from "js-yaml";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { parseSettings } from "#shared/openfaas/settings-file.ts";
import { bundleTests } from "../../tools/test/bundle-tests.ts";

const test = suite("check-settings");

const GOOD = "community: Whales\norganisation: whales\nareas: { cli: {} }\n";
const folder = mkdtempSync(join(tmpdir(), "pods-check-"));
const fileWith = (text: string): string => {
  const file = join(folder, "settings.yml");
  writeFileSync(file, text);
  return file;
};
const [, ...asTyped] = JSON.parse(readFileSync("package.json", "utf8")).scripts["check-settings"].split(" ");
/** Starts in a tenth of the time. */
const compiled = [(await bundleTests(["tools/check-settings.ts"], folder)).script("tools/check-settings.ts")];
function check(args: readonly string[], { input = "", program = compiled } = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...program, ...args], { input, encoding: "utf8" });
  return { status, said: stdout + stderr };
}

test("usable settings: from a file, from standard input, and pods.yml without an argument", () => {
  const file = fileWith(GOOD);
  assert.equal(check([file]), { status: 0, said: `${file} can be used: Whales, areas cli.\n` });
  assert.equal(check(["-"], { input: GOOD }), { status: 0, said: "standard input can be used: Whales, areas cli.\n" });
  const { status, said } = check([], { program: asTyped });
  assert.is(status, 0);
  assert.match(said, /^pods\.yml can be used: /);
});

test("the shipped pods.yml has in force what deploy.md says to change, and nothing else; its examples can be used", () => {
  const [, names = ""] = /put your own (.*?) in place of/s.exec(readFileSync("docs/deploy.md", "utf8")) ?? [];
  const own = {
    community: "Ships",
    organisation: "ships",
    publicUrl: "https://gateway.example.org/function",
    areas: { hull: {} },
  };
  assert.equal(
    [...names.matchAll(/`(\w+)`/g)].map(([, name]) => name),
    Object.keys(own),
  );
  const shipped = readFileSync("pods.yml", "utf8");
  const followed = dump({ ...(load(shipped) as object), ...own });
  const file = fileWith(followed);
  assert.equal(check([file]), { status: 0, said: `${file} can be used: Ships, areas hull.\n` });
  assert.equal(parseSettings(followed), parseSettings(dump(own)), "nothing of the example is left in force");
  const examples = [...shipped.matchAll(/^# ([a-z]\w*: .*)$/gm)].map(([, line = ""]) => line);
  assert.ok(examples.length > 5);
  const all = `${dump(own)}${examples.join("\n")}\n`;
  assert.is(check(["-"], { input: all }).said, "standard input can be used: Ships, areas hull.\n");
});

test("an address without /function can be used, with a hint: only a proxy makes such links lead somewhere", () => {
  const said = (publicUrl: string) => check(["-"], { input: `${GOOD}publicUrl: ${publicUrl}\n` }).said;
  assert.match(
    said("https://gateway.example.org/"),
    "such as https://gateway.example.org/pods/status: a gateway has that page at https://gateway.example.org/function/pods/status.",
  );
  for (const whole of ["https://gateway.example.org/function", "https://example.org/crew", "/function"])
    assert.not.match(said(whole), "Links begin");
});

test("each mistake is a line of its own, with its place and what is expected; an unknown key names the nearest", () => {
  const { status, said } = check(["-"], {
    input: `${GOOD}consent: perhaps\nrebalanse: { plan: weekly }\ndigest: { to: [slak] }\n`,
  });
  assert.is(status, 1);
  const [consent, unknown, ...more] = said.trim().split("\n");
  assert.match(consent ?? "", /^standard input line 4: consent takes offer .*such as "consent: offer"$/);
  assert.is(unknown, "standard input line 5: does not know rebalanse; did you mean rebalance?");
  assert.equal(more, []);
});

test("what cannot be read is not called a mistake in the settings", () => {
  assert.equal(check([join(folder, "none.yml")]), {
    status: 2,
    said: `There is no file ${join(folder, "none.yml")}.\n`,
  });
  assert.equal(check([folder]), { status: 2, said: `${folder} cannot be read (EISDIR).\n` });
  const { status, said } = check(["a.yml", "b.yml"]);
  assert.is(status, 2);
  assert.match(said, "One file at a time");
});

test("an empty file says what it lacks", () => {
  const { status, said } = check(["-"]);
  assert.is(status, 1);
  assert.match(said, "standard input line 1: is empty; it takes settings");
});

test.run();
