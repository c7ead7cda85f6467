/** Every command through every door it has: in equal communities it ends alike and leaves the same behind. */
import { Redis } from "ioredis";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { COMMANDS } from "#shared/commands/index.ts";
import { isTried } from "../support/cases.ts";
import { closeStores, command, type Reply } from "../support/community.ts";
import {
  type Doors,
  givenAsComment,
  givenAsForm,
  givenAsJson,
  openDoors,
  outcomeOf,
  planned,
  standing,
} from "../support/doors.ts";
import { SITUATIONS, type Situation } from "../support/situations.ts";

type List = keyof typeof COMMANDS;

// --- Plans: JSON, and the forms on the pages of plans and runs ----------------------------------------------------------

/** How far a plan is before the command: its id, and the ids of runs. */
interface PlanGiven {
  readonly body: object;
  /** The page whose form gives the same command; none for those that no page has a button for. */
  readonly page?: string;
}
interface PlanSituation {
  readonly given: (community: Doors) => Promise<PlanGiven>;
  readonly ends: string;
}

const ofPlan = (id: string, more: object = {}): PlanGiven => ({ body: { plan: id, ...more }, page: `/plans/${id}` });
const ofRun = (id: string): PlanGiven => ({ body: { run: id }, page: `/runs/${id}` });
const send = async ({ apps }: Doors, body: object) => (await command(apps.rebalance, body)).body;

async function applied(community: Doors): Promise<{ plan: string; run: string }> {
  const plan = await planned(community);
  return { plan, run: (await send(community, { do: "apply", plan })).run };
}

/** The same, and its people may go back: they are open to the area that they no longer name. */
async function appliedForNow(community: Doors): Promise<{ plan: string; run: string }> {
  const done = await applied(community);
  for (const login of ["cid", "eve", "hal", "ida"])
    await community.store.describe({ login }, { anywhere: true }, { id: "", at: 0 });
  return done;
}

async function discarded(community: Doors): Promise<string> {
  const plan = await planned(community);
  await send(community, { do: "discard", plan });
  return plan;
}

const PLAN_SITUATIONS: Readonly<Record<string, readonly PlanSituation[]>> = {
  seat: [
    {
      given: async ({ store }) => {
        await store.describe({ login: "wen" }, { areas: ["hull"] }, { id: "", at: 0 });
        return { body: {} };
      },
      ends: "seated",
    },
    {
      given: async ({ store }) => {
        await store.leave({ login: "wen" }, "alumni", { id: "", at: 0 });
        return { body: {} };
      },
      ends: "nothing-to-seat",
    },
  ],
  plan: [{ given: async (community) => planned(community).then(() => ({ body: {} })), ends: "planned" }],
  link: [
    { given: async () => ({ body: {} }), ends: "no-plan" },
    { given: async (community) => planned(community).then(() => ({ body: { for: "captain" } })), ends: "linked" },
    { given: async (community) => planned(community).then(() => ({ body: { for: "nora" } })), ends: "nobody" },
    { given: async (community) => ({ body: { for: "captain", run: (await applied(community)).run } }), ends: "linked" },
    { given: async (community) => planned(community).then(() => ({ body: { for: "cid" } })), ends: "nobody" },
    { given: async () => ({ body: { run: "no-such-run" } }), ends: "no-run" },
  ],
  apply: [
    { given: async (community) => ofPlan(await planned(community)), ends: "applied" },
    { given: async (community) => ofPlan(await planned(community), { except: ["cid"] }), ends: "applied" },
    { given: async (community) => ofPlan(await planned(community), { except: ["nora"] }), ends: "unusable" },
    {
      given: async (community) => ofPlan(await planned(community), { except: ["cid", "eve", "hal", "ida", "wen"] }),
      ends: "nothing-left",
    },
    { given: async (community) => ofPlan((await send(community, { do: "plan" })).id), ends: "nothing-to-do" },
    { given: async (community) => ofPlan((await applied(community)).plan), ends: "already-applied" },
    { given: async (community) => ofPlan(await discarded(community)), ends: "already-discarded" },
    {
      given: async (community) => {
        const plan = await planned(community);
        for (const login of ["cid", "eve", "hal", "ida", "wen"])
          await community.store.leave({ login }, "alumni", { id: "", at: 0 });
        return ofPlan(plan);
      },
      ends: "nothing-fits",
    },
    {
      given: async (community) => {
        const { plan, run } = await appliedForNow(community);
        await send(community, { do: "undo", run });
        // As if the process had stopped before the plan was marked as applied.
        await community.store.setPlanStatus(plan, "waiting");
        return ofPlan(plan);
      },
      ends: "already-undone",
    },
    { given: async () => ofPlan("no-such-plan"), ends: "no-plan" },
  ],
  ask: [
    { given: async (community) => ofPlan(await planned(community)), ends: "asking" },
    {
      given: async (community) => {
        const plan = await planned(community);
        await send(community, { do: "ask", plan });
        return ofPlan(plan);
      },
      ends: "already-asked",
    },
    { given: async (community) => ofPlan((await send(community, { do: "plan" })).id), ends: "nobody-to-ask" },
    { given: async (community) => ofPlan((await applied(community)).plan), ends: "already-applied" },
    { given: async (community) => ofPlan(await discarded(community)), ends: "already-discarded" },
    {
      given: async (community) => {
        const { plan } = await applied(community);
        // As if the process had stopped before the plan was marked as applied.
        await community.store.setPlanStatus(plan, "waiting");
        return ofPlan(plan);
      },
      ends: "already-begun",
    },
    { given: async () => ofPlan("no-such-plan"), ends: "no-plan" },
  ],
  undo: [
    { given: async (community) => ofRun((await appliedForNow(community)).run), ends: "undone" },
    { given: async (community) => ofRun((await applied(community)).run), ends: "nothing-to-undo" },
    {
      given: async (community) => {
        const { run } = await appliedForNow(community);
        await send(community, { do: "undo", run });
        return ofRun(run);
      },
      ends: "already-undone",
    },
    { given: async () => ofRun("no-such-run"), ends: "no-run" },
  ],
  discard: [
    { given: async (community) => ofPlan(await planned(community)), ends: "discarded" },
    { given: async (community) => ofPlan((await applied(community)).plan), ends: "already-applied" },
    { given: async () => ofPlan("no-such-plan"), ends: "no-plan" },
  ],
};

