/** The Lua that Redis gets, checked as the one text it is, by luacheck: no unknown name, nothing unused. */
import { spawnSync } from "node:child_process";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { library, VERBS } from "#shared/redis/library.ts";
import { debianProgram } from "../support/debian-program.ts";

const lua = suite("the Lua that Redis gets");

/** An argument of a verb may have the name of a variable that its helpers use for something else. */
const SHADOWED = "431";
const RULES = ["--no-color", "--codes", "--no-max-line-length", "--ignore", SHADOWED, "--std", "lua51"];

const SHEBANG = /^#!.*/;

/** What luacheck finds, with the places that somebody wrote. */
function faultsOf(luacheck: string, text: string, globals: readonly string[]): string {
  const source = text.replace(SHEBANG, "");
  const args = [...RULES, "--read-globals", "redis", "cjson", ...globals, "--formatter", "plain", "-"];
  const { stdout, stderr, error } = spawnSync(luacheck, args, { input: source, encoding: "utf8" });
  if (error) throw error;
  return library().placed((stdout + stderr).replace(/^stdin:(\d+)/gm, "user_function:$1"));
}

let luacheck: string;
lua.before(async () => {
  luacheck = await debianProgram(["luacheck"], "lua-check");
});

lua("has no fault as a library", () => {
  assert.is(faultsOf(luacheck, library().text, []), "");
});

lua("has no fault as a script", () => {
  // They differ in their first line, which is not Lua.
  const [text = "", ...others] = new Set(
    [VERBS.join, VERBS.leave].map((verb) => library().scriptOf(verb).text.replace(SHEBANG, "")),
  );
  assert.equal(others, []);
  assert.is(faultsOf(luacheck, text, ["KEYS", "ARGV"]), "");
});

lua("is checked: a name that nobody defined is found where it was written", () => {
  const text = library()
    .text.replace("local version", "undefined_name() local version")
    .replace("function verbs.join()", "function verbs.join() undefined_name()");
  assert.match(faultsOf(luacheck, text, []), /^join\.lua:\d+:\d+: .*undefined_name/m);
});

lua.run();
