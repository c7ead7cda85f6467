/** Deliveries that failed while we were away are found, and GitHub is asked for them again. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { pods } from "../../functions/pods/handler.ts";
import { ask, get, tick } from "../support/community.ts";
import { ada, bob, clock, type Delivery, guid, hull, requestOf, user } from "../support/github/deliver-as-github.ts";
import { appSecret, closeDelivery, openDelivery, opens, people, says } from "../support/github/delivery.ts";

const test = suite("recovery");

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** A community whose deliveries come from GitHub's own webhook, which remembers how they ended; time passes when we say so. */
async function openWebhook(options: Parameters<typeof openDelivery>[0] = {}) {
  const delivery = await openDelivery({ ...options, recovers: true });
  const { server, webhook, community, app } = delivery;
  let passed = 0;
  const now = () => clock() + passed;
  server.now = now;
  /** The status that answers instead of us, while there is an outage. */
  let outage: number | undefined;
  server.hooks.receiver = async (one) => outage ?? (await ask(webhook, "/", requestOf(one))).status;
  const sent: string[] = [];
  const send = async (one: Delivery) => {
    const id = one.id ?? guid("sent", sent.length);
    sent.push(id);
    await server.hooks.deliver({ ...one, id });
  };
  const deliver = app({ now });
  const statusPage = async () => (await get(pods({ ...community, now }), "/status.json")).body;
  return {
    ...delivery,
    send,
    sent,
    statusPage,
    breakDown: (status: number | undefined) => {
      outage = status;
    },
    /** Time passes, with a tick at every step. */
    async pass(ms: number, step = 5 * MINUTE_MS) {
      for (const end = passed + ms; passed < end; ) {
        passed += step;
        await tick(deliver);
        await server.hooks.settled();
      }
    },
  };
}
type Webhook = Awaited<ReturnType<typeof openWebhook>>;

/** How often each delivery was sent, in the order in which they were sent first. */
const timesSent = ({ server, sent }: Webhook) =>
  sent.map((id) => server.hooks.attempts.filter(({ guid }) => guid === id).length);

const token = ({ token, url }: Webhook["server"]) => `token: ${token}\nbaseUrl: ${url}`;
for (const [whose, secret] of [
  ["an app", appSecret],
  ["an organisation", token],
] as const) {
  test(`after an outage of an hour all that was said is in force, through the webhook of ${whose}`, async () => {
    const context = await openWebhook({ secret });
    const { server, send, store, pass, breakDown } = context;
    for (const one of people(5)) await send(says("/pod join hull", one, 99));
    await pass(10 * MINUTE_MS);
    assert.equal(timesSent(context), [1, 1, 1, 1, 1]);

    breakDown(503);
    await send(says("/pod join hull", ada, 5));
    await pass(20 * MINUTE_MS);
    await send(says("/pod leave", user(10, "sailor-0"), 6));
    await send(says("/pod join sail", bob, 5));
    await pass(40 * MINUTE_MS);
    assert.is(await store.find(ada), undefined);
    breakDown(undefined);
    await send(says("/pod join galley", bob, 5));

    await pass(2 * HOUR_MS);
    assert.is((await store.find(ada))?.standing.state, "seated");
    assert.is((await store.find({ login: "sailor-0", id: 10 }))?.standing.state, "alumni");
    assert.equal((await store.find(bob))?.profile.areas, ["galley"], "what was said later counts");
    const before = timesSent(context);
    assert.equal(before.slice(0, 5), [1, 1, 1, 1, 1], "what arrived is not asked for again");
    assert.ok(
      before.every((times) => times <= 5),
      before.join(),
    );
    await pass(24 * HOUR_MS, HOUR_MS);
    assert.equal(timesSent(context), before, "nor is what arrived in the end");
    assert.equal(server.violations, []);
  });
}

test("replicas look once every ten minutes, and only as far back as is needed", async () => {
  const { server, send, app, pass } = await openWebhook();
  for (let n = 0; n < 250; n++) await send(opens(1000 + n));
  const lists = () => server.asked.filter((one) => one === "orgs/list-webhook-deliveries").length;
  await Promise.all(Array.from({ length: 5 }, () => tick(app())));
  assert.is(lists(), 3, "all pages, once");
  await pass(HOUR_MS);
  const before = lists();
  await pass(10 * MINUTE_MS);
  assert.is(lists(), before + 1);
});

test("what fails again and again is asked for a few times, further and further apart, and then listed as lost", async () => {
  const context = await openWebhook();
  const { server, send, pass, breakDown, statusPage } = context;
  breakDown(401);
  await send(says("/pod join hull"));
  await pass(HOUR_MS);
  assert.equal(timesSent(context), [4]);
  await pass(80 * HOUR_MS, HOUR_MS);
  assert.equal(timesSent(context), [7]);
  const { lost = [] } = await context.store.recovery();
  assert.equal(lost, [], "GitHub has forgotten it after three days, and so have we");
  await send(says("/pod join hull"));
  await pass(65 * HOUR_MS, HOUR_MS);
  const { faults } = await statusPage();
  assert.match(faults.join(), "1 delivery from GitHub since");
  assert.match(faults.join(), '"401 Invalid HTTP Response"');
  assert.equal(server.violations, []);
});

test("the status page says why what failed cannot be asked for", async () => {
  const { server, send, pass, statusPage, breakDown } = await openWebhook();
  breakDown(503);
  await send(says("/pod join hull"));
  server.hooks.isTokenAllowed = false;
  const why = async () => {
    await pass(10 * MINUTE_MS);
    return (await statusPage()).off.find((one: string) => one.startsWith("Asking GitHub again")) ?? "";
  };
  assert.match(await why(), "give it the scope admin:org_hook");
  server.hooks.isTokenAllowed = true;
  server.hooks.url = "https://elsewhere.example.org/hook";
  assert.match(await why(), "The organisation ships has no webhook that leads to on-github-event");
  server.hooks.url = "https://gateway.example.org/function/on-github-event/";
  assert.is(await why(), "");
  assert.is(server.hooks.attempts.length > 1, true);
});

test("the status page says that what failed may be seen but not asked for, until it may", async () => {
  const context = await openWebhook();
  const { server, send, pass, statusPage, breakDown } = context;
  breakDown(503);
  await send(says("/pod join hull"));
  breakDown(undefined);
  const message = "Resource not accessible by personal access token";
  server.fail({ operation: "orgs/redeliver-webhook-delivery", status: 403, message });
  const off = async () => (await statusPage()).off.join();
  await pass(5 * MINUTE_MS);
  assert.match(await off(), "the organisation permission Webhooks: read and write");
  await pass(30 * MINUTE_MS);
  assert.equal(timesSent(context), [2]);
  assert.not.match(await off(), "Asking GitHub again");
});

test("that GitHub does not answer is no reason to stop sending, and the next look finds everything", async () => {
  const context = await openWebhook();
  const { server, send, pass, breakDown } = context;
  breakDown(503);
  await send(says("/pod join hull"));
  breakDown(undefined);
  server.fail({ operation: "orgs/list-webhooks", status: 502 });
  server.fail({ operation: "orgs/redeliver-webhook-delivery", status: 502 });
  server.thread(hull, 5, { author: bob });
  await pass(30 * MINUTE_MS);
  assert.equal(timesSent(context), [2]);
});

test.after(closeDelivery);
test.run();
