/** Parameters that an address does not have: nobody gets something else than they asked for. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { ROUTES } from "../../functions/pods/routes.ts";
import { AS_MAINTAINER, ask, closeStores, get, HTML, JSON_ONLY } from "../support/community.ts";
import { openShownCommunity } from "../support/every-page.ts";
import { requestOf, said } from "../support/github/deliver-as-github.ts";

const test = suite("unknown parameters");
test.after(closeStores);

test("no address does anything with one", async () => {
  const { apps, community } = await openShownCommunity("empty");
  const before = [await community.store.version(), await community.store.census()];
  for (const route of ROUTES.filter(({ method }) => method === "post")) {
    const { headers, ...request } = requestOf(said("/pod join hull"));
    const path = `${route.path.replace(/\{\w+\}/, "x")}?dryrun=true`;
    const response = await ask(apps[route.function], path, { ...request, headers: { ...headers, ...AS_MAINTAINER } });
    const { detail, errors } = (await response.json()) as { detail: string; errors: { pointer: string }[] };
    assert.equal([response.status, errors?.[0]?.pointer], [422, "/dryrun"], `${route.function} ${path}`);
    const takes = route.query === "import" ? "dryRun" : "none";
    assert.is(detail, `There is no parameter "dryrun" here; this address takes ${takes}.`);
  }
  assert.equal([await community.store.version(), await community.store.census()], before);
});

test("data that a query chooses from is not given as if nothing had been asked", async () => {
  const { apps, reads } = await openShownCommunity("full");
  const asked = reads.filter(({ route }) => route.query !== undefined);
  assert.ok(asked.length > 10);
  for (const { route, path } of asked) {
    const { status, body } = await get(apps[route.function], `${path}?opne=true`, { ...JSON_ONLY, ...AS_MAINTAINER });
    const detail = typeof body === "string" ? body : body.detail;
    assert.is(status, 422, `${route.function} ${path}`);
    assert.match(detail, /no parameter "opne" here; this address takes .*(timezone|cursor)/);
  }
});

test("every page opens from a link that somebody decorated on its way", async () => {
  const { apps, pages } = await openShownCommunity("full");
  for (const [name, { path, status }] of pages) {
    const [, owner = "", address = ""] = /^\/function\/([a-z-]+)(.*)$/.exec(path) ?? [];
    const decorated = `${address || "/"}${address.includes("?") ? "&" : "?"}utm_source=mail&fbclid=x&ref=chat`;
    assert.is((await get(apps[owner as keyof typeof apps], decorated, HTML)).status, status, name);
  }
});

test.run();
