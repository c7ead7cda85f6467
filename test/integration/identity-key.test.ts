/** The key that recognises people who asked to be forgotten is held to be the same. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { joinPod } from "../../functions/join-pod/handler.ts";
import { pods } from "../../functions/pods/handler.ts";
import { ask, CSV, closeStores, command, get, post, testCommunity } from "../support/community.ts";
import { bob, requestOf, said } from "../support/github/deliver-as-github.ts";
import { openWebhook } from "../support/github/webhook.ts";
import { identityKey, storeOn } from "../support/store.ts";

const test = suite("the identity key");
test.after(closeStores);

test("with another key nothing is imported, recorded or forgotten, and the status page says why", async () => {
  const community = await testCommunity();
  let key = identityKey();
  const store = storeOn(community.url, community.id, { identityKey: () => key });
  const second = { ...community, store };
  const people = joinPod(second);
  const admin = pods({ ...second, build: "test" });
  const { webhook } = openWebhook(second);
  let files = 0;
  const imports = (path = "/") => post(people, `login,areas\nvera,hull\nfile-${++files},hull\n`, CSV, path);

  await command(people, { login: "vera", areas: ["hull"] });
  assert.is((await command(people, { do: "forget", login: "vera" })).status, 200);
  const [{ detail = "" } = {}] = (await imports()).body.rejected;
  assert.match(detail, "forgotten");
  await command(people, { login: "ada", areas: ["hull"] });

  key = "another-key-of-the-tests-0123456789";
  for (const path of ["/?dryRun=true", "/"]) {
    const { status, body } = await imports(path);
    assert.is(status, 503);
    assert.match(body.detail, "The secret pods-identity-key holds another key");
  }
  for (const body of [
    { login: "vera", areas: ["hull"] },
    { do: "forget", login: "ada" },
  ])
    assert.is((await command(people, body)).status, 503);
  const delivered = async () => (await ask(webhook, "/", requestOf(said("/pod join hull", bob)))).status;
  assert.is(await delivered(), 503, "GitHub is asked for it again");
  assert.match((await get(admin, "/status.json")).body.redis.refusal, "docs/deploy.md says what to do");
  assert.is((await get(admin, "/ready")).status, 503);
  assert.is((await command(people, { do: "leave", login: "ada" })).status, 200, "people can always go");

  key = identityKey();
  assert.is((await imports()).body.rejected.length, 1);
  assert.is(await delivered(), 202);
  assert.is((await get(admin, "/status.json")).body.redis.refusal, undefined);
  await store.close();
});

test.run();
