/** Somebody who would rather stay where they are is moved by no plan of that week, nor by an older one. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { joinPod } from "../../functions/join-pod/handler.ts";
import { onGithubEvent } from "../../functions/on-github-event/handler.ts";
import { pods } from "../../functions/pods/handler.ts";
import { rebalance } from "../../functions/rebalance/handler.ts";
import { ask, command, get, HTML, JSON_ONLY, NOW, rebalancing, testCommunity } from "../support/community.ts";
import { bob, comment, hull, requestOf, said, user, WEBHOOK_SECRET } from "../support/github/deliver-as-github.ts";
import { closeDelivery, openDelivery, seatFive } from "../support/github/delivery.ts";
import { noticeComments, openWithThread } from "../support/github/notices.ts";
import { seatCrossed } from "../support/seated.ts";
import { anew } from "../support/store.ts";

const test = suite("stay");
test.after(closeDelivery);

const WEEK_MS = 7 * 86_400_000;

/** Two pods of six, where a plan swaps three. `clock.at` is now. */
async function crossed() {
  const clock = { at: NOW };
  const community = {
    ...(await testCommunity(rebalancing("maxMovesPercent: 60"))),
    now: () => clock.at,
  };
  const { store } = community;
  const [people, planner] = [joinPod(community), rebalance(community)];
  await seatCrossed(community);
  const podOf = async (login: string) => (await store.find({ login }))?.standing.pod;
  const plan = async () => (await command(planner, { do: "plan" })).body;
  const moves = ({ changes }: { changes: { kind: string; login: string }[] }, who: string) =>
    changes.some(({ kind, login }) => kind === "move" && login === who);
  return {
    community,
    clock,
    podOf,
    plan,
    moves,
    asks: (body: object) => command(people, body),
    apply: (id: string) => command(planner, { do: "apply", plan: id }),
  };
}

test("keeps somebody out of an earlier plan that still waits", async () => {
  const { podOf, plan, moves, asks, apply } = await crossed();
  const before = await podOf("ada-1");
  const first = await plan();
  await asks({ do: "areas", login: "ada-1", areas: ["hull"] });
  const latest = await plan();
  assert.equal([moves(first, "ada-1"), moves(latest, "ada-1")], [true, false]);
  assert.is((await asks({ do: "stay", login: "ada-1" })).body.outcome, "staying");
  assert.is((await apply(first.id)).status, 200);
  assert.is(await podOf("ada-1"), before);
});

test("keeps somebody out of a plan that is made in the same week, and of none later", async () => {
  const { clock, podOf, plan, moves, asks, apply } = await crossed();
  const before = await podOf("ada-1");
  const first = await plan();
  await asks({ do: "stay", login: "ada-1" });
  await asks({ login: "carol", areas: ["hull"] });
  const fresh = await plan();
  assert.equal([moves(first, "ada-1"), moves(fresh, "ada-1")], [true, false]);
  await apply(fresh.id);
  assert.is(await podOf("ada-1"), before);
  clock.at += WEEK_MS;
  const later = await plan();
  assert.ok(moves(later, "ada-1"));
  await apply(later.id);
  assert.is.not(await podOf("ada-1"), before);
});

const TAKEN_BACK = "/pod stay no takes that back.";

test("stands on the page of the person until it ends or is taken back, and repeated says the same", async () => {
  const { community, clock, plan, moves, asks } = await crossed();
  const page = async () => (await get(pods(community), "/people/ada-1", JSON_ONLY)).body.stay;
  const html = async () => (await get(pods(community), "/people/ada-1", HTML)).body;
  assert.is(await page(), undefined);
  const stay = { do: "stay", login: "ada-1" };
  for (const { body } of [await asks(stay), await asks(stay)])
    assert.equal([body.outcome, body.before], ["staying", "2026-11-23"]);
  const detail = `Asked to stay: no plan that is made before 23 November 2026 moves them. ${TAKEN_BACK}`;
  assert.equal(await page(), { before: "2026-11-23", detail });
  assert.match(await html(), detail);
  const ends = [await asks({ ...stay, stay: false }), await asks({ ...stay, stay: false })];
  assert.equal(
    ends.map(({ body }) => body.outcome),
    ["free", "was-free"],
  );
  assert.is(await page(), undefined);
  assert.ok(moves(await plan(), "ada-1"));
  await asks(stay);
  assert.match(await html(), TAKEN_BACK);
  clock.at += WEEK_MS;
  assert.not.match(await html(), TAKEN_BACK);
  assert.is((await asks({ ...stay, stay: false })).body.outcome, "was-free");
});