const planForms = suite("every command about a plan, as JSON and by its page's form");

for (const { word } of COMMANDS.rebalance.filter(({ word }) => isTried(word))) {
  planForms(word, async () => {
    const situations = PLAN_SITUATIONS[word];
    assert.ok(situations, `the command "${word}" is given nowhere: add it to PLAN_SITUATIONS in this file`);
    for (const { given, ends } of situations) {
      const [one, other] = [await openDoors(), await openDoors()];
      const { body } = await given(one);
      const json = await command(one.apps.rebalance, { do: word, ...body });
      assert.is(outcomeOf(json), ends, word);
      const { page, body: fields } = await given(other);
      if (page === undefined) continue;
      const form = await givenAsForm(other, page, { do: word, ...fields });
      if (form.status === 303) assert.is(idIn(form), idIn(json), `${word}: the page after it`);
      else assert.is(outcomeOf(form), ends, `${word} by its form`);
      assert.equal(await standing(other), await standing(one), word);
    }
  });
}

/** The plan or the run that an answer shows, or that a redirect leads to. */
const idIn = ({ headers, body }: Reply): string =>
  /\/(?:plans|runs)\/([^?]+)/.exec(headers.get("location") ?? "")?.[1] ?? body.run ?? body.plan?.id ?? body.id;

// --- All others: JSON and comments --------------------------------------------------------------------------------------

/** What a situation's door answered, how everybody stands then, and what is stored otherwise than before. */
async function through(give: (community: Doors) => Promise<string>, { given }: Situation) {
  const one = await openDoors();
  await given?.(one);
  const before = await ordered(one);
  const outcome = await give(one);
  const now = await ordered(one);
  return { outcome, after: await standing(one), changed: before.filter((line) => !now.includes(line)) };
}

/** Lines that hold when people spoke, without when they were last answered. */
async function ordered({ url, id }: Doors): Promise<string[]> {
  const redis = new Redis(url);
  try {
    const names = ["m", "prof", "p", "forgotten"];
    const hashes = await Promise.all(names.map((name) => redis.hgetall(`pods:{${id}}:${name}`)));
    const [members = {}, ...others] = hashes;
    const unanswered = Object.entries(members).map(([who, line]) => [
      who,
      line.replace(/^((?:[^|]*\|){10})\d+$/, "$1"),
    ]);
    return [...unanswered, ...others.flatMap(Object.entries)].map(
      ([key, line = ""]) => `${key} ${line.replace(/\|+$/, "")}`,
    );
  } finally {
    redis.disconnect();
  }
}

