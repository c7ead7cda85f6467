/** Two decisions about one plan at the same time: one wins, and the other is answered as if it had come after it. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { Store } from "#shared/core/ports.ts";
import { rebalance } from "../../functions/rebalance/handler.ts";
import { AS_MAINTAINER, closeStores, command, get, HTML, type TestCommunity } from "../support/community.ts";
import { failingStore } from "../support/failing-store.ts";
import { crossedCommunity } from "../support/seated.ts";

/** Three swaps between two pods, and the plan that makes them. */
async function planned() {
  const community = await crossedCommunity();
  const app = rebalance(community);
  const { body: plan } = await command(app, { do: "plan" });
  const swaps = [0, 1, 2].map((step) => plan.changes.find(({ group }: { group: number }) => group === step).login);
  return { community, app, plan, swaps };
}

/** The function, on a store that lets something else happen `when` a method is called the first time. */
function interrupted(
  community: TestCommunity,
  name: keyof Store,
  when: "before" | "after",
  meanwhile: () => Promise<unknown>,
) {
  let happened = false;
  const store = new Proxy(community.store, {
    get(target, property) {
      const method = Reflect.get(target, property) as (...args: unknown[]) => Promise<unknown>;
      if (property !== name || happened) return method;
      return async (...args: unknown[]) => {
        happened = true;
        if (when === "before") await meanwhile();
        const result = await method.apply(target, args);
        if (when === "after") await meanwhile();
        return result;
      };
    },
  });
  return rebalance({ ...community, store });
}

const applying = suite("two calls that apply a plan at once");
applying.after(closeStores);

for (const [what, mine, others] of [
  ["without somebody, while another moves everybody", [0], []],
  ["with everybody, while another leaves somebody out", [], [0]],
  ["without somebody, while another leaves out somebody else", [0], [1]],
] as const) {
  applying(`${what}: the later is refused`, async () => {
    const { community, app, plan, swaps } = await planned();
    const apply = (some: readonly number[]) => ({
      do: "apply",
      plan: plan.id,
      ...(some.length > 0 && { except: some.map((step) => swaps[step]) }),
    });
    let first = { status: 0, body: { run: "" } };
    const late = interrupted(community, "startRun", "before", async () => {
      first = await command(app, apply(others));
    });
    const second = await command(late, apply(mine));
    assert.equal([first.status, second.status], [200, 409], JSON.stringify(second.body));
    assert.equal((await community.store.runs()).filter(({ kind }) => kind === "plan").length, 1);
    const run = await community.store.run(first.body.run);
    assert.is(new Set(run?.changes.map(({ group }) => group)).size, 3 - others.length);
  });
}

applying("with the same people: both are told of the one run", async () => {
  const { community, app, plan, swaps } = await planned();
  const apply = { do: "apply", plan: plan.id, except: [swaps[0]] };
  let first = { body: {} };
  const late = interrupted(community, "startRun", "before", async () => {
    first = await command(app, apply);
  });
  const { status, body } = await command(late, apply);
  assert.is(status, 200);
  assert.equal(body, first.body);
});

applying("that were cut off go on without the same people, and the plan's page has them ticked", async () => {
  const { community, app, plan, swaps } = await planned();
  const apply = { do: "apply", plan: plan.id, except: [swaps[0]] };
  const dying = rebalance({ ...community, store: failingStore(community.store, 7, "after").store });
  assert.is((await command(dying, apply)).status, 500);
  const refused = await command(app, { do: "apply", plan: plan.id });
  assert.is(refused.status, 409);
  assert.equal(refused.body.errors, [{ pointer: "/except", detail: `${swaps[0]} is left out of this run.` }]);
  const page = (await get(app, `/plans/${plan.id}`, { ...HTML, ...AS_MAINTAINER })).body;
  assert.match(page, `value="${swaps[0]}" form="apply" checked>`);
  assert.not.match(page, `value="${swaps[1]}" form="apply" checked>`);
  assert.match(page, `&quot;except&quot;:[&quot;${swaps[0]}&quot;]`);
  assert.is((await command(app, apply)).status, 200);
});

const discarding = suite("a plan that is applied and discarded at once");
discarding.after(closeStores);

const seatsOf = async ({ store }: TestCommunity) => {
  const { community } = await store.snapshot();
  return new Map(community.members.map(({ id, pod }) => [id, pod] as const).sort());
};

