/**
 * A community whose functions and GitHub run in this process by one clock, so that a history of thousands of calls takes
 * little time. Every part of it can fail.
 */

import type { Redis } from "ioredis";
import { parseChatSecret } from "#shared/channels/secret.ts";
import type { Settings } from "#shared/core/settings.ts";
import { openGitHub } from "#shared/github/client.ts";
import { parseGitHubSecret } from "#shared/github/secret.ts";
import { createLog } from "#shared/openfaas/log.ts";
import { parseSettings } from "#shared/openfaas/settings-file.ts";
import { deliver } from "../../../functions/deliver/handler.ts";
import { onGithubEvent } from "../../../functions/on-github-event/handler.ts";
import { rebalance } from "../../../functions/rebalance/handler.ts";
import { mainThreadPlanner } from "../../../functions/rebalance/planner/jobs.ts";
import { ADMIN_KEY, ask, command, NOW, tick } from "../community.ts";
import { communityKeys } from "../community-keys.ts";
import { actsIn } from "../github/acts.ts";
import { readContract } from "../github/contract.ts";
import { type Delivery, hull, requestOf, WEBHOOK_SECRET } from "../github/deliver-as-github.ts";
import { LocalGitHub } from "../github/server.ts";
import { allValues } from "../invariants.ts";
import { makeDue } from "../make-due.ts";
import { passTime } from "../pass-time.ts";
import { freshCommunity } from "../redis.ts";
import { storeOn } from "../store.ts";
import { type Death, Life } from "./mortal.ts";
import { seatingEvents } from "./truth.ts";

const SETTINGS = parseSettings(`
community: Ships
organisation: ships
publicUrl: https://pods.test
maintainers: [captain]
rebalance: { settleWeeks: 0 }
areas:
  hull: { title: Hull, repositories: [ships/hull] }
  sail: { title: Sails, repositories: [ships/sail] }
`);

/** What people write on GitHub is dated in whole seconds. */
const START = NOW;

const TICKS_MAX = 12;
const HOUR_MS = 3_600_000;
const TICK_MS = 10_000;
/** How long nothing may be due until `deliver` looks all the same. */
const LOOK_MS = 4 * HOUR_MS;

const nextTickAt = (at: number): number => Math.ceil(at / TICK_MS) * TICK_MS;

let pseudonyms = 0;

export type Town = Awaited<ReturnType<typeof openTown>>;

export async function openTown(url: string, admin: Redis, more: Partial<Settings> = {}) {
  const id = freshCommunity();
  const store = storeOn(url, id);
  await store.initialise(START);
  const settings = { ...SETTINGS, ...more, id };
  const lines: string[] = [];
  const log = createLog({ name: "town", write: (line) => lines.push(line) });
  const clock = { at: START };
  const now = () => clock.at;
  const server = new LocalGitHub(await readContract());
  server.now = now;
  const secret = parseGitHubSecret(`token: ${server.token}`);
  const github = openGitHub(secret, {
    log: { warn() {} },
    api: "https://github.test",
    paced: false,
    fetch: server.fetch,
  });
  const newPseudonym = () => `x${(++pseudonyms).toString(36).padStart(5, "0")}`;
  const life = new Life();
  const deps = {
    store: life.mortal(store),
    settings: () => settings,
    now,
    log,
    adminKey: () => ADMIN_KEY,
    newPseudonym,
  };
  const key = (name: string) => `pods:{${id}}:${name}`;
  const mortalGitHub = life.mortal(github);
  const apps = {
    webhook: onGithubEvent({ ...deps, webhookSecret: () => WEBHOOK_SECRET }),
    // A process remembers when it may write again, so each tick has a new one.
    deliver: () => deliver({ ...deps, github: () => mortalGitHub, connections: () => parseChatSecret(undefined) }),
    planner: rebalance({ ...deps, planner: mainThreadPlanner }),
  };
  const living = apps.deliver();
  let nextLook = START;
  /** Memory that is full lets the tests' own commands through. */
  let isFull = false;
  const setMemory = async (full: boolean) => {
    isFull = full;
    await admin.config("SET", "maxmemory", full ? "1" : "0");
  };

  return {
    id,
    url,
    store,
    settings,
    deps,
    server,
    clock,
    lines,
    acts: actsIn(server, hull),
    setMemory,
    /** Delivers to the webhook. The process may die over it. Returns the status of the answer. */
    async hear(delivery: Delivery, death?: Death): Promise<number> {
      life.begin(death);
      return (await ask(apps.webhook, "/", requestOf(delivery))).status;
    },
    /** A tick of `deliver`, after every wait is over. The process may die over it. */
    async send(death?: Death): Promise<void> {
      const full = isFull;
      if (full) await setMemory(false);
      await makeDue(admin, key);
      // The hour that the limit of writes looks at has passed too.
      await admin.del(key("writes"));
      if (full) await setMemory(true);
      life.begin(death);
      await tick(apps.deliver());
    },
    /** Time passes until then, for Redis as well. `deliver` ticks when something is due, and every few hours. */
    async live(until: number): Promise<void> {
      life.begin(undefined);
      let due = clock.at + (await passTime(admin, key, 0));
      for (;;) {
        const at = Math.min(nextTickAt(Math.max(due, clock.at)), nextLook);
        if (at >= until) break;
        await passTime(admin, key, at - clock.at);
        clock.at = at;
        nextLook = at + LOOK_MS;
        await tick(living);
        await server.hooks.settled();
        due = clock.at + TICK_MS + (await passTime(admin, key, TICK_MS));
        clock.at += TICK_MS;
      }
      await passTime(admin, key, Math.max(0, until - clock.at));
      clock.at = Math.max(until, clock.at);
    },
    /** Sends until nothing waits, an hour between two ticks. Returns what still waits after half a day. */
    async sendAll(): Promise<string[]> {
      let waiting: string[] = [];
      for (let ticks = 0; ticks < TICKS_MAX; ticks++) {
        clock.at += HOUR_MS;
        await this.send();
        waiting = (await this.outbox()).pending;
        if (waiting.length === 0) break;
      }
      return waiting;
    },
    /** A tick of `rebalance`: the seating of the day, and the plan of the week. */
    async seat(): Promise<void> {
      life.begin(undefined);
      await tick(apps.planner);
    },
    /** Makes a plan and applies it. */
    async plan(): Promise<void> {
      life.begin(undefined);
      const { body } = await command(apps.planner, { do: "plan" });
      await command(apps.planner, { do: "apply", plan: body.id });
    },
    /** What waits in the outbox for GitHub, and what was given up. */
    async outbox(): Promise<{ pending: string[]; dead: string[] }> {
      const pending: string[] = [];
      const dead: string[] = [];
      for (const [errand, entry] of Object.entries(await admin.hgetall(key("outbox")))) {
        const state = entry.slice(0, entry.indexOf("|"));
        if (errand.startsWith("introduction:") || state === "sent") continue;
        (state === "dead" || state === "unknown" ? dead : pending).push(`${errand} ${entry}`);
      }
      return { pending, dead };
    },
    events: () => seatingEvents(admin, key),
    /** All that Redis holds of the community, as one text. */
    async everything(): Promise<string> {
      const names = await communityKeys(admin, id);
      return JSON.stringify(await Promise.all(names.map((name) => allValues(admin, name))));
    },
    close: () => store.close(),
  };
}
