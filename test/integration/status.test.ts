/** The status page costs little, whoever asks for it, however often. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { Store } from "#shared/core/ports.ts";
import { pods } from "../../functions/pods/handler.ts";
import { closeStores, csvOf, get, HTML, NOW, SETTINGS, testCommunity } from "../support/community.ts";
import { eventually } from "../support/eventually.ts";
import { hull, issue, user } from "../support/github/deliver-as-github.ts";
import { openWebhook } from "../support/github/webhook.ts";
import { seatFile } from "../support/seated.ts";

const test = suite("the status page");
test.after(closeStores);

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const iso = (ms: number) => new Date(ms).toISOString();

/** A store that counts the readings of each kind; `hold` makes those of one kind wait until it is called again. */
function counting(store: Store) {
  const readings = new Map<keyof Store, number>();
  let held: { kind: keyof Store; until: Promise<void> } | undefined;
  const counted = new Proxy(store, {
    get(target, kind: keyof Store) {
      const method = Reflect.get(target, kind) as (...args: unknown[]) => Promise<unknown>;
      return async (...args: unknown[]) => {
        readings.set(kind, (readings.get(kind) ?? 0) + 1);
        if (held?.kind === kind) await held.until;
        return method.apply(target, args);
      };
    },
  });
  const hold = (kind: keyof Store): (() => void) => {
    const { promise, resolve } = withEnd();
    held = { kind, until: promise };
    return () => {
      held = undefined;
      resolve();
    };
  };
  return { store: counted, hold, readingsOf: (kind: keyof Store) => readings.get(kind) ?? 0 };
}

function withEnd() {
  let resolve = () => {};
  const promise = new Promise<void>((end) => {
    resolve = end;
  });
  return { promise, resolve };
}

async function open(yaml = SETTINGS) {
  let at = NOW;
  let arrived = 0;
  const made = { ...(await testCommunity(yaml)), now: () => at };
  const counter = counting(made.store);
  const settings = () => {
    arrived += 1;
    return made.settings();
  };
  const { send } = openWebhook(made);
  const opens = (number: number) => {
    const author = user(100 + number, `new-${number}`);
    const opened = issue(number, author, { created_at: iso(at), updated_at: iso(at) });
    return send({ event: "issues", payload: { action: "opened", repository: hull, sender: author, issue: opened } });
  };
  const app = pods({ ...made, store: counter.store, settings });
  const newcomers = async () => (await get(app, "/status.json")).body.unanswered.newcomers;
  return {
    community: made,
    ...counter,
    app,
    opens,
    newcomers,
    later: (ms: number) => (at += ms),
    arrived: () => arrived,
  };
}

test("reads the threads that wait once a minute, whoever asks, and however often", async () => {
  const { app, opens, newcomers, later, readingsOf } = await open();
  await opens(1);
  later(3 * DAY - MINUTE / 2);
  for (let request = 0; request < 50; request++) assert.is(await newcomers(), 0);
  await Promise.all(Array.from({ length: 50 }, () => get(app, "/status", HTML)));
  assert.is(readingsOf("unanswered"), 1);
  later(MINUTE / 2);
  assert.is(await newcomers(), 0, "a count may be a minute old");
  later(MINUTE / 2);
  for (let request = 0; request < 50; request++) assert.is(await newcomers(), 1);
  assert.is(readingsOf("unanswered"), 2);
});

test("answers those who ask during a reading with the next one, so a flood of them costs two", async () => {
  const { app, opens, hold, readingsOf, arrived } = await open();
  const release = hold("unsent");
  const first = get(app, "/status.json");
  await eventually(() => readingsOf("unsent") === 1);
  const before = arrived();
  const others = Array.from({ length: 30 }, () => get(app, "/status.json"));
  await eventually(() => arrived() >= before + 30);
  await opens(1);
  release();
  assert.equal((await first).status, 200);
  for (const { body } of await Promise.all(others)) assert.ok(body.backlog.pending > 0, "nobody reads what was before");
  assert.equal([readingsOf("unsent"), readingsOf("backlog")], [2, 0], "the outbox is read once each time");
  assert.is(arrived(), before + 30 + 1, "each request and the second reading look at the settings once");
});

test("is read again after a failure", async () => {
  const { app, community, newcomers } = await open();
  const { store } = community;
  let fails = true;
  const broken = pods({
    ...community,
    store: {
      ...store,
      unanswered: async (...args) => (fails ? Promise.reject(new Error("away")) : store.unanswered(...args)),
    },
  });
  assert.is((await get(broken, "/status.json")).status, 500);
  fails = false;
  assert.is((await get(broken, "/status.json")).body.unanswered.newcomers, await newcomers());
  assert.is((await get(app, "/status", HTML)).status, 200);
});

test("names thirty teams that GitHub does not show, and counts the others", async () => {
  const { app, community } = await open(`${SETTINGS}mentions: { mode: team }\n`);
  await seatFile(community, `login,areas\n${csvOf(7 * 33, "hull")}`);
  const made = await community.store.pods();
  for (const { number } of made) await community.store.noteTeam(number, "no-team");
  const { off } = (await get(app, "/status.json")).body;
  const said = off.filter((sentence: string) => sentence.startsWith("Mentions of"));
  assert.is(said.length, 31);
  assert.is(said.at(-1), `Mentions of ${made.length - 30} more teams, likewise.`);
});

test.run();