/** What people say about themselves without a right to an answer is kept for words that arrive later. */
const isRefused = (outcome: string): boolean =>
  /^(forbidden|taken|unusable|no-|not-)/.test(outcome) && !["not-known", "no-area"].includes(outcome);

const every = suite("every command, through every door");

for (const [list, commands] of Object.entries(COMMANDS) as [List, (typeof COMMANDS)[List]][]) {
  if (list === "rebalance") continue;
  for (const { word, json, comment } of commands) {
    if (!isTried(word)) continue;
    every(word, async () => {
      const situations = SITUATIONS[`${list} ${word}`] ?? SITUATIONS[word];
      assert.ok(situations, `the command "${word}" is given nowhere: add it to test/support/situations.ts`);
      for (const one of situations) {
        const { by, body, words, ends } = one;
        const name = `${word} ${words ?? JSON.stringify(body)} by ${by}`;
        assert.ok(json || body === undefined, `${name}: there is no JSON for it`);
        assert.ok(comment || words === undefined, `${name}: there is no comment for it`);
        const doors: Awaited<ReturnType<typeof through>>[] = [];
        if (body) doors.push(await through((at) => givenAsJson(at, list, { do: word, ...body }), one));
        if (words !== undefined) doors.push(await through((at) => givenAsComment(at, by, `${word} ${words}`), one));
        for (const { outcome, changed } of doors) {
          assert.is(outcome, ends, name);
          if (isRefused(ends))
            assert.equal(changed, [], `${name} is refused, so later or earlier words are as they were`);
        }
        const [first, second = first] = doors;
        assert.equal(second?.after, first?.after, name);
      }
      const [withJson, withWords] = [
        situations.some(({ body }) => body),
        situations.some(({ words }) => words !== undefined),
      ];
      assert.equal([withJson, withWords], [json !== undefined, comment !== undefined], `the doors of "${word}"`);
    });
  }
}

// --- What JSON and comments once saw differently ---------------------------------------------------------------------------

const once = suite("what doors once saw differently");

once("a pause that ends in the past or in a thousand years is asked back, and nobody loses a seat", async () => {
  for (const until of ["2001-01-01", "2999-01-01"]) {
    const at = await openDoors();
    const reply = await command(at.apps["join-pod"], { do: "pause", login: "cid", until });
    assert.equal([reply.status, reply.body.outcome], [422, "unusable-date"], until);
    assert.is(await givenAsComment(at, "cid", `pause ${until}`), "unusable-date", until);
    assert.is((await at.store.find({ login: "cid" }))?.standing.state, "seated", until);
  }
});

once("somebody who is no volunteer cannot step down", async () => {
  const at = await openDoors();
  assert.is((await command(at.apps["join-pod"], { do: "step-down", login: "cid" })).body.outcome, "unchanged");
  assert.is(await givenAsComment(at, "cid", "step-down"), "unchanged");
});

once("somebody unknown who works independently is known and kept", async () => {
  for (const give of [
    (at: Doors) => givenAsJson(at, "join-pod", { do: "independent", login: "nora" }),
    (at: Doors) => givenAsComment(at, "nora", "independent"),
  ]) {
    const at = await openDoors();
    assert.is(await give(at), "independent");
    assert.is((await at.store.find({ login: "nora" }))?.standing.state, "independent");
  }
});

once("nobody reads that they declined while they are seated", async () => {
  const decline = { do: "decline", login: "ivy" };
  const accept = { do: "accept", login: "ivy" };
  for (const give of [
    (at: Doors) => [givenAsJson(at, "join-pod", decline), givenAsComment(at, "ivy", "accept")],
    (at: Doors) => [givenAsComment(at, "ivy", "decline"), givenAsJson(at, "join-pod", accept)],
  ]) {
    const at = await openDoors();
    const [declined] = await Promise.all(give(at));
    const { state } = (await at.store.find({ login: "ivy" }))?.standing ?? {};
    // A seat that was taken after the invitation was declined is a wish of its own.
    assert.ok(declined === "declined" || (declined === "no-invitation" && state === "seated"), `${declined}, ${state}`);
  }
});

once.after(closeStores);

for (const one of [every, planForms, once]) one.run();
