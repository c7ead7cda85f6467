/** A maintainer's day on the gateway of `npm start`: written once, run with plain requests and with the real faas-cli. */
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { functionNames } from "../../tools/bundle.ts";
import { PROOF, WEBHOOK_SECRET } from "../support/platform/community.ts";
import { localPlatform } from "../support/platform/local-gateway.ts";
import { byFaasCli, byRequests } from "../support/platform/operator.ts";
import { programOrSkip } from "../support/program.ts";

const test = suite("a maintainer's day");

const platform = await localPlatform();
test.after(() => platform.stop());

const faasCli = programOrSkip("faas-cli", "deploy, list, describe, invoke, secret and logs of the whole stack");
const operators = [byRequests(platform.url), ...(faasCli === undefined ? [] : [byFaasCli(faasCli, platform.url)])];

for (const operator of operators) {
  test(`${operator.name}: creates a secret and deploys the stack`, async () => {
    const spare = `spare-${operator.name}`;
    await operator.createSecret(spare, "value");
    assert.is(readFileSync(join(platform.community.secrets, spare), "utf8"), "value");
    await operator.deploy(`by-${operator.name}`);
    const list = await operator.list();
    for (const name of functionNames()) assert.match(list, name);
  });

  test(`${operator.name}: sees a function's image, secrets and schedule`, async () => {
    const described = await operator.describe("rebalance");
    for (const words of [
      `ghcr.io/openfaas-pods/rebalance:by-${operator.name}`,
      "pods-admin-key",
      "cron-function",
      "*/15 * * * *",
    ]) {
      assert.match(described, words);
    }
  });

  test(`${operator.name}: invokes ticks, commands and signed deliveries, all at the function's root`, async () => {
    assert.match(await operator.invoke("rebalance"), '"outcome"');
    const login = `ada-${operator.name}`;
    const body = JSON.stringify({ login, areas: ["cli"] });
    assert.match(await operator.invoke("join-pod", { body, headers: PROOF }), "waiting");
    const headers = {
      "X-GitHub-Event": "ping",
      "X-GitHub-Delivery": randomUUID(),
      "Content-Type": "application/json",
    };
    const delivery = { body: '{"zen":"Keep it logically awesome."}', headers, key: WEBHOOK_SECRET };
    assert.match(await operator.invoke("on-github-event", delivery), '"outcome"');
  });

  test(`${operator.name}: learns why a command is refused`, async () => {
    const refusal = (invocation: object) => operator.invoke("join-pod", invocation).then(String, String);
    assert.match(await refusal({ body: '{"login":"ada"}' }), /401/);
    assert.match(await refusal({ body: '{"login":"ada","areas":["tea"]}', headers: PROOF }), /422/);
  });

  test(`${operator.name}: reads a function's log`, async () => {
    assert.match(await operator.logs("join-pod"), "POST /");
  });
}

test.run();
