/** An import that dies at any call to the store, and goes on when it is sent again, ends and reports as one that did not. */
import { Redis } from "ioredis";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { Store } from "#shared/core/ports.ts";
import { keysOf } from "#shared/redis/keys.ts";
import { joinPod } from "../../functions/join-pod/handler.ts";
import { pods } from "../../functions/pods/handler.ts";
import {
  CSV,
  closeStores,
  command,
  csvOf,
  get,
  JSON_ONLY,
  post,
  type TestCommunity,
  testCommunity,
} from "../support/community.ts";
import { failingStore } from "../support/failing-store.ts";
import { violations } from "../support/invariants.ts";

const test = suite("an import that is cut off");
test.after(closeStores);

// Without a key a complete file that is sent again is another import.
const KEYED = { ...CSV, "Idempotency-Key": "once" };

/** What a maintainer said about bob and dee stands; new gets the one seat in Narwhal, which ada-1 leaves. */
const FILE = `login,areas,ability,mode,pod
bob,hull,experienced,pod,
dee,,experienced,independent,orca
wen,hull,,pod,narwhal
new,hull,,pod,narwhal
gus,,experienced,independent,kraken
eve,sail,,pod,orca
ada-1,,,independent,
`;

/** Narwhal of nine in hull, where a file seated ada-1, its advocate, to ada-4, who volunteer as well, and orca of five in sail. */
async function town(): Promise<TestCommunity> {
  const community = await testCommunity();
  const app = joinPod(community);
  for (let n = 1; n <= 5; n++) {
    await command(app, { login: `ida-${n}`, areas: ["hull"] });
    await command(app, { login: `jon-${n}`, areas: ["sail"] });
  }
  for (const login of ["bob", "dee", "gus"]) await command(app, { login, areas: ["galley"] });
  await post(app, `login,areas,pod,advocate\n${csvOf(4, "hull,narwhal,yes")}\nwen,hull,,\n`, CSV);
  return community;
}

async function outcomeOf(community: TestCommunity) {
  const { status, body } = await post(joinPod(community), FILE, KEYED);
  assert.is(status, 200, JSON.stringify(body));
  const { import: id, undo: _, added, changed, unchanged, file, seats, roles, rejected, remarks } = body;
  const report = { counts: [added, changed, unchanged, file, rejected], seats, roles, remarks };
  const shown = (await get(pods(community), "/status", JSON_ONLY)).body.lastImport;
  assert.is(shown.id, id, "it is the last import");
  const logins = ["bob", "dee", "wen", "new", "gus", "eve", "ada-1"];
  const people = await Promise.all(logins.map(async (login) => (await community.store.find({ login }))?.standing));
  return { report, shown: shown.added, seats: people.map((one) => [one?.state, one?.pod]) };
}

const NO_SEAT = "narwhal is full, so the areas decide";
const REMARKS = [
  [2, "left as a maintainer said: areas"],
  [3, "left as a maintainer said: whether they take part"],
  [4, NO_SEAT],
  [6, "left as a maintainer said: whether they take part"],
  [6, 'nobody is in a pod called "kraken", so the areas decide'],
  [8, "ends their seat"],
  [8, "ends their role as the Pod Advocate, which another volunteer of the pod gets"],
];

test("ends where an undisturbed one ends, with the same report", async () => {
  const undisturbed = await outcomeOf(await town());
  assert.equal(undisturbed.report, {
    counts: [2, 4, 1, { seated: 2, waiting: 4, invited: 0, others: 1 }, []],
    seats: { begun: 2, ended: 1 },
    roles: { begun: 1, ended: 1 },
    remarks: REMARKS.map(([line, detail]) => ({ line, detail })),
  });
  for (const when of ["before", "after"] as const) {
    for (let at = 2, died = true; died; at++) {
      const community = await town();
      const dying = failingStore(community.store, at, when);
      const { status } = await post(joinPod({ ...community, store: dying.store }), FILE, KEYED);
      died = status === 500;
      assert.equal(await outcomeOf(community), undisturbed, `${when} call ${at}`);
      assert.equal(await violations(community.url, community.id), []);
    }
  }
});

/** Dies between writing a batch of rows and saving its progress. */
function dyingBeforeItSaves(store: Store): Store {
  let saved = 0;
  const save: Store["saveImportProgress"] = async (...progress) => {
    if (++saved > 1) throw new Error("the process died");
    return store.saveImportProgress(...progress);
  };
  return new Proxy(store, { get: (real, name) => (name === "saveImportProgress" ? save : Reflect.get(real, name)) });
}

test("reports what it did, whatever people do until it goes on", async () => {
  const undisturbed = await outcomeOf(await town());
  const community = await town();
  const cut = await post(joinPod({ ...community, store: dyingBeforeItSaves(community.store) }), FILE, KEYED);
  assert.is(cut.status, 500);
  // Eve had the seat in orca that her row names; from now on somebody else may.
  for (const login of ["eve", "ada-2"]) await command(joinPod(community), { do: "leave", login });
  await command(joinPod(community), { login: "new", areas: ["hull"] });
  const { report } = await outcomeOf(community);
  assert.equal(report, undisturbed.report);
});

test("is the last import, though it died before that was noted", async () => {
  const community = await town();
  await post(joinPod({ ...community, store: dyingBeforeItSaves(community.store) }), FILE, KEYED);
  const redis = new Redis(community.url);
  await redis.hset(keysOf(community.id).fixed("meta"), "import", "");
  redis.disconnect();
  await outcomeOf(community);
});

test.run();
