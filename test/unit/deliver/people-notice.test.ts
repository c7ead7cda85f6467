/** What is told to many people in one post of a chat. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { Post } from "#shared/channels/channel.ts";
import type { Connections } from "#shared/channels/secret.ts";
import type { Claim } from "#shared/core/outbox.ts";
import type { Notified } from "#shared/core/ports.ts";
import { parseSettings } from "#shared/openfaas/settings-file.ts";
import { type NoticeEntry, tellPeople } from "../../../functions/deliver/people-notice.ts";

const test = suite("a notice in a chat");

const CLAIM: Claim = {
  id: "run-notice:r1",
  errand: { kind: "run-notice", run: "r1" },
  previousState: "claimed",
  attempts: 0,
  crashes: 0,
  since: 0,
  fence: 1,
};

/** Tells so many people in a chat that takes so many entries in a post. Returns what was posted, saved, and tried in vain. */
async function tell(people: number, room: number) {
  const posted: number[] = [];
  const saved: Notified[] = [];
  let tooLong = 0;
  const post = (entries: number): Post => ({
    promise: "at-most-once",
    excess: entries > room ? ["too many entries"] : [],
    send: async () => {
      posted.push(entries);
      return { state: "sent" };
    },
  });
  const connection = {
    digest: () => post(0),
    introduction: (line: readonly unknown[]) => {
      if (line.length > room) tooLong += 1;
      return post(line.length);
    },
  };
  const entries = Array.from({ length: people }, (_, n): NoticeEntry => {
    return { person: `p${n}`, concerns: new Set(["seat"]), markdown: "", chat: ["One of many."] };
  });
  const notice = {
    of: { run: "r1" },
    entries,
    comment: () => "",
    post: (some: readonly NoticeEntry[]) => some.flatMap(({ chat }) => chat),
  };
  const connections: Connections = { community: new Map([["slack", connection]]), pods: new Map() };
  const store = {
    saveNotified: async (_: object, notified: Notified) => saved.push(notified),
    beginSend: async () => true,
  };
  const settings = parseSettings("community: S\norganisation: s\nareas: { hull: {} }\n");
  const result = await tellPeople(CLAIM, notice, { store, settings, connections, github: undefined, now: 1 } as never);
  assert.is(result.state, "sent");
  const last = saved.at(-1);
  return { posted, tooLong, told: last?.told.flat().length, notReached: last?.notReached.length };
}

test("names forty people at most, however much the chat takes; the others are not reached", async () => {
  assert.equal(await tell(40, 1_000), { posted: [40], tooLong: 0, told: 40, notReached: 0 });
  assert.equal(await tell(449, 1_000), { posted: [40], tooLong: 0, told: 40, notReached: 409 });
});

test("names as many as the chat takes, and is not tried for hundreds of people", async () => {
  assert.equal(await tell(449, 30), { posted: [30], tooLong: 10, told: 30, notReached: 419 });
});

test("is not posted where not even one person fits", async () => {
  assert.equal(await tell(449, 0), { posted: [], tooLong: 40, told: 0, notReached: 449 });
});

test.run();
