/** A community on a real Redis for tests of functions: store, settings, a fixed clock, and a maintainer's requests. */
import { randomUUID } from "node:crypto";
import type { Planner, Store } from "#shared/core/ports.ts";
import type { Settings } from "#shared/core/settings.ts";
import type { App } from "#shared/openfaas/app.ts";
import { createLog, type Log } from "#shared/openfaas/log.ts";
import { newPseudonym } from "#shared/openfaas/operation.ts";
import { parseSettings } from "#shared/openfaas/settings-file.ts";
import { openPlanner } from "../../functions/rebalance/planner/open-planner.ts";
import { testRedis } from "./redis.ts";
import { storeOn } from "./store.ts";

export const ADMIN_KEY = "test-admin-key-0123456789";
export const AS_MAINTAINER = { Authorization: `Bearer ${ADMIN_KEY}` };
/** The headers of a maintainer's import. */
export const CSV = { ...AS_MAINTAINER, "Content-Type": "text/csv" };

export const JSON_ONLY = { Accept: "application/json" };
export const HTML = { Accept: "text/html" };

/** Sunday of 2026-W47. */
export const NOW = Date.parse("2026-11-22T12:00:00Z");

export const SETTINGS = `
community: Ships
organisation: ships
consent: assign
maintainers: [captain]
rebalance: { settleWeeks: 0 }
areas:
  hull: { title: Hull, repositories: [ships/hull] }
  sail: { title: Sails, repositories: [ships/sail], labels: [sails] }
  galley: { title: Galley, repositories: [ships/galley] }
`;

/** The same settings with other areas. */
export const settingsWith = (areas: string): string => SETTINGS.replace(/(?<=^areas:\n).*/ms, areas);

/** The same settings with more about rebalancing: "maxMovesPercent: 60". */
export const rebalancing = (fields: string, yaml = SETTINGS): string =>
  yaml.replace("settleWeeks: 0", `settleWeeks: 0, ${fields}`);

export interface TestCommunity {
  readonly store: Store;
  readonly planner: Planner;
  readonly url: string;
  readonly id: string;
  readonly log: Log;
  /** Lines the functions logged. */
  readonly lines: string[];
  settings: () => Settings;
  now: () => number;
  readonly adminKey: () => string;
  readonly newPseudonym: () => string;
}

/** The planner as functions have it, for tests of how good a seating is. One for all, as starting a thread takes a while. */
export const thoroughPlanner = openPlanner({ log: createLog({ name: "planner" }) });

/**
 * Searches with a tenth of the work: as good for a few dozen people, and a tenth of a second instead of one. All of it is done
 * by the tests of the search, of the planner and of processes.
 */
const planner: Planner = {
  ...thoroughPlanner,
  plan({ community, options }, during) {
    const withLess = { ...options, effort: 0.1 };
    return thoroughPlanner.plan({ community, options: withLess }, during);
  },
};

/** Nobody changes settings, and most tests have the same. */
const known = new Map<string, Settings>();

function settingsOf(yaml: string): Settings {
  const settings = known.get(yaml) ?? parseSettings(yaml);
  known.set(yaml, settings);
  return settings;
}

const opened: Store[] = [];

/** A store that `closeStores` closes. */
export function storeAt(url: string, community: string, areas?: () => Settings["areas"]): Store {
  const store = storeOn(url, community, areas && { areas });
  opened.push(store);
  return store;
}

/** Call it after a file's last suite, or its process does not end: `test.after(closeStores)`. */
export async function closeStores(): Promise<void> {
  // Files that share a process share this list.
  for (const store of opened.splice(0)) await store.close();
}

/**
 * An empty community with `yaml` for settings, on the Redis that all tests share or at another `place`. It was set up at
 * `cameAt`. `closeStores` closes its store.
 */
export async function testCommunity(yaml = SETTINGS, place = testRedis(), cameAt = NOW): Promise<TestCommunity> {
  const { url, community: id } = await place;
  const settings = { ...settingsOf(yaml), id };
  const store = storeAt(url, id, () => made.settings().areas);
  await store.initialise(cameAt);
  const lines: string[] = [];
  const log = createLog({ name: "test", write: (line) => lines.push(line) });
  const made: TestCommunity = {
    store,
    planner,
    url,
    id,
    log,
    lines,
    settings: () => settings,
    now: () => NOW,
    adminKey: () => ADMIN_KEY,
    newPseudonym,
  };
  return made;
}

/** Lets the settings of a community change while its functions run: call what it returns with others. */
export function changingSettings(community: TestCommunity): (yaml: string) => void {
  let settings = community.settings();
  community.settings = () => settings;
  return (yaml) => {
    settings = { ...settingsOf(yaml), id: community.id };
  };
}

/** Long before NOW: digests of the weeks between are published. */
export const LONG_AGO = NOW - 400 * 86_400_000;

/** One that was set up long ago. */
export const settledCommunity = (yaml = SETTINGS, place = testRedis()): Promise<TestCommunity> =>
  testCommunity(yaml, place, LONG_AGO);

/** A response with its body read. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  readonly body: any;
}

const TRIES = 3;
const TOO_BUSY = /took too long|cannot be reached at the moment/;

/** A busy machine may keep a call beyond its two seconds. Callers try again then, so this does as well. */
export async function ask(app: App, path: string, request?: RequestInit, triesMax = TRIES): Promise<Response> {
  for (let tries = 1; ; tries++) {
    const response = await app.request(path, request);
    if (response.status !== 503 || tries === triesMax || !TOO_BUSY.test(await response.clone().text())) return response;
  }
}

async function call(app: App, path: string, request?: RequestInit): Promise<Reply> {
  const response = await ask(app, path, request);
  const { status, headers } = response;
  const text = await response.text();
  return { status, headers, body: headers.get("content-type")?.includes("json") ? JSON.parse(text) : text };
}

/** Sends a JSON command to `/` as the maintainer, or with the proof in `headers`. Sent again, it is the same command. */
export const command = (app: App, body: unknown, headers: Record<string, string> = AS_MAINTAINER): Promise<Reply> =>
  call(app, "/", {
    method: "POST",
    headers: { "Content-Type": "application/json", "Idempotency-Key": randomUUID(), ...headers },
    body: JSON.stringify(body),
  });

/** Sends a raw body to a path. */
export const post = (
  app: App,
  body: string | Uint8Array,
  headers: Record<string, string> = {},
  path = "/",
): Promise<Reply> => call(app, path, { method: "POST", headers, body: body as NonNullable<RequestInit["body"]> });

export const get = (app: App, path = "/", headers: Record<string, string> = {}): Promise<Reply> =>
  call(app, path, { headers });

/** An empty POST, as the cron-connector sends it. */
export const tick = (app: App): Promise<Reply> => call(app, "/", { method: "POST" });

/** `people(3, "hull")` are ada-1 … ada-3 who want the hull. */
export const csvOf = (count: number, areas: string, more = "", name = "ada"): string =>
  Array.from({ length: count }, (_, i) => `${name}-${i + 1},${areas}${more}`).join("\n");
