/** A dry run of a file says what the import then does, whatever stands in the file and whoever is there. */

import { suite } from "uvu";
import * as assert from "uvu/assert";
import { joinPod } from "../../functions/join-pod/handler.ts";
import { closeStores, command, csvOf, SETTINGS, type TestCommunity, testCommunity } from "../support/community.ts";
import fc from "../support/fast-check.ts";
import { violations } from "../support/invariants.ts";
import { importRehearsed } from "../support/rehearsed.ts";
import { seatFile } from "../support/seated.ts";

const test = suite("a dry run of a file");
test.after(closeStores);

/** Twice, as people send a file again. */
async function holds(community: TestCommunity, file: string): Promise<void> {
  for (const time of ["first", "again"]) {
    const { status, body } = await importRehearsed(community, file);
    assert.is(status, 200, `${time}: ${JSON.stringify(body)}`);
  }
  assert.equal(await violations(community.url, community.id), []);
}

test("counts the seats that rows before it take in their pods", async () => {
  const community = await testCommunity();
  await seatFile(community, `login,areas\n${csvOf(6, "hull")}`);
  const group = (name: string, count: number, more = "") => csvOf(count, `hull,Narwhal,${more}`, "", name);
  await holds(community, `login,areas,pod,mode\n${group("bob", 30)}\n`);
  // Two leave, so two of the next batch have room.
  await holds(
    community,
    `login,areas,pod,mode\nada-1,,,independent\nada-2,,,independent\n${group("cid", 2)}\nada-1,,,pod\n${group("dan", 3)}\n`,
  );
  assert.is((await community.store.pod(1))?.seats.length, 9);
});

test("follows a person through a file that names them several times", async () => {
  const community = await testCommunity();
  const file = `login,areas,ability,with,mode
ada,hull,,,
ADA,sail,experienced,,
ada,sail,,bob,
bob,hull,,ada,offer
ada,sail,,bob,independent
cid,,,"ada,bob",
ada,hull,,cid,pod
`;
  await holds(community, file);
});

const LOGINS = [
  "ada-1",
  "ada-2",
  "ada-3",
  "ada-6",
  "wen",
  "pia",
  "ian",
  "dee",
  "ivy",
  "gone",
  "una",
  "new-1",
  "NEW-1",
  "new-2",
];
const cell = (...values: string[]) => fc.constantFrom("", ...values);
const row = fc
  .record({
    login: fc.constantFrom(...LOGINS),
    areas: cell("hull", "sail", "hull|sail", "galley"),
    ability: cell("experienced", "newcomer", "captain"),
    pod: cell("Narwhal", "Orca", "Kraken"),
    mode: cell("pod", "offer", "independent"),
    anywhere: cell("yes", "no"),
    with: cell("ada-1", "new-2", "wen new-3"),
    advocate: cell("yes", "no"),
  })
  .map((values) => Object.values(values).join(","));
const file = fc
  .array(row, { minLength: 1, maxLength: 14 })
  .map((rows) => `login,areas,ability,pod,mode,anywhere,with,advocate\n${rows.join("\n")}\n`);

/** Two pods, one of them with a seat or two left, and people of every kind. */
async function communityWith(consent: string, seated: number): Promise<TestCommunity> {
  const community = await testCommunity(SETTINGS.replace("assign", consent));
  await seatFile(community, `login,areas,mode\n${csvOf(seated, "hull", ",pod")}\n${csvOf(5, "sail", ",pod", "bob")}\n`);
  await importRehearsed(
    community,
    "login,areas,mode\nivy,hull,offer\ndee,sail,offer\nuna,,offer\nfile-ian,hull,independent\n",
  );
  const give = (body: object) => command(joinPod(community), body);
  for (const login of ["wen", "pia", "ian", "gone"]) await give({ login, areas: ["galley"] });
  await give({ do: "pause", login: "pia" });
  await give({ do: "independent", login: "ian" });
  await give({ do: "forget", login: "gone" });
  await give({ do: "decline", login: "dee" });
  // Nobody knows an area of theirs, so that they are on no list yet.
  await give({ do: "accept", login: "una" });
  return community;
}

test("agrees with the import of any small file", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom("assign", "offer"),
      fc.integer({ min: 6, max: 9 }),
      fc.array(file, { minLength: 1, maxLength: 3 }),
      async (consent, seated, files) => {
        const community = await communityWith(consent, seated);
        for (const one of files) await holds(community, one);
      },
    ),
    { numRuns: 20 },
  );
});

test.run();
