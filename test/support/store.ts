/** A private store on the tests' Redis, and people for it. */

import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { JoinRequest, Operation, Store, Subject } from "#shared/core/ports.ts";
import type { StoreOptions } from "#shared/redis/open-store.ts";
import { openStore } from "#shared/redis/store.ts";
import { violations } from "./invariants.ts";
import { freshCommunity, testRedis } from "./redis.ts";

export interface TestStore {
  readonly store: Store;
  readonly url: string;
  readonly community: string;
}

/** The key that hashes of forgotten people are made with. */
export const identityKey = () => "test-identity-key-0123456789";

export const AT = Date.parse("2026-11-22T12:00:00Z");

/** A busy machine may leave Redis without a processor for seconds. Tests of a Redis that is away open their own stores. */
const patience = 10;

/** A store on the tests' Redis. The caller closes it. */
export const storeOn = (url: string, community: string, more: Partial<StoreOptions> = {}): Store =>
  openStore({ url, community, identityKey, patience, ...more });

/** An initialised, empty community. */
export async function testStore(): Promise<TestStore> {
  const { url } = await testRedis();
  const community = freshCommunity();
  const store = storeOn(url, community);
  await store.initialise(AT);
  return { store, url, community };
}

/**
 * A suite in which every test has its own community, whose state must be sound at the end. (Not with `after.each`: uvu runs
 * that again when it throws, and then reports neither failure.)
 */
export function storeSuite(name: string, prepare: (test: TestStore) => Promise<void> = async () => {}) {
  const made = suite(name);
  const add = (title: string, body: (test: TestStore) => Promise<void>): void =>
    made(title, async () => {
      const test = await testStore();
      try {
        await prepare(test);
        await body(test);
        assert.equal(await violations(test.url, test.community), []);
      } finally {
        await test.store.close();
      }
    });
  return Object.assign(add, { run: made.run });
}

let pseudonyms = 0;

/** A person by login, and by number if given, with an unused pseudonym. */
export function subject(login: string, id?: number): Subject {
  pseudonyms += 1;
  return { login, ...(id === undefined ? {} : { id }), proposed: `x${pseudonyms.toString(36).padStart(5, "0")}` };
}

let operations = 0;

/** A new operation. */
export function anew(more: Partial<Operation> = {}): Operation {
  operations += 1;
  return { id: `operation-${operations}`, at: AT, ...more };
}

/** One person asks for a seat in an area. */
export function wish(login: string, areas: string | string[], more: Partial<JoinRequest["profile"]> = {}): JoinRequest {
  return { subject: subject(login), profile: { areas: [areas].flat(), ...more }, candidates: [] };
}

/** People `<name>-1` … of an area ask for a seat, one after the other. */
export async function joinAll(store: Store, count: number, area: string, name = `sailor-${area}`): Promise<void> {
  for (let n = 1; n <= count; n++) await store.join(wish(`${name}-${n}`, area), anew());
}
