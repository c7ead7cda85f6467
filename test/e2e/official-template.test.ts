/** A bundle under the official templates' contract; each function's routes there are in functions.test.ts. */
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { bundle } from "../../template/node18-ts/bundle.mjs";
import { checkCompression } from "../support/platform/compression.ts";
import { stopFunctions, underOfficialTemplate } from "../support/platform/function-process.ts";

const test = suite("the official templates' contract");
test.after.each(stopFunctions);

const folder = mkdtempSync(join(tmpdir(), "pods-official-"));
await bundle({ handler: "test/support/platform/fixture-handler.ts", out: folder });
writeFileSync(join(folder, "pods.yml"), "community: Whales\norganisation: whales\nareas: { cli: {} }\n");
writeFileSync(join(folder, "pods-settings"), "-\n");

const start = (template: string, env: Record<string, string> = {}) =>
  underOfficialTemplate(template).start({ bundle: join(folder, "index.cjs"), env: { PODS_SECRETS: folder, ...env } });

for (const template of ["node18", "node20", "node22"]) {
  test(`${template}: it starts on the first call and answers as under our own template`, async () => {
    const running = await start(template);
    const response = await fetch(`${running.url}/?x=1`, { headers: { "X-Call-Id": "call-7" } });
    assert.equal(await response.json(), { community: "Whales", callId: "call-7" });
    assert.match(response.headers.get("content-type") ?? "", /^application\/json/);
    assert.is((await fetch(running.url, { method: "HEAD" })).status, 200);
    await running.stop();
  });

  test(`${template}: compressed answers arrive whole`, async () => {
    const running = await start(template);
    await checkCompression(running.url);
    await running.stop();
  });

  test(`${template}: raw bytes, an empty body, errors`, async () => {
    const running = await start(template);
    const post = (body: Uint8Array<ArrayBuffer> | undefined) =>
      fetch(running.url, { method: "POST", ...(body && { body }) });
    assert.equal(await (await post(new Uint8Array([0, 255, 10]))).json(), { bytes: 3 });
    assert.equal(await (await post(undefined)).json(), { bytes: 0 });
    for (const [path, status] of [
      ["/throw", 500],
      ["/nowhere", 404],
    ] as const) {
      const response = await fetch(running.url + path);
      assert.is(response.status, status);
      assert.match(response.headers.get("content-type") ?? "", "application/problem+json");
    }
    await running.stop();
  });

  test(`${template}: without its settings it answers 503, and the log names the file`, async () => {
    const running = await start(template, { PODS_SETTINGS: join(folder, "later.yml") });
    const response = await fetch(running.url);
    assert.is(response.status, 503);
    assert.not.match(await response.text(), "later.yml");
    await running.stop();
    assert.match(running.output(), "later.yml");
  });
}

test.run();
