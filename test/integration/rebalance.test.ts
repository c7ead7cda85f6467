import * as assert from "uvu/assert";
import { joinPod } from "../../functions/join-pod/handler.ts";
import { type Deps, rebalance } from "../../functions/rebalance/handler.ts";
import {
  AS_MAINTAINER,
  CSV,
  command,
  csvOf,
  get,
  HTML,
  JSON_ONLY,
  NOW,
  post,
  rebalancing,
  type TestCommunity,
  testCommunity,
  tick,
} from "../support/community.ts";
import { communitySuite } from "../support/community-suite.ts";
import { signedLink } from "../support/links.ts";
import { seatCrossed, seatFile } from "../support/seated.ts";

const DAY_MS = 86_400_000;

async function open(yaml?: string) {
  const community = await testCommunity(yaml);
  return { community, app: rebalance(community), people: joinPod(community) };
}

const test = communitySuite("rebalance", open);

async function assertValid({ store }: TestCommunity): Promise<void> {
  const pods = await store.pods();
  for (const pod of pods)
    assert.ok(pod.seats.length >= 5 && pod.seats.length <= 9, `${pod.slug} has ${pod.seats.length}`);
  const seats = pods.flatMap((pod) => pod.seats.map(({ pseudonym }) => pseudonym));
  assert.is(new Set(seats).size, seats.length, "somebody sits twice");
}

const whereIs = async ({ store }: TestCommunity, login: string) => (await store.find({ login }))?.standing.pod;

test("the day's first tick seats waiting people and plans the week; a thousand ticks make one plan", async ({
  app,
  people,
  community,
}) => {
  await post(people, `login,areas\n${csvOf(4, "hull")}\n${csvOf(4, "sail", "", "bob")}`, CSV);
  assert.is((await community.store.census()).waiting, 8);
  const replies = [];
  for (let burst = 0; burst < 20; burst++)
    replies.push(...(await Promise.all(Array.from({ length: 50 }, () => tick(app)))));
  for (const { status } of replies) assert.is(status, 200);
  assert.is((await community.store.census()).seated, 8);
  await assertValid(community);
  const plans = new Set(replies.flatMap(({ body }) => (body.plan ? [body.plan.id] : [])));
  assert.is(plans.size, 1);
  assert.is((await community.store.runs()).length, 1);
  assert.is(replies.at(-1)?.body.outcome, "nothing-due");
});

test("the next day seats again, the next week plans again", async ({ people, community }) => {
  let now = NOW;
  const app = rebalance({ ...community, now: () => now } satisfies Deps);
  await post(people, `login,areas\n${csvOf(6, "hull")}`, CSV);
  await tick(app);
  await post(people, `login,areas\n${csvOf(3, "sail", "", "bob")}`, CSV);
  assert.is((await tick(app)).body.outcome, "nothing-due");
  now += DAY_MS;
  const monday = await tick(app);
  assert.ok(monday.body.seating);
  assert.ok(monday.body.plan, "a new ISO week has a new plan");
  assert.is((await community.store.census()).waiting, 0);
});

test("a maintainer has waiting people seated now; a key gives its run again, and the day's tick is still to come", async ({
  app,
  people,
  community,
}) => {
  assert.is((await command(app, { do: "seat" })).body.outcome, "nothing-to-seat");
  await post(people, `login,areas\n${csvOf(4, "hull")}\n${csvOf(4, "sail", "", "bob")}`, CSV);
  assert.is((await post(app, '{"do":"seat"}', { "Content-Type": "application/json" })).status, 401);
  const key = { ...AS_MAINTAINER, "Idempotency-Key": "founding" };
  const { status, body } = await command(app, { do: "seat" }, key);
  assert.equal([status, body.outcome, body.kind, body.counts.seat], [200, "seated", "seating", 8]);
  assert.is((await community.store.census()).seated, 8);
  await assertValid(community);

  assert.equal((await command(app, { do: "seat" }, key)).body, body);
  assert.is((await command(app, { do: "seat" })).body.outcome, "nothing-to-seat");
  assert.is((await command(app, { do: "plan" }, key)).status, 409, "the key of another command");
  assert.is((await community.store.runs()).length, 1);

  await post(people, `login,areas\n${csvOf(1, "galley", "", "cid")}`, CSV);
  assert.is((await tick(app)).body.seating.counts.seat, 1);
  const refused = await command(app, { do: "undo", run: body.run });
  assert.is(refused.status, 409);
  assert.match(refused.body.detail, "8 people stay: other people joined their pod since then, so it is not closed.");
  await command(people, { do: "leave", login: "cid-1" });
  assert.is((await command(app, { do: "undo", run: body.run })).status, 200);
});

