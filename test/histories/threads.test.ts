/**
 * Threads are opened, labelled, closed and locked; pods close; deliveries are late, doubled and reordered; processes die and
 * GitHub fails. When everything has come to rest, each thread has one comment at most and the right label, and nobody was
 * welcomed twice, or mentioned twice in a thread.
 */

import * as assert from "uvu/assert";
import { parseSettings } from "#shared/openfaas/settings-file.ts";
import fc from "../support/fast-check.ts";
import { faultsIn, happen, type ThreadHistory, threadHistory } from "../support/told/thread-history.ts";
import { townSuite } from "../support/told/town-suite.ts";

const RUNS = 120;
const { areas, mentions } = parseSettings(`
community: Ships
organisation: ships
areas:
  hull: { title: Hull, repositories: [ships/hull] }
  sail: { title: Sails, repositories: [ships/sail], labels: [sails] }
`);

const { test, open, empty } = townSuite("histories of threads");

async function faultsOf(history: ThreadHistory): Promise<string[]> {
  const town = await open({ areas, mentions: { ...mentions, mode: history.mode } });
  try {
    return await faultsIn(await happen(history, town), history, town);
  } finally {
    await town.close();
    await empty();
  }
}

test("end with one comment a thread at most, the right labels, and one welcome a person and one mention a thread at most", async () => {
  const property = fc.asyncProperty(threadHistory, async (one) => assert.equal(await faultsOf(one), []));
  await fc.assert(property, { numRuns: RUNS, includeErrorInReport: true });
});

test.run();
