/** The commands that the pages of plans and runs show are for any shell. */
import { execFileSync } from "node:child_process";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { inTerminal } from "../../../functions/rebalance/terminal.ts";

const test = suite("a command for a terminal");

test("sends the body with the key, in the plainest shell", () => {
  const body = { do: "apply", plan: "5f2a9c01b7d3e846", except: ["ada", "bob-2"] };
  // A function of that name stands for the program, and `cat` for the secret.
  const script = `key() { echo secret; }; invoke() { command cat; echo "$*"; }
${inTerminal(body).replace("faas-cli invoke", "invoke").replace("cat .secrets/pods-admin-key", "key")}`;
  const [sent = "", given = ""] = execFileSync("sh", ["-c", script], { encoding: "utf8" }).split("\n");
  assert.equal(JSON.parse(sent), body);
  assert.is(given, "rebalance -H Authorization: Bearer secret");
});

test.run();