test("counts in the order in which it was said and taken back, which only they do themselves", async () => {
  const { community, send, server, run, store } = await openDelivery();
  server.thread(hull, 5, { author: bob });
  await seatFive(send);
  const who = user(10, "sailor-0");
  const at = (minute: number, words: string) => {
    const time = `2026-11-22T11:0${minute}:00Z`;
    const spoken = { ...comment(words, who), created_at: time, updated_at: time };
    return said(words, who, 5, { comment: spoken });
  };
  const stays = async () => store.stays((await store.find(who))?.pseudonym ?? "");
  await send(at(2, "/pod stay no"));
  await send(at(1, "/pod stay"));
  assert.is(await stays(), undefined);
  await send(at(4, "/pod stay"));
  await send(at(3, "/pod stay no"));
  const byMaintainer = await command(joinPod(community), { do: "stay", login: "sailor-0", stay: false });
  assert.equal([byMaintainer.status, byMaintainer.body.outcome], [409, "overtaken"]);
  assert.is.not(await stays(), undefined);
  await send(at(5, "/pod stay no"));
  assert.is(await stays(), undefined);
  await run();
  const written = server
    .comments(hull, 5)
    .map(({ body }) => body)
    .join("\n");
  assert.match(written, "On 22 November 2026 you took back that you would rather stay: plans may move you again.");
  assert.match(written, "something newer about this, so that holds.");
});

test("counts for the week in which it was said, whenever it is heard", async () => {
  const { community, clock, podOf, plan, apply } = await crossed();
  const before = await podOf("ada-1");
  const first = await plan();
  clock.at += WEEK_MS;
  const webhook = onGithubEvent({ ...community, webhookSecret: () => WEBHOOK_SECRET });
  const comment = said("/pod stay", user(71, "ada-1"));
  assert.is((await ask(webhook, "/", requestOf(comment))).status, 202);
  await apply(first.id);
  assert.is(await podOf("ada-1"), before);
  await apply((await plan()).id);
  assert.is.not(await podOf("ada-1"), before);
});

for (const [sentence, isLocked] of [
  [/you got your seat in \*\*\S+ back\./, false],
  [/you could not get your old seat back\. .*`\/pod join (narwhal|orca)`/, true],
] as const) {
  test(`that arrives after the plan was applied is answered in words that are true: ${sentence}`, async () => {
    const { community, store, send, server, run } = await openDelivery({
      yaml: rebalancing("maxMovesPercent: 60"),
    });
    server.thread(hull, 5, { author: bob });
    const planner = rebalance(community);
    await seatCrossed(community);
    const podOf = async () => (await store.find({ login: "ada-1" }))?.standing.pod ?? 0;
    const before = await podOf();
    const { body: plan } = await command(planner, { do: "plan" });
    const wish = said("/pod stay", user(71, "ada-1"));
    await command(planner, { do: "apply", plan: plan.id });
    const after = await podOf();
    assert.is.not(after, before);
    if (isLocked) await store.lock(before, true, anew());
    await send(wish);
    assert.is(await podOf(), isLocked ? after : before);
    await run();
    const [comment] = server.comments(hull, 5);
    assert.match(
      comment?.body ?? "",
      /@ada-1: On 22 November 2026 a plan moved you from \*\*\S+ to \*\*\S+, before your word/,
    );
    assert.match(comment?.body ?? "", sentence);
    await send(said("/pod stay", user(71, "ada-1")));
    await run();
    assert.match(
      server.comments(hull, 5).at(-1)?.body ?? "",
      `No plan that is made before 23 November 2026 moves you${isLocked ? " again" : ""}.`,
    );
  });
}

for (const when of ["before", "after"]) {
  test(`that is said too late says so, and how to go back, ${when} the move is told`, async () => {
    const { community, store, send, server, run } = await openDelivery({ yaml: rebalancing("maxMovesPercent: 60") });
    server.thread(hull, 5, { author: bob });
    await seatCrossed(community);
    const podOf = async () => (await store.find({ login: "ada-1" }))?.standing.pod ?? 0;
    const before = await podOf();
    const { body: plan } = await command(rebalance(community), { do: "plan" });
    await command(rebalance(community), { do: "apply", plan: plan.id });
    const after = await podOf();
    if (when === "after") await run();
    await send(said("/pod stay", user(71, "ada-1")));
    assert.is(await podOf(), after);
    await run();
    const [from, to] = [await store.pod(before), await store.pod(after)];
    assert.match(
      server.comments(hull, 5).at(-1)?.body ?? "",
      `@ada-1: On 22 November 2026 a plan moved you from **${from?.name}** to **${to?.name}**, before your word arrived here. To go back, give up your seat with \`/pod leave\` and then ask with \`/pod join ${from?.slug}\`, while that pod has room. Or ask a maintainer to take the whole plan back. No plan that is made before 23 November 2026 moves you again.`,
    );
    for (const words of ["/pod leave", `/pod join ${from?.slug}`]) await send(said(words, user(71, "ada-1")));
    assert.is(await podOf(), before);
  });
}