const statusOf = async ({ store }: TestCommunity, plan: string) => (await store.plan(plan))?.status;

discarding("is applied where the run began first", async () => {
  const { community, app, plan } = await planned();
  const [apply, discard] = ["apply", "discard"].map((word) => ({ do: word, plan: plan.id }));
  let applied = 0;
  const late = interrupted(community, "planPart", "after", async () => {
    applied = (await command(app, apply)).status;
  });
  const refused = await command(late, discard);
  assert.equal([applied, refused.status, refused.body.outcome], [200, 409, "already-applied"]);
  assert.is(await statusOf(community, plan.id), "applied");
});

discarding("is applied also where the run goes on meanwhile", async () => {
  const { community, app, plan } = await planned();
  let refused = { status: 0 };
  const slow = interrupted(community, "applyGroup", "after", async () => {
    refused = await command(app, { do: "discard", plan: plan.id });
  });
  const applied = await command(slow, { do: "apply", plan: plan.id });
  assert.equal([applied.status, applied.body.counts.move, refused.status], [200, plan.counts.move, 409]);
  assert.is(await statusOf(community, plan.id), "applied");
});

discarding("is discarded, and moves nobody, where that came first", async () => {
  const { community, app, plan } = await planned();
  const before = await seatsOf(community);
  let discarded = 0;
  const late = interrupted(community, "startRun", "before", async () => {
    discarded = (await command(app, { do: "discard", plan: plan.id })).status;
  });
  const refused = await command(late, { do: "apply", plan: plan.id });
  assert.equal([discarded, refused.status, refused.body.outcome], [200, 409, "already-discarded"]);
  assert.equal(await seatsOf(community), before);
  assert.is((await community.store.runs()).filter(({ kind }) => kind === "plan").length, 0);
  assert.is(refused.body.plan.id, plan.id, "a fresh plan of the same seating");
});

discarding("is discarded, and moves nobody, where no step of the run was made yet", async () => {
  const { community, app, plan } = await planned();
  const before = await seatsOf(community);
  let discarded = 0;
  const slow = interrupted(community, "applyGroup", "before", async () => {
    discarded = (await command(app, { do: "discard", plan: plan.id })).status;
  });
  const refused = await command(slow, { do: "apply", plan: plan.id });
  assert.equal([discarded, refused.status, refused.body.outcome], [200, 409, "already-discarded"]);
  assert.equal(await seatsOf(community), before);
  assert.is((await community.store.runs()).filter(({ kind }) => kind === "plan").length, 0);
});

const cut = suite("a run that was cut off before its first step");
cut.after(closeStores);

async function cutOff() {
  const all = await planned();
  const { community, plan } = all;
  const applyGroup = () => Promise.reject(new Error("the process ends here"));
  const dying = rebalance({ ...community, store: { ...community.store, applyGroup } });
  assert.is((await command(dying, { do: "apply", plan: plan.id })).status, 500);
  const [run] = (await community.store.runs()).filter(({ kind }) => kind === "plan");
  assert.ok(run);
  return { ...all, run: run.id };
}

cut("goes on when its plan is applied again, also after somebody tried to undo it", async () => {
  const { app, plan, run } = await cutOff();
  const refused = await command(app, { do: "undo", run });
  assert.equal([refused.status, refused.body.outcome], [409, "nothing-to-undo"]);
  const applied = await command(app, { do: "apply", plan: plan.id });
  assert.equal([applied.status, applied.body.run, applied.body.counts.move], [200, run, plan.counts.move]);
});

cut("goes with its plan when that is discarded, and stands in nobody's way when the plan is made again", async () => {
  const { community, app, plan, run } = await cutOff();
  assert.is((await command(app, { do: "discard", plan: plan.id })).status, 200);
  assert.equal(
    (await community.store.runs()).filter(({ id }) => id === run),
    [],
  );
  const { body: again } = await command(app, { do: "plan" });
  assert.is(again.id, plan.id, "the seating is the same");
  const applied = await command(app, { do: "apply", plan: again.id });
  assert.equal([applied.status, applied.body.counts.move], [200, plan.counts.move]);
  assert.is((await community.store.runs()).filter(({ id }) => id === run).length, 1);
});

for (const one of [applying, discarding, cut]) one.run();
