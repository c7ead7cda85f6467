/** Credit is honest: what several deliveries say about one piece of work, in whichever order, counts once and as it was. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { ActivityKind } from "#shared/core/activity.ts";
import { onGithubEvent } from "../../functions/on-github-event/handler.ts";
import { weeklyDigest } from "../../functions/weekly-digest/handler.ts";
import { ask, closeStores, command, SETTINGS, testCommunity } from "../support/community.ts";
import {
  ada,
  bob,
  type Delivery,
  guid,
  hull,
  issue,
  pull,
  requestOf,
  user,
} from "../support/github/deliver-as-github.ts";

const test = suite("credit");
test.after(closeStores);

const WEEK = "2026-W47";
const at = (time: string) => `2026-11-${time}:00Z`;

function review(id: number, submitted_at: string, by = ada, number = 5) {
  const payload = { action: "submitted", repository: hull, sender: by, pull_request: pull(number, bob) };
  const html_url = `https://github.com/ships/hull/pull/${number}#pullrequestreview-${id}`;
  return {
    event: "pull_request_review",
    payload: { ...payload, review: { id, user: by, state: "commented", submitted_at, html_url } },
  };
}

function pulls(action: string, number: number, updated_at: string, author_association: string, more = {}): Delivery {
  const change = { updated_at, author_association, ...more };
  const pull_request = pull(number, ada, change);
  return { event: "pull_request", payload: { action, repository: hull, sender: ada, pull_request } };
}

const merged = (number: number, when: string, association: string) =>
  pulls("closed", number, when, association, { state: "closed", merged: true, merged_at: when });

/** What is credited in the week after these deliveries, each sent twice, the second time under another number. */
async function creditedAfter(deliveries: readonly Delivery[], yaml = SETTINGS) {
  const community = await testCommunity(yaml);
  const app = onGithubEvent({ ...community, webhookSecret: () => "a webhook secret of the tests" });
  for (const [index, delivery] of [...deliveries, ...deliveries].entries())
    assert.ok((await ask(app, "/", requestOf({ ...delivery, id: guid("credit", index) }))).ok);
  const { store } = community;
  return { found: await store.withWork(await store.activities(WEEK)), store, community };
}

type Credited = Awaited<ReturnType<typeof creditedAfter>>;

/** Those who are credited with something of a kind. */
async function loginsOf({ found, store }: Credited, kind: ActivityKind): Promise<(string | undefined)[]> {
  const people = found.flatMap((one) => (one.kind === kind && one.person !== null ? [one.person] : []));
  const members = await store.members(people);
  return people.map((person) => members.get(person)?.profile.login);
}

function* ordersOf<T>(items: readonly T[]): Generator<T[]> {
  if (items.length === 0) yield [];
  for (const [index, item] of items.entries())
    for (const rest of ordersOf(items.toSpliced(index, 1))) yield [item, ...rest];
}

test("one review counts for each person, pull request and day: the first of them", async () => {
  const deliveries = [
    review(1, at("20T09:00")),
    review(2, at("20T17:00")),
    review(3, at("21T09:00")),
    review(4, at("20T10:00"), user(3, "cid")),
  ];
  for (const order of ordersOf(deliveries)) {
    const { found } = await creditedAfter(order);
    const reviews = found.filter(({ kind }) => kind === "reviewed").map(({ url }) => url?.replace(/.*-/, ""));
    assert.equal(reviews.sort(), ["1", "3", "4"]);
  }
});

test("a review that says nothing but commands is no review, unless it judges", async () => {
  const says = (id: number, body: string, state: string) => {
    const delivery = review(id, at("20T09:00"), user(id, `sailor-${id}`));
    return { ...delivery, payload: { ...delivery.payload, review: { ...delivery.payload.review, body, state } } };
  };
  const credited = await creditedAfter([
    says(51, "/pod who hull\n", "commented"),
    says(52, "Fine.\n/pod who hull", "commented"),
    says(53, "/pod who hull", "approved"),
  ]);
  assert.equal((await loginsOf(credited, "reviewed")).sort(), ["sailor-52", "sailor-53"]);
});

test("a first merge is one before which neither we nor GitHub knew the author", async () => {
  const newcomer = [
    pulls("opened", 5, at("20T09:00"), "FIRST_TIME_CONTRIBUTOR"),
    merged(5, at("20T12:00"), "CONTRIBUTOR"),
    pulls("opened", 6, at("21T09:00"), "CONTRIBUTOR"),
    merged(6, at("21T12:00"), "CONTRIBUTOR"),
  ];
  for (const order of ordersOf(newcomer)) {
    const { found } = await creditedAfter(order);
    assert.equal(
      found.flatMap(({ first, number }) => (first ? [number] : [])),
      [5],
    );
  }
  const veteran = [pulls("opened", 5, at("20T09:00"), "CONTRIBUTOR"), merged(5, at("20T12:00"), "CONTRIBUTOR")];
  for (const order of ordersOf(veteran))
    assert.equal(
      (await creditedAfter(order)).found.flatMap(({ first, number }) => (first ? [number] : [])),
      [],
    );
});

