import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { echo, echoGateway } from "../support/gateway.ts";
import { programOrSkip } from "../support/program.ts";

const TIMEOUT_MS = 120_000;

const faas = suite("the real faas-cli");
const faasCli = programOrSkip("faas-cli", "the local gateway answers list, describe, invoke, secret, deploy, logs");
const here = await echoGateway([echo("pods", { labels: { a: "b" }, secrets: ["pods-admin-key"] })]);
faas.after(() => here.stop());

/** The output of faas-cli on both streams, also when it fails. */
async function run(args: readonly string[], input = ""): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), "pods-faas-"));
  const env = { PATH: process.env.PATH, HOME: home, OPENFAAS_CONFIG: home, OPENFAAS_URL: here.url };
  return new Promise((resolve) => {
    const child = execFile(faasCli as string, args, { env, cwd: home, timeout: TIMEOUT_MS }, (_, out, err) =>
      resolve(out + err),
    );
    child.stdin?.end(input);
  });
}

if (faasCli) {
  faas("lists and describes", async () => {
    assert.match(await run(["list"]), /pods\s+\d+\s+1/);
    const described = await run(["describe", "pods"]);
    for (const words of [/Status:\s+Ready/, /a: b/, /- pods-admin-key/]) assert.match(described, words);
  });

  faas("invokes, signed as GitHub signs", async () => {
    const signed = ["--sign", "X-Hub-Signature-256", "--key", "secret", "-H", "X-GitHub-Event=ping"];
    const { headers, body } = JSON.parse(/\{.*\}/.exec(await run(["invoke", "pods", ...signed], "{}"))?.[0] ?? "");
    assert.is(Buffer.from(body, "base64").toString(), "{}");
    assert.match(headers["x-hub-signature-256"], /^sha256=[0-9a-f]{64}$/);
  });

  faas("keeps secrets", async () => {
    assert.match(await run(["secret", "create", "pods-chat", "--from-literal", "one"]), /Created: 201/);
    assert.match(await run(["secret", "update", "pods-chat", "--from-literal", "two"]), /Updated/);
    assert.match(await run(["secret", "list"]), /pods-chat/);
    assert.is(await readFile(join(here.secretsFolder, "pods-chat"), "utf8"), "two");
    assert.match(await run(["secret", "remove", "pods-chat"]), /Removed/);
  });

  faas("deploys a function that can run, and learns why another cannot", async () => {
    const deploy = ["deploy", "--image", "x/y:1", "--name"];
    assert.match(await run([...deploy, "pods", "--annotation", "topic=x"]), /Deployed\. 202/);
    assert.match(await run(["describe", "pods"]), /topic: x/);
    assert.match(await run([...deploy, "pods", "--secret", "none"]), /400, message: unable to find secret: none/);
    assert.match(await run([...deploy, "figlet"]), /400, message: .*cannot run figlet/);
  });

  faas("reads logs", async () => {
    await run(["invoke", "pods"]);
    assert.match(await run(["logs", "pods", "--tail=false"]), /POST \//);
  });
}

const cron = suite("the real cron-connector");
const connector = programOrSkip("cron-connector", "the local gateway lists its schedules and takes its ticks");

if (connector) {
  cron("finds the schedule and ticks", async () => {
    const annotations = { topic: "cron-function", schedule: "@every 1s" };
    const ticked = await echoGateway([echo("deliver", { annotations })]);
    const env = { gateway_url: ticked.url, basic_auth: "false", rebuild_interval: "1s" };
    const child = spawn(connector, { env, stdio: "ignore" });
    let lines = "";
    while (!lines.includes("POST /")) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      lines = await (await fetch(`${ticked.url}/system/logs?name=deliver`)).text();
    }
    child.kill();
    await once(child, "exit");
    await ticked.stop();
  });
}

faas.run();
cron.run();
