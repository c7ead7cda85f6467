/** `/pod quiet`: we fall silent in a thread, as if somebody had deleted our comment there. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { GitHub } from "#shared/github/client.ts";
import { pods } from "../../functions/pods/handler.ts";
import { command } from "../support/community.ts";
import { bob, type Delivery, guid, hull, said, type User, user } from "../support/github/deliver-as-github.ts";
import { closeDelivery, openDelivery, opens, people, says, seatFive } from "../support/github/delivery.ts";

const test = suite("quiet");
test.after(closeDelivery);

/** A community with a pod whose advocate is sailor-0, and bob's thread 5, in which our comment stands if it `speaks`. */
async function openThread(speaks = true) {
  const delivery = await openDelivery();
  const { server, send, run } = delivery;
  await seatFive(send);
  await send(says("/pod advocate", people(1)[0], 99));
  server.thread(hull, 99);
  server.thread(hull, 5, { author: bob });
  await run();
  await send(opens(5));
  if (speaks) await run();
  return { ...delivery, texts: () => server.comments(hull, 5).map(({ body }) => body) };
}

const byMember = (delivery: Delivery): Delivery => {
  const payload = delivery.payload as { comment: object };
  return { ...delivery, payload: { ...payload, comment: { ...payload.comment, author_association: "MEMBER" } } };
};

const ABOUT_POD = /This is close to the/;
const SILENT = /I write no comment about a pod in this thread/;

test("our comment goes and none comes again; the label stays, and commands are still answered", async () => {
  const { server, send, run, texts } = await openThread();
  assert.match(texts().join(), ABOUT_POD);
  await send(says("/pod quiet", bob));
  await run();
  assert.is(texts().length, 1);
  assert.match(texts()[0] ?? "", SILENT);
  assert.equal(server.thread(hull, 5).labels, ["pod/narwhal"]);
  await send({ ...opens(5), id: guid("quiet", "again") });
  await run();
  assert.is(texts().length, 1);
  await send(says("/pod help", bob));
  await run();
  assert.match(texts().join(), "This is what I understand");
  assert.equal(server.violations, []);
});

test("said before our comment is written, it is never written", async () => {
  const { send, run, texts } = await openThread(false);
  await send(says("/pod quiet", bob));
  await run();
  assert.equal(
    texts().map((text) => SILENT.test(text)),
    [true],
  );
});

test("said while our comment is being written, it goes", async () => {
  const { send, run, github, texts } = await openThread(false);
  let isSaid = false;
  const slow: GitHub = {
    ...github,
    create: async (place, text) => {
      if (!isSaid && ABOUT_POD.test(text)) {
        isSaid = true;
        await send(says("/pod quiet", bob));
      }
      return github.create(place, text);
    },
  };
  await run({ github: () => slow });
  await run();
  assert.ok(isSaid);
  assert.not.match(texts().join(), ABOUT_POD);
});

test("the thread's author may say it, people who may write there, the pod's advocate and maintainers; others read so", async () => {
  const [advocate, sailor] = people(2) as [User, User];
  const allowed = [
    says("/pod quiet", bob),
    byMember(says("/pod quiet", user(60, "mia"))),
    says("/pod quiet", advocate),
    says("/pod quiet", user(20, "captain")),
  ];
  for (const delivery of allowed) {
    const { send, run, texts } = await openThread();
    await send(delivery);
    await run();
    assert.match(texts().join(), SILENT);
    assert.not.match(texts().join(), ABOUT_POD);
  }
  const { send, run, texts } = await openThread();
  for (const other of [sailor, user(61, "stranger")]) await send(said("/pod quiet", other));
  await run();
  assert.match(texts().join(), ABOUT_POD);
  assert.is(texts().join().split("Only the person who opened this thread").length, 3);
});

test("a maintainer says it as JSON", async () => {
  const { community, run, texts } = await openThread();
  const app = pods(community);
  assert.is((await command(app, { do: "quiet", thread: "Ships/hull#5" })).body.outcome, "quiet");
  await run();
  assert.equal(texts(), []);
  assert.is((await command(app, { do: "quiet", thread: "ships/hull#500" })).status, 404);
});

test.run();
