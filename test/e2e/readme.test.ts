/** Every command of the README, run as it stands there. What a test cannot run says where it is proven instead. */
import { existsSync, readFileSync } from "node:fs";
import { symlink } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { USAGE } from "../../tools/start/options.ts";
import { programOrSkip } from "../support/program.ts";
import { npmStart, paste, type Started, startFolder } from "../support/start.ts";

const test = suite("README");
const README = readFileSync("README.md", "utf8");
const commands = [...README.matchAll(/^```sh\n([\s\S]*?)^```/gm)].flatMap(([, block = ""]) => block.trim().split("\n"));

/** Commands that run longer than a test or need more than this machine, and what proves them. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  "npm ci && npm start": "test/e2e/start.test.ts",
  "npm test": ".ci/run",
};
const isDeploy = (command: string) => command.endsWith("faas-cli up");
const isFaasCli = (command: string) => command.includes("faas-cli") && !isDeploy(command);
const isCurl = (command: string) => command.startsWith("curl ");

let here: Started;
let folder: string;

/** The command, with the address and the gateway of this test's own start. */
const local = (command: string) => command.replaceAll("http://127.0.0.1:8080", here.url);

test.before(async () => {
  folder = await startFolder();
  await symlink(resolve("examples"), join(folder, "examples"));
  here = await npmStart(folder, ["--people", "40", "--no-schedule"]);
});
test.after(async () => {
  await here?.stop();
});

test("every command is run or proven elsewhere", () => {
  assert.ok(commands.length > 10);
  for (const command of commands) {
    const proven = ELSEWHERE[command];
    if (proven) assert.ok(existsSync(proven), proven);
    else assert.ok(isCurl(command) || isFaasCli(command) || isDeploy(command), `nothing runs: ${command}`);
  }
});

test("every option of npm start is one that it takes", () => {
  const options = [...README.matchAll(/npm start -- (--[a-z-]+)/g)].map(([, option = ""]) => option);
  assert.ok(options.length >= 5);
  for (const option of options) assert.match(USAGE, option);
});

if (programOrSkip("curl", "the curl commands of the README")) {
  test("the requests are answered as asked", async () => {
    for (const command of commands.filter(isCurl)) {
      const answer = JSON.parse(await paste(folder, local(command)));
      assert.ok(
        answer.status === undefined || typeof answer.status === "string",
        `${command}\n${JSON.stringify(answer)}`,
      );
    }
  });
}

const faasCli = programOrSkip("faas-cli", "the faas-cli commands of the README");
if (faasCli) {
  test("the commands of a deployment work on a gateway", async () => {
    for (const command of commands.filter(isFaasCli)) {
      const quiet = `PATH=${dirname(faasCli)}:$PATH OPENFAAS_URL=${here.url} bash -c '${command.replaceAll("'", `'\\''`)}'`;
      assert.ok(await paste(folder, quiet), command);
    }
  });
}

console.log("SKIPPED: faas-cli up pushes images and deploys them, which needs a registry, Docker and a cluster");

test.run();
