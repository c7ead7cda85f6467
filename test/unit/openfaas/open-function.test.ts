import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { Store } from "#shared/core/ports.ts";
import { createApp } from "#shared/openfaas/app.ts";
import { openFunction, type RuntimeWith } from "#shared/openfaas/open-function.ts";

const test = suite("the start of a function");
const store = {} as Store;
const env = { ...process.env };

/** A folder of secrets for the start to read. */
function secrets(values: Readonly<Record<string, string>>): void {
  const folder = mkdtempSync(join(tmpdir(), "pods-secrets-"));
  for (const [name, value] of Object.entries(values)) writeFileSync(join(folder, name), value);
  process.env.PODS_SECRETS = folder;
}
test.before.each(() => {
  process.env.PODS_SETTINGS = "pods.yml";
});
test.after(() => {
  process.env = env;
});

test("opens the community's state and passes secrets under the app's names", async () => {
  secrets({
    "pods-redis-url": "redis://127.0.0.1:1",
    "pods-settings": "-",
    "pods-admin-key": "long-enough-to-be-a-key",
  });
  const seen: { opened?: object; runtime?: RuntimeWith<"adminKey", Store> } = {};
  const start = openFunction({
    name: "pods",
    secrets: { adminKey: "pods-admin-key" },
    readAddress: (text) => new URL(text),
    openStore: ({ url, community, durability }) => {
      seen.opened = { url: url().href, community, durability: durability() };
      return store;
    },
    app: (runtime) => {
      seen.runtime = runtime;
      return createApp({ name: "pods", log: runtime.log });
    },
  });
  assert.is(seen.opened, undefined, "importing a function opens nothing");
  await start();
  assert.equal(seen.opened, {
    url: "redis://127.0.0.1:1",
    community: seen.runtime?.settings().id,
    durability: "everysec",
  });
  assert.is(seen.runtime?.store, store);
  assert.is(seen.runtime?.adminKey(), "long-enough-to-be-a-key");
});

test("the first answer, and then each change, tells the store what is older than on disk; a failing store is told again", async () => {
  secrets({ "pods-redis-url": "redis://127.0.0.1:1", "pods-settings": "-" });
  const told: unknown[] = [];
  let failing = true;
  const saveOutdated = async (...report: unknown[]) => {
    told.push(report);
    if (failing) throw new Error("away");
  };
  const start = openFunction({
    name: "on-github-event",
    secrets: {},
    readAddress: (text) => new URL(text),
    openStore: () => ({ saveOutdated }) as unknown as Store,
    app: ({ log }) => createApp({ name: "on-github-event", log }),
  });
  const app = await start();
  for (const fails of [true, false, false]) {
    failing = fails;
    assert.is((await app.fetch(new Request("http://localhost/"))).status, 404);
  }
  assert.equal(told, [
    ["on-github-event", []],
    ["on-github-event", []],
  ]);
});

test("a function without its state does not start, and names the secret at fault", async () => {
  secrets({ "pods-redis-url": "-", "pods-settings": "-" });
  const never = () => {
    throw new Error("unreachable");
  };
  const start = openFunction({ name: "deliver", secrets: {}, readAddress: never, openStore: never, app: never });
  const reason = await start().catch((error: Error) => error.message);
  assert.match(String(reason), /pods-redis-url .* deliver cannot work without it/);
});

test("a function that recognises forgotten people does not start without the key to do so, nor with a short one", async () => {
  const wanted = { identityKey: "pods-identity-key" } as const;
  for (const [key, words] of [
    ["-", /pods-identity-key .* join-pod cannot work without it/],
    ["short", /pods-identity-key is malformed/],
  ] as const) {
    secrets({ "pods-redis-url": "redis://127.0.0.1:1", "pods-settings": "-", "pods-identity-key": key });
    const readAddress = (text: string) => text;
    const never = (): never => {
      throw new Error("unreachable");
    };
    const start = openFunction({ name: "join-pod", secrets: wanted, readAddress, openStore: never, app: never });
    assert.match(String(await start().catch((error: Error) => error.message)), words);
  }
});

test.run();
