import { suite } from "uvu";
import * as assert from "uvu/assert";
import { loginsOfPods, withoutNamesOfPods } from "../../../functions/deliver/names-of-pods.ts";

const test = suite("names of pods in a notice");

const without = (text: string, ...logins: string[]) => withoutNamesOfPods(text, (word) => logins.includes(word));

test("a login goes from names in bold, also in a link, whose address stays", () => {
  const text = "you got a seat in **[Team Ada](https://pods.example/ada)** pod, not in **The ada-2 Crew**.";
  const expected = "you got a seat in **[Team …](https://pods.example/ada)** pod, not in **The … Crew**.";
  assert.is(without(text, "ada", "ada-2"), expected);
});

test("a login with an underscore goes, too, and escapes around it stay", () => {
  assert.is(without("in **\\*Ada\\_corp\\* \\_ Bob\\_corp**", "ada_corp"), "in **\\*…\\* \\_ Bob\\_corp**");
});

test("a login goes from reasons, and from the command that takes a seat", () => {
  assert.is(without("got it. Why: Team Ada was full.", "ada"), "got it. Why: Team … was full.");
  assert.is(without("`/pod accept team ada_corp`, or not", "ada_corp"), "`/pod accept team …`, or not");
});

test("our own words stay, whatever the logins are", () => {
  const text = "@bob: on 2 May 2026 you got a seat in **Orca**.\n\n`/pod accept orca` takes it. `/pod leave`: no.";
  assert.is(without(text, "seat", "pod", "leave", "accept", "you", "bob", "takes"), text);
});

test("only these words are looked up", () => {
  assert.equal(loginsOfPods("a seat in **Team Ada\\_corp**. Why: Minke"), ["team", "ada_corp", "minke"]);
});

test.run();
