/** The order of a file's rows decides nothing: the same people get the same seats and roles, and the same is said of them. */
import * as assert from "uvu/assert";
import { Random } from "#shared/core/search/random.ts";
import { rebalance } from "../../functions/rebalance/handler.ts";
import { command, testCommunity } from "../support/community.ts";
import { communitySuite } from "../support/community-suite.ts";
import { importRehearsed } from "../support/rehearsed.ts";
import { shuffled } from "../support/seatings.ts";

const test = communitySuite("the order of a file's rows", async () => ({}));

const HEADER = "login,areas,mode,pod,with,advocate";
const CREW = Array.from({ length: 8 }, (_, n) => `crew-${n},hull,pod,,,${n === 3 ? "yes" : ""}`);
/** More people name Narwhal than it has seats for; some leave theirs, and the role passes on. */
const ROWS = [
  ...["zoe", "ada", "mia", "bob", "yan"].map((login) => `${login},hull|sail,pod,Narwhal,crew-1,yes`),
  "crew-3,hull,independent,,,no",
  "crew-5,hull,pod,Narwhal,ada,yes",
  "crew-6,hull,independent,,zoe,",
  "eve,sail,offer,Narwhal,bob,",
  "ian,hull,independent,Narwhal,kim,",
  "kim,sail,pod,,ian,",
];

async function result(rows: readonly string[]) {
  const community = await testCommunity();
  await importRehearsed(community, [HEADER, ...CREW, ""].join("\n"));
  await command(rebalance(community), { do: "seat" });
  const { body } = await importRehearsed(community, [HEADER, ...rows, ""].join("\n"));
  const loginAt = (line: number) => rows[line - 2]!.split(",")[0]!;
  const pods = await community.store.pods();
  const profiles = await community.store.profiles(pods.flatMap(({ seats }) => seats.map((seat) => seat.pseudonym)));
  const login = (person: string | null) => profiles.get(person ?? "")?.login;
  return {
    ...{ added: body.added, changed: body.changed, unchanged: body.unchanged, file: body.file },
    ...{ seats: body.seats, roles: body.roles },
    remarks: body.remarks
      .map(({ line, detail }: { line: number; detail: string }) => `${loginAt(line)}: ${detail}`)
      .sort(),
    pods: pods.map(({ slug, advocate, seats }) => [
      slug,
      login(advocate),
      seats.map(({ pseudonym }) => login(pseudonym)).sort(),
    ]),
  };
}

test("decides neither who gets a seat in a pod, nor who represents it, nor what the answer says", async () => {
  const first = await result(ROWS);
  assert.equal(first.pods[0]?.[2], ["ada", "bob", "crew-0", "crew-1", "crew-2", "crew-4", "crew-5", "crew-7", "mia"]);
  const random = new Random(36);
  for (let n = 0; n < 5; n++) {
    const rows = shuffled(ROWS, random);
    assert.equal(await result(rows), first, rows.join("\n"));
  }
});

test("of more than 500 rows the first get the seats of a pod, and the answer says so", async () => {
  const community = await testCommunity();
  await importRehearsed(community, [HEADER, ...CREW, ""].join("\n"));
  await command(rebalance(community), { do: "seat" });
  const others = Array.from({ length: 499 }, (_, n) => `other-${n},sail,offer,,,`);
  const wanting = (login: string) => `${login},hull,pod,Narwhal,,`;
  const { body } = await importRehearsed(community, [HEADER, wanting("zoe"), ...others, wanting("ada"), ""].join("\n"));
  assert.equal(body.remarks, [
    {
      line: 502,
      detail:
        "Narwhal is full, so the areas decide; its seats went by login among the first 500 rows of the file, then among the next 500",
    },
  ]);
});

test.run();
