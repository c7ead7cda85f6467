/**
 * People speak, edit and delete; deliveries are late, doubled, reordered, refused and sent again; processes die, memory is
 * full, GitHub fails. When everything has come to rest, everybody stands as they said last, and was told so once.
 */

import * as assert from "uvu/assert";
import { parseSettings } from "#shared/openfaas/settings-file.ts";
import fc from "../support/fast-check.ts";
import { type User, user } from "../support/github/deliver-as-github.ts";
import type { LocalThread } from "../support/github/world.ts";
import { CHECKS } from "../support/told/checks.ts";
import { type History, happen, history } from "../support/told/history.ts";
import { townSuite } from "../support/told/town-suite.ts";

/** The same ones in every run. Of the faults planted to find out how many are needed, the rarest took 117. */
const RUNS = 400;

const { test, open, empty } = townSuite("histories");

/** Lets a history happen in a town of its own. Returns what is wrong when everything has come to rest. */
async function faultsOf(history: History): Promise<string[]> {
  const town = await open();
  try {
    const tale = { history, town, told: await happen(history, town), open };
    const faults = [...town.server.violations];
    for (const check of CHECKS) faults.push(...(await check(tale)));
    return faults;
  } finally {
    await town.setMemory(false);
    await town.close();
    await empty();
  }
}

test("end as people said last, and nobody forgotten is back", async () => {
  const property = fc.asyncProperty(history, async (one) => assert.equal(await faultsOf(one), []));
  await fc.assert(property, { numRuns: RUNS, includeErrorInReport: true });
});

test("end with two writes for one seat, while a hundred people wait", async () => {
  const decks = Array.from({ length: 25 }, (_, n) => `deck-${n}`);
  const areas = parseSettings(
    `community: Ships\norganisation: ships\nareas:\n${["hull", ...decks]
      .map((area) => `  ${area}: { title: ${area}, repositories: [ships/${area}] }`)
      .join("\n")}`,
  ).areas;
  const town = await open({ areas });
  try {
    const { acts } = town;
    const [one, ...sailors] = Array.from({ length: 109 }, (_, n) => user(100 + n, `sailor-${n}`));
    const threads = Array.from({ length: 5 }, (_, n) => acts.opens(user(10, "captain"), 1 + n).text);
    const join = (who: User | undefined, area: string, n: number) =>
      town.hear(acts.says(who as User, threads[n % 5] as LocalThread, `/pod join ${area}`));
    for (const [n, who] of sailors.entries()) await join(who, n < 8 ? "hull" : (decks[(n - 8) % 25] as string), n);
    assert.equal(await town.sendAll(), []);
    const waiting = await Promise.all(decks.map((deck) => town.store.waiting(deck)));
    assert.is(waiting.flat().length, 100);
    const before = town.server.asked.length;
    await join(one, "hull", 0);
    assert.equal(await town.sendAll(), []);
    const writes = town.server.asked.slice(before).filter((asked) => /create|update/.test(asked));
    assert.equal(writes.sort(), ["issues/create-comment", "reactions/create-for-issue-comment"]);
  } finally {
    await town.close();
  }
});

test.run();