function closes(action: "closed" | "reopened", when: string, state_reason: string, by = ada, number = 7): Delivery {
  const state = action === "closed" ? "closed" : "open";
  const closed_at = action === "closed" ? when : null;
  const change = { state, state_reason, closed_at, updated_at: when };
  return { event: "issues", payload: { action, repository: hull, sender: by, issue: issue(number, bob, change) } };
}

test("an issue that was closed counts as long as it stays closed, for whoever closed it last", async () => {
  const closed = closes("closed", at("19T09:00"), "completed");
  const reopened = closes("reopened", at("19T10:00"), "reopened");
  const dropped = closes("closed", at("19T11:00"), "not_planned");
  const again = [closes("reopened", at("19T12:00"), "reopened"), closes("closed", at("19T13:00"), "completed", bob)];
  for (const [deliveries, by] of [
    [[closed], ["ada"]],
    [[closed, reopened], []],
    [[closed, dropped], []],
    [[closed, reopened, dropped], []],
    [[closed, dropped, ...again], ["bob"]],
  ] as const)
    for (const order of ordersOf(deliveries))
      assert.equal(await loginsOf(await creditedAfter(order), "closed"), by, JSON.stringify(order));
});

test("what a merge bot closed is no merge while it is open again", async () => {
  const when = (time: string, state: string) => ({ state, closed_at: state === "closed" ? at(time) : null });
  const merged = pulls("closed", 5, at("19T09:00"), "NONE", {
    ...when("19T09:00", "closed"),
    labels: [{ name: "merged" }],
  });
  const reopened = pulls("reopened", 5, at("19T10:00"), "NONE", when("19T10:00", "open"));
  const again = pulls("closed", 5, at("19T11:00"), "NONE", {
    ...when("19T11:00", "closed"),
    labels: [{ name: "merged" }],
  });
  for (const [deliveries, by] of [
    [[merged, reopened], []],
    [[merged, reopened, again], ["ada"]],
  ] as const)
    for (const order of ordersOf(deliveries)) {
      const found = await creditedAfter(order, `${SETTINGS}mergedBy: { labels: [merged] }\n`);
      assert.equal(await loginsOf(found, "merged"), by, JSON.stringify(order));
    }
});

test("work that is no code is told by its label, which may come after the merge, and the digest thanks for it", async () => {
  const yaml = `${SETTINGS}credit: { labels: { Documentation: docs, UX: design } }\n`;
  const label = (action: string, when: string, ...names: string[]) =>
    pulls(action, 5, at(when), "NONE", {
      ...{ state: "closed", merged: true, merged_at: at("19T09:00") },
      labels: names.map((name) => ({ name })),
    });
  const ux = closes("closed", at("19T13:00"), "completed", bob);
  Object.assign((ux.payload as { issue: object }).issue, { labels: [{ name: "ux" }] });
  const [merged, labelled] = [label("closed", "19T09:00"), label("labeled", "19T11:00", "documentation")];
  for (const order of ordersOf([merged, labelled, ux])) {
    const { found } = await creditedAfter(order, yaml);
    assert.equal(found.map(({ kind, work }) => [kind, work]).sort(), [
      ["closed", "design"],
      ["merged", "docs"],
    ]);
  }
  for (const order of ordersOf([merged, labelled, label("unlabeled", "19T12:00")]))
    assert.equal(
      (await creditedAfter(order, yaml)).found.map(({ work }) => work),
      [undefined],
    );
  const { community } = await creditedAfter([merged, labelled, ux], yaml);
  const digest = await command(weeklyDigest(community), { do: "preview", week: WEEK });
  assert.match(digest.body.markdown, /\*\*For design\*\*: bob\.\n- \*\*For docs\*\*: ada\./);
});

test("a merge bot's pull request counts once, however many deliveries show its sign", async () => {
  const closed = { state: "closed", closed_at: at("20T12:00"), title: "[Merged by Bors] - Mend the hull" };
  const deliveries = ["edited", "closed", "labeled"].map((action) => pulls(action, 5, at("20T12:00"), "NONE", closed));
  for (const order of ordersOf(deliveries)) {
    const { found } = await creditedAfter(order, `${SETTINGS}mergedBy: { titlePrefixes: ["[Merged by Bors]"] }\n`);
    const merges = found.filter(({ kind }) => kind === "merged").map(({ title, first }) => [title, first]);
    assert.equal(merges, [["Mend the hull", true]]);
  }
});

test.run();
