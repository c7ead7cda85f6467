/** Every bundle starts and answers on every supported version of Node. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { functionNames } from "../../tools/bundle.ts";
import { post, testCommunity } from "../support/platform/community.ts";
import { OWN_SERVER, stopFunctions } from "../support/platform/function-process.ts";
import { nodeOrSkip } from "../support/platform/nodes.ts";

const test = suite("Node versions");
test.after.each(stopFunctions);

const community = await testCommunity();

for (const major of [20, 22, 24]) {
  const node = await nodeOrSkip(major, "every bundle starts and answers");
  if (node === undefined) continue;
  test(`Node ${major}`, async () => {
    for (const name of functionNames()) {
      const bundle = community.bundles.get(name) ?? "";
      const running = await OWN_SERVER.start({ bundle, env: community.env, node });
      const read = await fetch(running.url, { redirect: "manual" });
      assert.ok(read.status < 500, `${name}: ${await read.text()}`);
      const refused = await post(running.url, { do: "nothing that anybody knows" });
      assert.ok([400, 401, 422].includes(refused.status), `${name}: ${await refused.text()}`);
      await running.stop();
    }
  });
}

test.run();
