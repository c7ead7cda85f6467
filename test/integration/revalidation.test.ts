/** What a cache keeps of an answer: it takes the headers of a 304 in place of those it stored with the body (RFC 9111, 3.2). */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { handle } from "#shared/openfaas/handle.ts";
import { call } from "../support/call.ts";
import { closeStores } from "../support/community.ts";
import { openShownCommunity, type ShownCommunity } from "../support/every-page.ts";

const test = suite<ShownCommunity>("revalidation");

test.before(async (context) => {
  Object.assign(context, await openShownCommunity("full"));
});
test.after(closeStores);

const GZIP = { "accept-encoding": "gzip" };
/** Names a call, not the answer. */
const CALL_ID = "x-call-id";

test("a 304 has no header that its 200 lacks, or has with other words", async ({ apps, kept }) => {
  const handlers = new Map(Object.entries(apps).map(([name, app]) => [name, handle(async () => app)]));
  assert.ok(kept.length > 40);
  for (const { function: name, path, accept } of kept) {
    const where = `${name}${path} as ${accept}`;
    const read = (more = {}) => call(handlers.get(name)!, { path, headers: { accept, ...GZIP, ...more } });
    const first = await read();
    assert.is(first.status, 200, where);
    const again = await read({ "if-none-match": first.headers.etag });
    assert.is(again.status, 304, where);
    for (const [header, value] of Object.entries(again.headers))
      if (header.toLowerCase() !== CALL_ID) assert.is(value, first.headers[header], `${where}: ${header}`);
    for (const header of ["etag", "cache-control", "vary"])
      assert.is(again.headers[header], first.headers[header], `${where}: ${header}`);
  }
});

test.run();