test("a maintainer has waiting people seated where the daily seating is off", async () => {
  const { community, app, people } = await open(rebalancing("seat: off"));
  await post(people, `login,areas\n${csvOf(4, "hull")}\n${csvOf(4, "sail", "", "bob")}`, CSV);
  await tick(app);
  assert.is((await community.store.census()).seated, 0);
  assert.is((await command(app, { do: "seat" })).body.outcome, "seated");
  assert.is((await community.store.census()).seated, 8);
});

test("a plan moves nobody; applying it makes its changes; undoing it restores everything", async ({
  app,
  community,
}) => {
  await seatCrossed(community);
  const before = await whereIs(community, "ada-1");
  const plan = await command(app, { do: "plan" });
  assert.is(plan.status, 200);
  assert.ok(plan.body.changes.length >= 2, JSON.stringify(plan.body.counts));
  assert.ok(plan.body.after.points < plan.body.before.points);
  for (const change of plan.body.changes) assert.ok(change.reasons.length > 0, JSON.stringify(change));
  assert.is(await whereIs(community, "ada-1"), before);

  const applied = await command(app, { do: "apply", plan: plan.body.id });
  assert.is(applied.status, 200);
  assert.is(applied.body.outcome, "applied");
  assert.equal(applied.body.skipped, []);
  for (const { kind, login, to } of plan.body.changes) {
    if (kind !== "move") continue;
    const number = await whereIs(community, login);
    assert.is((await community.store.pod(number ?? 0))?.slug, to);
  }
  await assertValid(community);

  const undone = await command(app, { do: "undo", run: applied.body.run });
  assert.is(undone.body.outcome, "undone");
  assert.is(await whereIs(community, "ada-1"), before);
  await assertValid(community);
  assert.is((await command(app, { do: "undo", run: applied.body.run })).status, 409);
});

test("the same seating gives the same plan", async ({ app, community }) => {
  await seatCrossed(community);
  const first = await command(app, { do: "plan" });
  const again = await command(app, { do: "plan" });
  assert.is(again.body.id, first.body.id);
  assert.equal(again.body.changes, first.body.changes);
});

test("excepted people stay, and so do people who asked to", async ({ app, people, community }) => {
  await seatCrossed(community);
  const { body: plan } = await command(app, { do: "plan" });
  const movers = plan.changes
    .filter(({ kind }: { kind: string }) => kind === "move")
    .map(({ login }: { login: string }) => login);
  const [one, other] = movers;
  const places = await Promise.all([whereIs(community, one), whereIs(community, other)]);
  await command(people, { do: "stay", login: other });
  await command(app, { do: "apply", plan: plan.id, except: [one] });
  assert.equal(await Promise.all([whereIs(community, one), whereIs(community, other)]), places);
  await assertValid(community);
  const unknown = await command(app, { do: "apply", plan: plan.id, except: ["nobody-here"] });
  assert.ok(unknown.status === 422 || unknown.status === 409);
});

test("a plan that was applied, discarded, or no longer fits is refused with a fresh one", async ({
  app,
  people,
  community,
}) => {
  await seatCrossed(community);
  const { body: plan } = await command(app, { do: "plan" });
  const movers = plan.changes.filter(({ kind }: { kind: string }) => kind === "move");
  for (const { login } of movers) await command(people, { do: "leave", login });
  const stale = await command(app, { do: "apply", plan: plan.id });
  assert.equal([stale.status, stale.body.outcome], [409, "nothing-fits"]);
  assert.match(stale.headers.get("content-type") ?? "", "problem+json");
  assert.ok(stale.body.plan.id);
  assert.equal(
    stale.body.unfit.map(({ group }: { group: number }) => group),
    Array.from({ length: plan.groups }, (_, group) => group),
  );
  for (const { reason, people: gone, detail } of stale.body.unfit) {
    assert.equal([reason, detail], ["gone", `somebody in it has left: ${gone[0]}`]);
    assert.ok(movers.some(({ login }: { login: string }) => login === gone[0]));
  }
  const { body: next } = await command(app, { do: "plan" });
  assert.is((await command(app, { do: "discard", plan: next.id })).body.outcome, "discarded");
  assert.is((await command(app, { do: "apply", plan: next.id })).status, 409);
  assert.is((await command(app, { do: "apply", plan: "no-such-plan" })).status, 404);
});

