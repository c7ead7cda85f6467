import { suite } from "uvu";
import * as assert from "uvu/assert";
import { fetchWithin } from "#shared/github/fetch-within.ts";

const test = suite("calls of GitHub that it leads elsewhere");
const MINUTE_MS = 60_000;
const ADDRESS = "https://api.github.com/repos/ships/hull/issues/5/comments";
const NEXT = "https://api.github.com/repositories/70/issues/5/comments";

/** A fetch that leads from address to address, and what reached each. */
function leading(to: Readonly<Record<string, string>>, status = 301) {
  const calls: string[] = [];
  const fetch = fetchWithin(MINUTE_MS, async (url, init) => {
    calls.push(`${init?.method} ${url} ${init?.body}`);
    const next = to[String(url)];
    // A function that runs in this process puts its own Response in the place of the native one, whose body is a stream.
    return next === undefined ? new Response("done") : new Response(null, { status, headers: { location: next } });
  });
  return { calls, call: async () => (await fetch(ADDRESS, { method: "POST", body: "words" })).text() };
}

test("what was to be written is written at the new address, by whichever status GitHub names it", async () => {
  for (const status of [301, 302, 307, 308])
    for (const location of [NEXT, new URL(NEXT).pathname]) {
      const { calls, call } = leading({ [ADDRESS]: location }, status);
      assert.is(await call(), "done");
      assert.equal(calls, [`POST ${ADDRESS} words`, `POST ${NEXT} words`]);
    }
});

test("no other site gets our token, and no circle is followed for ever", async () => {
  const failure = (to: Record<string, string>) =>
    leading(to)
      .call()
      .then(assert.unreachable, (error) => error.message);
  const path = new URL(ADDRESS).pathname;
  assert.is(
    await failure({ [ADDRESS]: "https://evil.example/x" }),
    `GitHub leads from ${path} to https://evil.example`,
  );
  assert.match(await failure({ [ADDRESS]: NEXT, [NEXT]: ADDRESS }), "one address after the other");
});

test("other answers stay as they are", async () => {
  const fetch = fetchWithin(MINUTE_MS, async () => new Response(null, { status: 304 }));
  assert.is((await fetch(ADDRESS)).status, 304);
});

test.run();
