import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Redis } from "ioredis";
import * as assert from "uvu/assert";
import { answerIn } from "../../support/answers.ts";
import { communityKeys } from "../../support/community-keys.ts";
import { eventually } from "../../support/eventually.ts";
import { allValues } from "../../support/invariants.ts";
import { ownRedis } from "../../support/redis.ts";
import { AT, anew, joinAll, storeOn, storeSuite, subject, wish } from "../../support/store.ts";

const forgetting = storeSuite("forgetting somebody");

const LOGIN = "Vanishing-Person";
const ID = 918_273_645;

async function traces(url: string, community: string): Promise<string[]> {
  const redis = new Redis(url);
  const found: string[] = [];
  for (const key of await communityKeys(redis, community)) {
    const text = (await allValues(redis, key)).toLowerCase();
    if (text.includes(LOGIN.toLowerCase()) || text.includes(String(ID))) found.push(key);
  }
  redis.disconnect();
  return found.map((key) => key.replace(/.*:/, ""));
}

forgetting(
  "leaves no trace of name and number, frees the seat, and is done once",
  async ({ store, url, community }) => {
    await joinAll(store, 4, "hull");
    const request = { ...wish(LOGIN, "hull", { volunteer: true }), subject: subject(LOGIN, ID) };
    await store.join(request, anew({ id: `join-of-${LOGIN}` }));
    const author = { ...request.subject };
    await store.record(
      {
        thread: {
          key: "1#2",
          repository: 1,
          number: 2,
          kind: "issue",
          author,
          draft: false,
          open: true,
          locked: false,
          updatedAt: AT,
        },
        activity: {
          key: "merged:1#2",
          kind: "merged",
          at: AT,
          week: "2026-W47",
          repository: 1,
          subject: "pull-request",
          person: author,
        },
      },
      anew(),
    );
    assert.equal((await traces(url, community)).sort(), ["prof", "who"]);

    const operation = anew({ id: `forget-${LOGIN}` });
    assert.equal(await store.forget({ login: LOGIN.toUpperCase() }, operation), { outcome: "forgotten" });
    assert.equal(await store.forget({ login: LOGIN }, operation), { outcome: "forgotten" });
    assert.equal(await store.forget({ login: LOGIN }, anew()), { outcome: "unknown" });

    assert.equal(await traces(url, community), []);
    assert.is((await store.pod(1))?.seats.length, 4);
    assert.is((await store.pod(1))?.advocate, null);
    assert.is((await store.thread("1#2"))?.author, request.subject.proposed);
    assert.is((await store.profiles([request.subject.proposed])).size, 0);
  },
);

forgetting("makes our comments that name them due, so that they are written again", async ({ store }) => {
  const author = subject(LOGIN, ID);
  const who = () => subject("asks-who", 98);
  await store.join({ ...wish(LOGIN, "hull"), subject: author }, anew());
  const state = {
    pod: 1,
    awaits: [],
    commentId: 4,
    named: [1],
    people: [author.proposed],
    mentioned: [],
    notified: [],
    team: null,
    greeting: {},
    silenced: false,
  };
  await store.saveCommentState("1#2", state);
  await store.saveCommentState("1#3", { ...state, people: [] });
  for (const thread of ["1#4", "1#5"])
    await store.answer(answerIn(thread, { about: [author.proposed] }), who(), anew());
  const [answer] = await store.pendingAnswers("1#4");
  await store.saveReply("1#4", 7, [answer?.operation ?? ""]);
  await store.forget({ login: LOGIN }, anew());
  const { groups } = await store.unsent();
  assert.equal(groups.map(({ kind, errands }) => `${kind} ${errands}`).sort(), ["answers 2", "reply 1", "thread 1"]);
});

forgetting(
  "keeps an import, an invitation and a delivery from bringing them back, by login or by number",
  async ({ store }) => {
    await store.join({ ...wish(LOGIN, "hull"), subject: subject(LOGIN, ID) }, anew());
    await store.forget({ login: LOGIN }, anew());
    for (const who of [subject(LOGIN), subject("another-login", ID), subject(LOGIN.toLowerCase(), ID)]) {
      const request = { ...wish("x", "hull"), subject: who };
      const refused = { outcome: "refused", reason: "forgotten" };
      assert.equal(await store.enlist([request], anew()), [refused]);
      assert.equal(await store.invite([request], anew()), [refused]);
      const activity = {
        key: `opened:${who.proposed}`,
        kind: "opened" as const,
        at: AT,
        week: "2026-W47",
        repository: 1,
        subject: "issue" as const,
        person: who,
      };
      assert.is(await store.record({ activity }, anew()), "recorded");
    }
    assert.is((await store.census()).known, 0);
    assert.equal(
      (await store.activities("2026-W47")).map(({ person }) => person),
      [null, null, null],
    );
  },
);