test("a plan that changes nothing is not applied, and its page offers nothing", async ({ app, community }) => {
  const { body: plan } = await command(app, { do: "plan" });
  assert.is(plan.groups, 0);
  const applied = await command(app, { do: "apply", plan: plan.id });
  assert.equal([applied.status, applied.body.outcome], [200, "nothing-to-do"]);
  assert.equal(await community.store.runs(), []);
  const page = await get(app, signedLink(`/plans/${plan.id}`), { Accept: "text/html" });
  assert.match(page.body, "no better seating was found that is worth it to the people who would move.</p>");
  assert.is(page.body.match(/nothing/gi)?.length, 1, "says once that there is nothing to do");
  assert.not.match(page.body, "<form");
});

test("people join and leave while a plan is applied: every pod stays within five to nine", async ({
  app,
  people,
  community,
}) => {
  const areas = ["hull", "sail", "galley", "hull|sail", "galley|hull"];
  const rows = Array.from({ length: 120 }, (_, n) => `p-${n},${areas[n % 5]},${n % 4 ? "newcomer" : "experienced"}`);
  await seatFile(community, `login,areas,ability\n${rows.join("\n")}`);
  for (let n = 0; n < 40; n++)
    await command(people, { do: "areas", login: `p-${n}`, areas: [["sail", "galley", "hull"][n % 3]] });
  const { body: plan } = await command(app, { do: "plan" });
  const [applied] = await Promise.all([
    command(app, { do: "apply", plan: plan.id }),
    ...Array.from({ length: 30 }, (_, n) => command(people, { login: `late-${n}`, areas: ["hull"] })),
  ]);
  assert.ok(applied.status === 200 || applied.status === 409);
  await assertValid(community);
  if (applied.status === 200) {
    await command(app, { do: "undo", run: applied.body.run });
    await assertValid(community);
    for (let n = 0; n < 30; n++)
      assert.ok(
        ["seated", "waiting"].includes((await community.store.find({ login: `late-${n}` }))?.standing.state ?? ""),
      );
  }
});

test("a run that was cut off goes on when it is called again", async ({ community }) => {
  await seatCrossed(community);
  const plan = (await command(rebalance(community), { do: "plan" })).body;
  let calls = 0;
  const dying = {
    ...community,
    store: {
      ...community.store,
      applyGroup: (...group: Parameters<typeof community.store.applyGroup>) => {
        if (++calls > 1) throw new Error("the process died here");
        return community.store.applyGroup(...group);
      },
      finishRun: () => {
        throw new Error("the process died here");
      },
    },
  };
  assert.is((await command(rebalance(dying), { do: "apply", plan: plan.id })).status, 500);
  const applied = await command(rebalance(community), { do: "apply", plan: plan.id });
  assert.is(applied.status, 200);
  assert.is(applied.body.applied, plan.groups);
  await assertValid(community);
});

test("without proof there are counts and points; with it, names and reasons", async ({ app, community }) => {
  await seatCrossed(community);
  const { body: plan } = await command(app, { do: "plan" });
  const json = { Accept: "application/json" };
  for (const path of ["/", `/plans/${plan.id}`]) {
    const open = await get(app, path, json);
    assert.is(open.body.id, plan.id);
    assert.is(open.body.changes, undefined);
    assert.not.match(JSON.stringify(open.body), /ada-|bob-/);
    const proven = await get(app, path, { ...json, ...AS_MAINTAINER });
    assert.equal(proven.body.changes, plan.changes);
    assert.match(proven.headers.get("cache-control") ?? "", "no-store");
  }
  const path = `/plans/${plan.id}`;
  const link = signedLink(path, { expires: NOW + DAY_MS });
  assert.ok((await get(app, link, json)).body.changes);
  assert.is((await get(app, link.replace(plan.id, "0000000000000000"), json)).status, 401);
  assert.is((await get(app, "/plans/0000000000000000", json)).status, 404);
  assert.is((await get(app, `${path}?key=${link.split("key=")[1]?.slice(0, -4)}AAAA`, json)).status, 401);
});

