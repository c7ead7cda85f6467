/**
 * Runs every command of README.md and of docs/ as it is written there. A command that cannot run here names the test that
 * covers it.
 */
import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, readdir, readFile, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { FUNCTION_NAMES } from "#shared/core/in-force.ts";
import { SECRET_NAMES } from "#shared/openfaas/secrets.ts";
import { startGateway } from "../../tools/gateway/gateway.ts";
import { USAGE } from "../../tools/start/options.ts";
import { programOrSkip } from "../support/program.ts";
import { npmStart, paste, type Started, startFolder } from "../support/start.ts";

const test = suite("the documents");
const DOCUMENTS = ["README.md", "docs/deploy.md", "docs/commands.md", "CONTRIBUTING.md"];
const textOf = (name: string) => readFileSync(name, "utf8");
const TEXT = DOCUMENTS.map(textOf).join("\n");
/** A command may go on in the next line. */
const linesOf = (block: string) =>
  block
    .trim()
    .replaceAll(/\\\n */g, "")
    .split("\n");
const blocks = [...TEXT.matchAll(/^```sh\n([\s\S]*?)^```/gm)].map(([, block = ""]) => linesOf(block));
const commands = blocks.flat();

/** Commands that take too long or need more than this machine, and the tests that cover them. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  "npm ci && npm start": "test/e2e/start.test.ts",
  "npm test": ".ci/run",
  "git clone https://github.com/<you>/openfaas-pods": ".ci/run",
  "cd openfaas-pods": ".ci/run",
  "npm ci": ".ci/run",
  "npm start": "test/e2e/start.test.ts",
};
const isDeploy = (command: string) => command.endsWith("faas-cli up");
const isWait = (command: string) => command.includes("faas-cli ready");
/** The commands that create a deployment's secrets, in order. */
const secrets =
  blocks.find((block) => block.some(isDeploy))?.filter((command) => !isDeploy(command) && !isWait(command)) ?? [];
const isFaasCli = (command: string) => /^(echo .* \| )?faas-cli /.test(command) && !secrets.includes(command);
const isCurl = (command: string) => command.startsWith("curl ");

let here: Started;
let folder: string;

/** The command, with the address and the gateway of this test. */
const local = (command: string) => command.replaceAll("http://127.0.0.1:8080", here.url);

test.before(async () => {
  folder = await startFolder();
  await symlink(resolve("examples"), join(folder, "examples"));
  here = await npmStart(folder, ["--people", "40", "--no-schedule"]);
});
test.after(async () => {
  await here?.stop();
});

test("every command is run here or covered by another test", () => {
  assert.ok(commands.length > 10);
  for (const command of commands) {
    const proven = ELSEWHERE[command];
    if (proven) assert.ok(existsSync(proven), proven);
    else
      assert.ok(
        [isCurl, isFaasCli, isDeploy, isWait].some((is) => is(command)) || secrets.includes(command),
        `nothing runs: ${command}`,
      );
  }
});

test("npm start accepts every option that they name", () => {
  const options = [...TEXT.matchAll(/`npm start -- ([^`]+)`/g)].flatMap(
    ([, all = ""]) => all.match(/--[a-z-]+/g) ?? [],
  );
  assert.ok(new Set(options).size >= 4);
  for (const option of options) if (option !== "--help") assert.match(USAGE, option);
});

if (programOrSkip("curl", "the curl commands of the documents")) {
  test("the requests get the answers that the README promises", async () => {
    for (const command of commands.filter(isCurl)) {
      const answer = JSON.parse(await paste(folder, local(command)));
      assert.ok(
        answer.status === undefined || typeof answer.status === "string",
        `${command}\n${JSON.stringify(answer)}`,
      );
    }
  });
}

const faasCli = programOrSkip("faas-cli", "the faas-cli commands of the documents");
if (faasCli) {
  const asWritten = (folder: string, command: string, gateway: string) =>
    paste(
      folder,
      `PATH=${dirname(faasCli)}:$PATH OPENFAAS_URL=${gateway} bash -c '${command.replaceAll("'", `'\\''`)}'`,
    );

  const KEYS = ["pods-admin-key", "pods-identity-key", "pods-webhook-secret"] as const;
  const trimmed = async (folder: string, name: string) => (await readFile(join(folder, name), "utf8")).trim();
  const newClone = async () => {
    const clone = await mkdtemp(join(tmpdir(), "pods-clone-"));
    await symlink(resolve("pods.yml"), join(clone, "pods.yml"));
    return clone;
  };

  test("after its commands a new platform has every secret, and the operator has the keys; run again, they lose nothing", async () => {
    const clone = await newClone();
    const secretsFolder = await mkdtemp(join(tmpdir(), "pods-platform-"));
    const startWorker = () => Promise.reject(new Error("nothing is deployed here"));
    const platform = await startGateway({ port: 0, stack: [], secretsFolder, startWorker });
    const run = async (from: string) => {
      for (const command of secrets) await asWritten(from, command, platform.url);
    };
    const kept = () => Promise.all(SECRET_NAMES.map((name) => trimmed(secretsFolder, name)));
    await run(clone);
    assert.equal(await readdir(secretsFolder), [...SECRET_NAMES].sort());
    const first = await kept();
    for (const name of KEYS) {
      const key = await trimmed(join(clone, ".secrets"), name);
      assert.match(key, /^[0-9a-f]{64}$/);
      assert.is(await trimmed(secretsFolder, name), key);
    }
    await run(clone);
    const another = await newClone();
    await run(another);
    await platform.stop();
    assert.equal(await kept(), first, "the platform keeps what it has");
    for (const name of KEYS) assert.is(await trimmed(join(clone, ".secrets"), name), first[SECRET_NAMES.indexOf(name)]);
    assert.equal(
      await readdir(join(another, ".secrets")),
      [],
      "a clone makes no key that the platform would not accept",
    );
  });

  test("the wait for the functions names each of them, and ends when it can be called", async () => {
    const [wait = ""] = commands.filter(isWait);
    const said = await asWritten(folder, wait, here.url);
    for (const name of FUNCTION_NAMES) assert.match(said, new RegExp(`${name}.*\\bready\\b|ready.*\\b${name}\\b`));
  });

  test("every faas-cli command and option that the text names exists", async () => {
    const named = [...TEXT.matchAll(/`faas-cli ([a-z]+(?: (?:create|update|list))?)([^`]*)`/g)];
    assert.ok(named.length > 5);
    for (const [, command = "", rest = ""] of named) {
      const help = await asWritten(folder, `faas-cli ${command} --help`, here.url);
      for (const option of rest.match(/--[a-z-]+/g) ?? []) assert.match(help, option, command);
    }
  });

  test("requests to the deployed functions are answered", async () => {
    for (const command of commands.filter(isFaasCli)) {
      assert.match(await asWritten(folder, command, here.url), /"outcome"/, command);
    }
  });
}

console.log("SKIPPED: faas-cli up pushes images and deploys them, which needs a registry, Docker and a cluster");

test.run();