test("says nothing of a move that was told more than a week ago", async () => {
  const { clock, plan, asks, apply } = await crossed();
  await apply((await plan()).id);
  assert.is((await asks({ do: "stay", login: "ada-1" })).body.outcome, "late");
  clock.at += WEEK_MS;
  assert.is((await asks({ do: "stay", login: "ada-1" })).body.outcome, "staying");
});

/** A pod of five, which somebody leaves, and a second one of as many, or none. A plan closes the first before the wish is heard. */
async function closing({ isAlone }: { isAlone: boolean }) {
  const delivery = await openDelivery();
  const { community, store, send, server } = delivery;
  const planner = rebalance(community);
  server.thread(hull, 5, { author: bob });
  await seatFive(send);
  if (!isAlone) {
    await store.lock(1, true, anew());
    for (let id = 20; id < 25; id++) await send(said("/pod join hull", user(id), 99));
    await store.lock(1, false, anew());
  }
  await send(said("/pod leave", user(14, "sailor-4")));
  const { body: plan } = await command(planner, { do: "plan" });
  const wish = said("/pod stay", user(10, "sailor-0"));
  await command(planner, { do: "apply", plan: plan.id });
  assert.is(await store.pod(1), undefined);
  return { ...delivery, wish, standing: async () => (await store.find({ login: "sailor-0" }))?.standing };
}

test("that arrives after a plan closed the pod offers what works: another pod or area", async () => {
  const { server, send, run, wish, standing } = await closing({ isAlone: false });
  assert.is((await standing())?.pod, 2);
  await send(wish);
  await run();
  assert.match(
    server.comments(hull, 5).at(-1)?.body ?? "",
    "@sailor-0: On 22 November 2026 a plan moved you from **Narwhal** to **Orca**, before your word arrived here. By then **Narwhal** had closed. To go elsewhere, give up your seat with `/pod leave` and then ask with `/pod join` and an area, or a pod with open seats. Or ask a maintainer to take the whole plan back.",
  );
});

test("that arrives after a plan put somebody on the waiting list says so", async () => {
  const { server, send, run, wish, standing } = await closing({ isAlone: true });
  assert.is((await standing())?.state, "waiting");
  await send(wish);
  await run();
  assert.match(server.comments(hull, 5).at(-1)?.body ?? "", CLOSED);
  // Said after it, too.
  await send(said("/pod stay", user(10, "sailor-0"), 5));
  await run();
  assert.match(server.comments(hull, 5).at(-1)?.body ?? "", CLOSED);
  assert.not.match(server.comments(hull, 5).at(-1)?.body ?? "", "You held no seat");
});

const CLOSED =
  "On 22 November 2026 a plan moved you from **Narwhal** to the waiting list, before your word arrived here. By then **Narwhal** had closed. To go elsewhere, ask with `/pod join` and an area, or a pod with open seats. Or ask a maintainer to take the whole plan back.";

test("says until when, and nothing to somebody without a seat", async () => {
  const { asks } = await crossed();
  assert.equal((await asks({ do: "stay", login: "ada-1" })).body, { outcome: "staying", before: "2026-11-23" });
  await asks({ login: "carol", areas: ["galley"] });
  assert.is((await asks({ do: "stay", login: "carol" })).body.outcome, "nothing-to-stay");
});

test("that gives a seat back tells of a role that came with it in the answer, and nowhere else", async () => {
  const delivery = await openWithThread();
  const { community, store, send, server, run } = delivery;
  const [joins, planner] = [joinPod(community), rebalance(community)];
  await seatCrossed(community);
  for (const login of ["ada-5", "ada-1"]) await command(joins, { do: "advocate", login });
  const { body: plan } = await command(planner, { do: "plan" });
  const wish = said("/pod stay", user(71, "ada-1"));
  await command(planner, { do: "apply", plan: plan.id });
  await command(joins, { do: "step-down", login: "ada-5" });
  await send(wish);
  assert.is((await store.pod(1))?.advocate, (await store.find({ login: "ada-1" }))?.pseudonym);
  for (let n = 0; n < 3; n++) await run();
  assert.match(
    server.comments(hull, 5).at(-1)?.body ?? "",
    "you got your seat in **Narwhal** back, and you were its Pod Advocate.",
  );
  assert.not.match(noticeComments(delivery, 7).join(), "@ada-1: on 22 November 2026 you became");
});

test.run();