test("without proof no number tells whether wishes for company are met", async ({ app, community }) => {
  await seatCrossed(community);
  const person = (login: string) => ({ login, proposed: login });
  await community.store.describe({ login: "ada-1" }, { with: [person("bob-1"), person("bob-2")] }, { id: "", at: 0 });
  const { body: ticked } = await tick(app);
  const path = `/plans/${ticked.plan.id}`;
  const proven = (await get(app, path, { ...JSON_ONLY, ...AS_MAINTAINER })).body;
  assert.ok(proven.before.terms.together > 0, "the community has such a wish");
  const read = [ticked.plan, (await get(app, "/", JSON_ONLY)).body, (await get(app, path, JSON_ONLY)).body];
  for (const { before, after } of read) {
    for (const [open, all] of [
      [before, proven.before],
      [after, proven.after],
    ]) {
      const { terms, choices: _, ...rest } = all;
      assert.equal(open, { ...rest, points: all.points - terms.together });
    }
  }
  const page = (await get(app, path, HTML)).body;
  const table = page.slice(page.indexOf("What changes"));
  assert.match(table, "An advocate");
  assert.match(table, "Points");
  assert.not.match(table, /not met|choice|even mix|ideal seven|did not name/);
  assert.match((await get(app, path, { ...HTML, ...AS_MAINTAINER })).body, "Wishes for company that are not met");
});

test("without proof the points of a seating are the same whatever wishes for company people have", async ({
  app,
  people,
  community,
}) => {
  await seatFile(community, `login,areas\n${csvOf(5, "hull", "", "h")}\n${csvOf(5, "sail", "", "s")}`);
  const read = async () => {
    await command(app, { do: "plan" });
    const page = (await get(app, "/", HTML)).body;
    const row = /<th scope="row">(Points[^<]*)<\/th><td class="n">(\d+)</.exec(page);
    const proven = (await get(app, "/", { ...JSON_ONLY, ...AS_MAINTAINER })).body.before;
    return { open: [(await get(app, "/", JSON_ONLY)).body.before.points, row?.[1], row?.[2]], proven };
  };
  const before = await read();
  assert.equal(before.open, [before.proven.points, "Points, without wishes for company", String(before.proven.points)]);
  for (const [wishes, cost] of [
    [["s-1"], 4],
    [["s-1", "s-2"], 8],
  ] as const) {
    assert.is((await command(people, { do: "areas", login: "h-1", with: wishes })).status, 200);
    const { open, proven } = await read();
    assert.is(proven.points, before.proven.points + cost, "maintainers read what the wishes cost");
    assert.equal(open, before.open);
  }
});

test("a plan moves nobody for company alone: the move would tell everybody of the wish", async () => {
  const { community, app, people } = await open(rebalancing("maxMovesPercent: 60"));
  for (let n = 1; n <= 14; n++) await command(people, { login: `h-${n}`, areas: ["hull"] });
  const apart = [await whereIs(community, "h-1"), await whereIs(community, "h-14")];
  assert.is(new Set(apart).size, 2);
  await command(people, { do: "areas", login: "h-1", with: ["h-14"] });
  await command(people, { do: "areas", login: "h-14", with: ["h-1"] });
  const { body } = await command(app, { do: "plan" });
  assert.equal([body.before.terms.together, body.changes], [8, []]);
});

test("wishes for company take nobody the moves that a plan may make", async () => {
  const { app, people } = await open();
  for (let n = 1; n <= 18; n++) await command(people, { login: `h-${n}`, areas: ["hull"] });
  for (let n = 1; n <= 5; n++) await command(people, { login: `s-${n}`, areas: ["sail"] });
  for (const login of ["h-9", "h-18"]) await command(people, { do: "areas", login, areas: ["sail", "hull"] });
  for (let n = 1; n <= 4; n++) {
    await command(people, { do: "areas", login: `h-${n}`, with: [`h-${n + 9}`] });
    await command(people, { do: "areas", login: `h-${n + 9}`, with: [`h-${n}`] });
  }
  const { body } = await command(app, { do: "plan" });
  assert.is(body.before.terms.together, 32);
  const moved = body.changes.map(({ login, to }: { login: string; to: string }) => `${login} ${to}`);
  assert.equal(moved.sort(), ["h-18 beluga", "h-9 beluga"]);
});