forgetting("is kept as hashes that tell nobody who it was without the key", async ({ store, url, community }) => {
  await store.join({ ...wish(LOGIN, "hull"), subject: subject(LOGIN, ID) }, anew());
  await store.forget({ login: LOGIN }, anew());
  const redis = new Redis(url);
  assert.is(await redis.hget(`pods:{${community}}:meta`, "salt"), null);
  // Else nothing is imported with another key.
  await redis.hdel(`pods:{${community}}:meta`, "identity-key");
  redis.disconnect();
  const other = storeOn(url, community, { identityKey: () => "another-key-0123456789" });
  const [outcome] = await other.enlist([{ ...wish(LOGIN, "hull") }], anew());
  await other.close();
  assert.is(outcome?.outcome, "added", "with another key the hashes mean nothing");
});

forgetting("ends the wishes of others to sit with them, also those that a crash has left", async (test) => {
  const { store, url, community } = test;
  const companions = async () => {
    const profile = (await store.find({ login: "ada" }))?.profile;
    return profile?.with ?? [];
  };
  await store.join(wish(LOGIN, "hull"), anew());
  await store.join(wish("bob", "hull"), anew());
  await store.join(wish("ada", "hull", { with: [subject(LOGIN), subject("bob")] }), anew());
  const before = await companions();
  const bob = await store.find({ login: "bob" });
  assert.equal([before.length, before[1]], [2, bob?.pseudonym]);
  const redis = new Redis(url);
  const [profiles, ada] = [`pods:{${community}}:prof`, (await store.find({ login: "ada" }))?.pseudonym ?? ""];
  const stale = (await redis.hget(profiles, ada)) ?? "";
  await store.forget({ login: LOGIN }, anew());
  assert.equal(await companions(), [bob?.pseudonym]);
  await redis.hset(profiles, ada, stale);
  redis.disconnect();
  await store.forget({ login: LOGIN }, anew());
  assert.equal(await companions(), [bob?.pseudonym]);
  await store.forget({ login: "bob" }, anew());
  assert.equal(await companions(), []);
});

forgetting("is not for somebody else who took the login later", async ({ store }) => {
  await store.join({ ...wish(LOGIN, "hull"), subject: subject(LOGIN, ID) }, anew());
  await store.forget({ login: LOGIN }, anew());
  const later = { ...wish(LOGIN, "hull"), subject: subject(LOGIN, ID + 1) };
  assert.is((await store.enlist([later], anew()))[0]?.outcome, "added");
});

forgetting("reaches somebody who was never seen with a number", async ({ store }) => {
  await store.join(wish(LOGIN, "hull"), anew());
  await store.forget({ login: LOGIN }, anew());
  const later = { ...wish(LOGIN, "hull"), subject: subject(LOGIN, ID) };
  assert.equal(await store.enlist([later], anew()), [{ outcome: "refused", reason: "forgotten" }]);
});

forgetting("ends when they ask to join themselves", async ({ store }) => {
  await store.join({ ...wish(LOGIN, "hull"), subject: subject(LOGIN, ID) }, anew());
  await store.forget({ login: LOGIN }, anew());
  assert.is((await store.join({ ...wish(LOGIN, "hull"), subject: subject(LOGIN, ID) }, anew())).outcome, "waiting");
  await store.leave({ login: LOGIN }, "known", anew());
  const [outcome] = await store.enlist([{ ...wish(LOGIN, "hull") }], anew());
  assert.is(outcome?.outcome, "added");
});

forgetting("also removes them from the append-only file, while another rewrite is under way", async () => {
  const server = await ownRedis({ fsync: "always" });
  const redis = new Redis(server.url);
  const store = storeOn(server.url, "file");
  try {
    await store.initialise(AT);
    await joinAll(store, 4, "hull");
    await store.join({ ...wish(LOGIN, "hull"), subject: subject(LOGIN, ID) }, anew());
    // Slow enough that the first rewrite is still running when the second is requested.
    await redis.config("SET", "rdb-key-save-delay", "100000");
    await store.forget({ login: "sailor-hull-1" }, anew());
    await store.forget({ login: LOGIN }, anew());
    await redis.config("SET", "rdb-key-save-delay", "0");
    const folder = ((await redis.config("GET", "dir")) as string[])[1] as string;
    const told = () =>
      readdirSync(folder, { recursive: true, withFileTypes: true }).some(
        (file) => file.isFile() && contentsOf(join(file.parentPath ?? file.path, file.name)).includes(LOGIN),
      );
    await eventually(() => !told(), 100);
  } finally {
    redis.disconnect();
    await store.close();
    await server.stop();
  }
});

/** A file's bytes; none when Redis removed it after it was listed, as it does when a rewrite ends. */
function contentsOf(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return Buffer.alloc(0);
    throw error;
  }
}

forgetting.run();
