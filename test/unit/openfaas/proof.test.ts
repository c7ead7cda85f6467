import { suite } from "uvu";
import * as assert from "uvu/assert";
import { createApp } from "#shared/openfaas/app.ts";
import { createLog } from "#shared/openfaas/log.ts";
import { proveMaintainer, SIGNED_LINK_MS, type SignedLink, signLink, verifyLink } from "#shared/openfaas/proof.ts";

const test = suite("proof");

const KEY = "0123456789abcdef0123456789abcdef";
const NOW = Date.UTC(2026, 10, 22);
const LINK: SignedLink = {
  function: "rebalance",
  path: "/plans/9f2c",
  actor: { kind: "login", name: "ada" },
  rights: ["read", "undo"],
  expires: NOW + SIGNED_LINK_MS,
};

function fixture({ name = "rebalance", key = KEY as string | null, now = NOW } = {}) {
  const app = createApp({ name, log: createLog({ name, write: () => {} }) });
  app.post("/", (c) => {
    proveMaintainer(c, key ?? undefined);
    return c.text("welcome");
  });
  app.get("/plans/:id", (c) => c.json(verifyLink(c, key ?? undefined, now) ?? null));
  return {
    command: (authorization?: string) =>
      app.request("/", {
        method: "POST",
        headers: authorization === undefined ? {} : { Authorization: authorization },
      }),
    open: (address: string) => app.request(address.replace("/rebalance", "")),
  };
}

test("the admin key proves a maintainer", async () => {
  const { command } = fixture();
  assert.is((await command(`Bearer ${KEY}`)).status, 200);
  assert.is((await command(`bearer  ${KEY}`)).status, 200);
});

test("anything else is 401, says whether a key is missing or wrong, and no more of the key", async () => {
  const said = async (wrong: string | undefined, key: string | null = KEY) => {
    const response = await fixture({ key }).command(wrong);
    assert.is(response.status, 401);
    assert.match(response.headers.get("WWW-Authenticate")!, "Bearer");
    return ((await response.json()) as { detail: string }).detail;
  };
  const ofAll = async (keys: readonly (string | undefined)[]) =>
    new Set(await Promise.all(keys.map((wrong) => said(wrong))));
  const [missing = "", ...others] = await ofAll([undefined, "Bearer", `Basic ${KEY}`, KEY]);
  assert.equal(others, []);
  assert.match(missing, "needs the header Authorization: Bearer");
  const [wrong = "", ...others2] = await ofAll([`Bearer ${KEY}0`, `Bearer ${KEY.slice(1)}`, "bearer x"]);
  assert.equal(others2, []);
  assert.match(wrong, "is not that of this community");
  assert.is(await said("Bearer x", null), wrong, "nor whether there is a key at all");
  assert.not.match(missing + wrong, KEY);
  assert.is((await fixture({ key: null }).command("Bearer undefined")).status, 401);
  assert.is((await fixture({ key: "" }).command("Bearer")).status, 401, "an empty key is nobody's");
});

test("a signed link opens its page, in every format, for its actor", async () => {
  const { open } = fixture();
  const address = signLink(LINK, KEY);
  const { actor, rights, expires } = LINK;
  assert.equal(await (await open(address)).json(), { actor, rights, expires });
  assert.equal(await (await open(address.replace("9f2c", "9f2c.json"))).json(), { actor, rights, expires });
  assert.is(await (await open("/plans/9f2c")).json(), null);
});

test("a signed link opens nothing else", async () => {
  const address = signLink(LINK, KEY);
  const status = async (fixture: { open: (address: string) => Response | Promise<Response> }, address: string) =>
    (await fixture.open(address)).status;
  assert.is(await status(fixture(), address.replace("9f2c", "ffff")), 401, "another page");
  assert.is(await status(fixture({ name: "pods" }), address), 401, "another function");
  assert.is(await status(fixture({ key: KEY.replace("0", "1") }), address), 401, "another key");
  assert.is(await status(fixture({ key: null }), address), 401, "no key");
  assert.is(await status(fixture({ now: LINK.expires }), address), 401, "out of date");
  const key = Buffer.from(address.split("key=")[1]!, "base64url").toString();
  const forgeries = [
    key.replace("ada", "eve"),
    key.replace("login", "member"),
    key.replace("login.ada", "admin-key."),
    key.replace("read+undo", "read+apply+undo"),
    key.replace("read+undo", "undo+read"),
    key.replace("read+undo", ""),
    // The same text, divided elsewhere.
    key.replace("ada.read+undo", "ada.read.+undo"),
    key.replace(/^\d+/, "9999999999"),
    key.slice(0, -1),
    `${key}A`,
    "",
    "x",
  ];
  for (const forged of forgeries) {
    const address = `/plans/9f2c?key=${Buffer.from(forged).toString("base64url")}`;
    assert.is(await status(fixture(), address), 401, forged);
  }
  assert.is(await status(fixture(), address), 200, "the link itself");
});

test.run();