test("public reads are answered 304 while they are the same; a maintainer's are never stored", async ({
  app,
  community,
}) => {
  await seatCrossed(community);
  const { body: plan } = await command(app, { do: "plan" });
  const { body: done } = await command(app, { do: "apply", plan: plan.id });
  for (const path of ["/", `/plans/${plan.id}`, `/runs/${done.run}`, `/runs/${done.run}.json`]) {
    for (const Accept of ["application/json", "text/html"]) {
      const open = await get(app, path, { Accept });
      assert.match(open.headers.get("vary") ?? "", "Authorization");
      const same = { Accept, "If-None-Match": open.headers.get("etag") ?? "" };
      assert.is((await get(app, path, same)).status, 304, `${path} ${Accept}`);
      const proven = await get(app, path, { ...same, ...AS_MAINTAINER });
      assert.is(proven.status, 200);
      assert.is(proven.headers.get("etag"), null);
      assert.match(proven.headers.get("cache-control") ?? "", "no-store");
      assert.match(proven.headers.get("vary") ?? "", "Authorization");
    }
  }
  const runs = await get(app, "/runs.json");
  assert.equal(runs.body, (await get(app, "/runs")).body);
  assert.is((await get(app, "/runs", { "If-None-Match": runs.headers.get("etag") ?? "" })).status, 304);
});

test("the buttons of a signed page command, and lead on to the run's own page", async ({ app, community }) => {
  await seatCrossed(community);
  const { body: plan } = await command(app, { do: "plan" });
  const path = `/plans/${plan.id}`;
  const link = signedLink(path, { expires: NOW + DAY_MS });
  const form = { "Content-Type": "application/x-www-form-urlencoded" };
  assert.is((await post(app, "do=apply", form, path)).status, 401);
  const reply = await post(app, "do=apply", form, link);
  assert.is(reply.status, 303);
  assert.match(reply.headers.get("location") ?? "", `/rebalance/runs/${plan.id}-${plan.revision}?key=`);

  // The next page expires with the first one, not seven days later.
  const later = rebalance({ ...community, now: () => NOW + DAY_MS });
  const led = (reply.headers.get("location") ?? "").replace("/function/rebalance", "");
  assert.is((await get(app, led)).status, 200);
  assert.is((await get(later, led)).status, 401);

  // The same decision again, from a page that was left open, or by a double click.
  const late = await post(app, "do=apply", form, link);
  const again = (late.headers.get("location") ?? "").replace("/function/rebalance", "");
  assert.is(again, `${led}&already`);
  const { body: page } = await get(app, again, { Accept: "text/html" });
  assert.match(page, "the plan was already applied. This is its run");
  assert.match(page, "Undo this run");
  assert.not.match((await get(app, led, { Accept: "text/html" })).body, "already applied");
  const { status, body } = await command(app, { do: "apply", plan: plan.id });
  assert.equal([status, body.outcome, body.run], [409, "already-applied", `${plan.id}-${plan.revision}`]);
});

test("plans apply themselves only where the settings say so", async () => {
  const { app, community } = await open(rebalancing("autoApply: true"));
  await seatCrossed(community);
  const { body } = await tick(app);
  assert.is(body.run?.kind, "plan");
  assert.ok(body.run.applied > 0);
  await assertValid(community);
});

test("commands need proof and a valid body", async ({ app }) => {
  assert.is((await command(app, { do: "plan" }, {})).status, 401);
  assert.is((await command(app, { do: "dance" })).status, 422);
  const key = { ...AS_MAINTAINER, "Idempotency-Key": "one" };
  assert.is((await command(app, { do: "undo", run: "no-such-run" }, key)).status, 404);
  assert.is((await command(app, { do: "plan" }, key)).status, 409);
  assert.is((await command(app, { do: "undo", run: "no-such-run" })).status, 404);
  assert.is((await get(app, "/")).status, 404);
  assert.is((await get(app, "/runs/no-such-run")).status, 404);
});

test.run();
