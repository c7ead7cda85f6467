/** What somebody reaches once ever is told in the digest of its week, from what GitHub delivered. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { closeStores, command, get, NOW } from "../support/community.ts";
import { digestCommunity } from "../support/digest-community.ts";
import { ada, type Delivery, hull, pull, repository, type User, user } from "../support/github/deliver-as-github.ts";

const test = suite("milestones");
test.after(closeStores);

const DAY_MS = 86_400_000;
const secret = repository(99, "ships/secret", { private: true });
const sailor = (n: number) => user(100 + n, `sailor-${n}`);

async function openCommunity() {
  const at = await digestCommunity("milestones");
  const reached = async (week: string): Promise<[string, string[], string?][]> => {
    const { milestones = [] } = (await command(at.digests, { do: "preview", week })).body.digest;
    return milestones.map(({ kind, reached }: Milestones) => [
      kind,
      reached.items.map(({ person }) => person.login),
      ...reached.items.flatMap(({ item }) => item?.ref ?? []),
    ]);
  };
  return { ...at, reached };
}

interface Milestones {
  readonly kind: string;
  readonly reached: { readonly items: readonly { readonly person: User; readonly item: { ref: string } | null }[] };
}

/** The pull request as GitHub tells of it at that time. */
function pulls(action: string, number: number, by: User, when: string, more: object = {}, where = hull): Delivery {
  const pull_request = pull(number, by, {
    created_at: when,
    updated_at: when,
    author_association: "FIRST_TIME_CONTRIBUTOR",
    ...more,
  });
  return { event: "pull_request", payload: { action, repository: where, sender: by, pull_request } };
}
const merged = (number: number, by: User, when: string, more: object = {}, where = hull): Delivery =>
  pulls("closed", number, by, when, { state: "closed", merged: true, merged_at: when, ...more }, where);
const opened = (number: number, by: User, when: string): Delivery => pulls("opened", number, by, when);
const reviewed = (number: number, by: User, author: User, when: string): Delivery => ({
  event: "pull_request_review",
  payload: {
    action: "submitted",
    repository: hull,
    sender: by,
    pull_request: pull(number, author),
    review: { id: 5000 + number, user: by, state: "commented", submitted_at: when, html_url: "https://github.com/x" },
  },
});

/** Ten merges in three weeks, the last two in the week 47, and one more in private. */
const TEN = [
  ...Array.from({ length: 4 }, (_, n) => merged(n + 1, ada, `2026-11-0${n + 2}T10:00:00Z`)),
  ...Array.from({ length: 4 }, (_, n) => merged(n + 5, ada, `2026-11-1${n}T10:00:00Z`)),
  merged(9, ada, "2026-11-11T11:00:00Z", {}, secret),
  merged(10, ada, "2026-11-17T10:00:00Z"),
  merged(11, ada, "2026-11-19T10:00:00Z", { title: "The tenth" }),
];
const TENTH = [["tenth-merge", ["ada"], "hull#11"]];

test("the tenth merge is told once, in whatever order and however often it is delivered", async () => {
  for (const deliveries of [TEN, TEN.toReversed(), [...TEN, ...TEN]]) {
    const { send, reached } = await openCommunity();
    for (const delivery of deliveries) await send(delivery);
    assert.equal(await reached("2026-W47"), TENTH);
    assert.equal(await reached("2026-W46"), []);
  }
});

test("it stands in the published digest, and never again", async () => {
  const { send, reached, setTime, digests } = await openCommunity();
  for (const delivery of TEN) await send(delivery);
  setTime(NOW + 2 * DAY_MS);
  await command(digests, { do: "publish", week: "2026-W47" });
  const text = (await get(digests, "/2026-W47.txt")).body;
  assert.match(text, /ada's tenth pull request was merged: The tenth \[\d+\] \(hull#11\)\./);
  assert.is(text.split("The tenth").length, 2);
  await send(merged(12, ada, "2026-11-24T10:00:00Z"));
  assert.equal(await reached("2026-W48"), []);
  assert.equal(await reached("2026-W47"), TENTH);
});

test("somebody who contributed before we came has no tenth merge that we know of", async () => {
  const { send, reached } = await openCommunity();
  await send(opened(1, ada, "2026-11-01T10:00:00Z"));
  await send(pulls("opened", 2, ada, "2026-11-01T11:00:00Z", { author_association: "CONTRIBUTOR" }));
  for (const delivery of TEN) await send(delivery);
  assert.equal(await reached("2026-W47"), []);
});

test("somebody who says that they did more than we saw has no tenth merge that we know of", async () => {
  const { send, members, reached } = await openCommunity();
  await send(merged(1, ada, "2026-11-01T10:00:00Z"));
  await command(members, { do: "join", login: "ada", areas: ["hull"], ability: "maintainer" });
  for (const delivery of TEN) await send(delivery);
  assert.equal(await reached("2026-W47"), []);
});

test("people who pause or were forgotten are not told of, whenever they do so", async () => {
  for (const body of [{ do: "pause", until: "2026-12-31" }, { do: "forget" }]) {
    const { send, members, digests, setTime } = await openCommunity();
    for (const delivery of TEN) await send(delivery);
    setTime(NOW + 2 * DAY_MS);
    await command(digests, { do: "publish", week: "2026-W47" });
    assert.match((await get(digests, "/2026-W47.txt")).body, "tenth pull request");
    await command(members, { ...body, login: "ada" });
    assert.not.match((await get(digests, "/2026-W47.txt")).body, "tenth pull request");
  }
});

test("the first review of another pod's pull request is told, and those of their own pod are not", async () => {
  const { send, members, reached, setTime } = await openCommunity();
  for (const [area, from] of [["hull", 0] as const, ["sail", 5] as const])
    for (const n of [1, 2, 3, 4, 5])
      await command(members, { do: "join", login: sailor(from + n).login, areas: [area], ability: "experienced" });
  await send(opened(20, sailor(2), "2026-11-22T11:00:00Z"));
  await send(reviewed(20, sailor(1), sailor(2), "2026-11-22T11:10:00Z"));
  await send(reviewed(20, sailor(6), sailor(2), "2026-11-22T11:20:00Z"));
  assert.equal(await reached("2026-W47"), [["first-review-across", ["sailor-6"], "hull#20"]]);
  setTime(NOW + 7 * DAY_MS);
  await send(opened(21, sailor(3), "2026-11-25T11:00:00Z"));
  for (const n of [1, 6, 7]) await send(reviewed(21, sailor(n), sailor(3), `2026-11-26T11:0${n}:00Z`));
  await send(opened(22, sailor(8), "2026-11-25T12:00:00Z"));
  await send(reviewed(22, sailor(1), sailor(8), "2026-11-26T12:00:00Z"));
  assert.equal(await reached("2026-W48"), [["first-review-across", ["sailor-7", "sailor-1"], "hull#21", "hull#22"]]);
});

test.run();
