/**
 * A month of a repository that is made up and realistic. People and robots work there, deliveries are late, doubled and
 * reordered, and in the end we spoke seldom, were right, credited everybody once, and told nothing that is private.
 */
import { readFileSync } from "node:fs";
import * as assert from "uvu/assert";
import { addWeeks, weekOf } from "#shared/core/week.ts";
import {
  commented,
  creditFaults,
  labelFaults,
  mostWrites,
  ourTexts,
  speechFaults,
  wrongAreas,
} from "../support/month/checks.ts";
import { publicTexts } from "../support/month/pages.ts";
import { playMonth } from "../support/month/play.ts";
import { SECRET, SHIPS } from "../support/month/ships.ts";
import { THREADS } from "../support/month/threads.ts";
import { townSuite } from "../support/told/town-suite.ts";

/** The notes in test/fixtures/credits/month are those of this month. */
const SEED = 2;
/** GitHub's own limit. */
const WRITES_PER_MINUTE = 80;
const COMMENTED_MAX = 0.2;
const RIGHT_MIN = 0.95;
const WRITES_PER_HOUR_MAX = 500;
const WEEKS = [0, 1, 2, 3, 4];

const { test, open } = townSuite("a month");

const golden = (tag: string): string => readFileSync(`test/fixtures/credits/month/${tag}.md`, "utf8").trimEnd();

const inPercent = (share: number): string => `${(100 * share).toFixed(1)} %`;

test("of two hundred threads, sixty people and four robots", async () => {
  const town = await open(SHIPS);
  const { server } = town;
  try {
    server.writesPerMinute = WRITES_PER_MINUTE;
    const month = await playMonth(SEED, town);
    const wrong = await wrongAreas(month, town);
    const [share, right] = [commented(month, town), 1 - wrong.length / THREADS];
    console.log(
      `\n${inPercent(share)} of the threads have a comment, ${inPercent(right)} the right area;`,
      `${server.writes.length} writes, at most ${mostWrites(town)} in an hour`,
    );

    assert.ok(share <= COMMENTED_MAX, `${inPercent(share)} of the threads have a comment`);
    assert.equal(speechFaults(month, town), []);
    assert.ok(right >= RIGHT_MIN, wrong.join("\n"));
    assert.equal(await labelFaults(month, town), []);
    assert.equal(await creditFaults(month, town), []);
    assert.ok(mostWrites(town) <= WRITES_PER_HOUR_MAX);
    assert.equal(await town.outbox(), { pending: [], dead: [] });

    for (const { repository, tag, body } of server.releases.all) {
      if (repository !== "ships/hull" || tag === "v1.3.0") continue;
      assert.is(body.replaceAll("\r\n", "\n"), golden(tag), tag);
      assert.not.match(body, /[^\r]\n/, "the line ends of the notes stay");
    }

    const first = weekOf(month.start, town.settings.digest.timezone);
    const pages = await publicTexts(
      town,
      WEEKS.map((n) => addWeeks(first, n)),
    );
    assert.ok(
      [...pages.values()].some((text) => text.includes("Spell the captain")),
      "titles are read at all",
    );
    const leaks = new RegExp(`${SECRET}|${month.places.secret.name}`, "i");
    for (const [address, text] of pages) assert.not.match(text, leaks, address);
    for (const text of ourTexts(month, town)) assert.not.match(text, leaks);
    assert.equal(server.violations, []);
  } finally {
    await town.close();
  }
});

test.run();
