/** To which pod a thread belongs: by the paths that it changes, and by how much each pod has to do. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { pods } from "../../functions/pods/handler.ts";
import { get, SETTINGS } from "../support/community.ts";
import { actsIn } from "../support/github/acts.ts";
import { bob, clock, hull, user } from "../support/github/deliver-as-github.ts";
import { appSecret, closeDelivery, openDelivery, says } from "../support/github/delivery.ts";

const test = suite("pods of threads");
const YAML = SETTINGS.replace("labels: [sails]", 'labels: [sails], paths: ["sails/**", "!**/*.md"]');

/** Pods of the hull, each of five people or nine, and one for the sails. */
async function openCommunity(hulls: number, options: Parameters<typeof openDelivery>[0] = {}) {
  const delivery = await openDelivery({ yaml: YAML, ...options });
  const { server, send, run } = delivery;
  // GitHub tells times in whole seconds.
  let seconds = 0;
  server.now = () => clock() + 1_000 * ++seconds;
  server.thread(hull, 99, { author: user(20, "captain") });
  for (let n = 0; n < hulls; n++) await send(says("/pod join hull", user(100 + n), 99));
  for (let n = 0; n < 5; n++) await send(says("/pod join sail", user(50 + n), 99));
  const acts = actsIn(server, hull);
  const rest = async () => {
    await run();
    await run();
  };
  await rest();
  return { ...delivery, acts, rest };
}

test("a pull request belongs to the area of the paths that it changes, page by page, and again when it is pushed to", async () => {
  const { server, send, acts, rest } = await openCommunity(5, { secret: appSecret });
  const files = ["hull.go", ...Array.from({ length: 250 }, (_, n) => `sails/${n}.go`)];
  const opened = acts.opens(bob, 1, { isPullRequest: true, files });
  await send(opened);
  await rest();
  assert.equal(opened.text.labels, ["pod/orca"]);
  assert.match(opened.text.comments[0]?.body ?? "", "looks after Sails");
  assert.is(server.asked.filter((one) => one === "pulls/list-files").length, 3);
  opened.text.files = ["hull.go", "sails/README.md"];
  await send(acts.pushes(bob, opened.text));
  await rest();
  assert.equal(opened.text.labels, ["pod/narwhal"]);
  assert.is(opened.text.comments.length, 1);
  assert.equal(server.violations, []);
});

test("a label says more than paths, which are not even asked for; issues have none", async () => {
  const { server, send, acts, rest } = await openCommunity(5);
  const pull = acts.opens(bob, 1, { isPullRequest: true, files: ["hull.go"], labels: ["sails"] });
  const issue = acts.opens(bob, 2);
  for (const one of [pull, issue]) await send(one);
  await rest();
  assert.equal([pull.text.labels, issue.text.labels], [["sails", "pod/orca"], ["pod/narwhal"]]);
  assert.not(server.asked.includes("pulls/list-files"));
});

test("where the files may not be read, the repository decides, the status page says so, and it heals", async () => {
  const { server, send, acts, rest, community } = await openCommunity(5);
  server.fail({
    operation: "pulls/list-files",
    status: 403,
    message: "Resource not accessible by integration",
    times: 9,
  });
  const pull = acts.opens(bob, 1, { isPullRequest: true, files: ["sails/a.go"] });
  await send(pull);
  await rest();
  assert.equal(pull.text.labels, ["pod/narwhal"]);
  const unsent = async () => (await get(pods(community), "/status.json")).body.unsent;
  const [waits] = await unsent();
  assert.match(waits.what, "1 pull request whose pod was chosen without its files waits");
  assert.match(waits.todo, "the permission Pull requests: read");
  server.forgive();
  await rest();
  await rest();
  assert.equal(pull.text.labels, ["pod/orca"]);
  assert.match(pull.text.comments[0]?.body ?? "", "looks after Sails");
  assert.equal([pull.text.comments.length, await unsent()], [1, []]);
});

test("several pods of an area take turns by their open threads; a thread keeps its pod", async () => {
  const { send, acts, rest, store } = await openCommunity(14);
  const pods = (await store.pods()).filter(({ area }) => area === "hull").map(({ number }) => number);
  for (let n = 0; n < 4; n++) await send(says("/pod leave", user(100 + n), 99));
  const threads = [];
  for (let number = 1; number <= 4; number++) {
    const opened = acts.opens(bob, number);
    await send(opened);
    await rest();
    threads.push(opened.text);
  }
  assert.equal([...(await store.load(pods)).values()], [2, 2]);
  const [first] = await store.threadsOf(pods[0] ?? 0);
  const ended = threads.find(({ number }) => first === `70#${number}`) ?? assert.unreachable();
  await send(acts.closes(bob, ended as never));
  assert.equal([...(await store.load(pods)).values()], [1, 2]);
  const next = acts.opens(bob, 5);
  await send(next);
  await rest();
  assert.equal([...(await store.load(pods)).values()], [2, 2]);
});

test("a repository that is renamed stays that of its area", async () => {
  const { send, acts, rest, server } = await openCommunity(5);
  const [before] = [acts.opens(bob, 1)];
  await send(before);
  const place = structuredClone(hull);
  const renamed = actsIn(server, place);
  await send(renamed.renames(user(20, "captain"), "ships/keelworks"));
  const since = renamed.opens(bob, 2);
  await send(since);
  await rest();
  for (const { text } of [before, since]) assert.equal(text.labels, ["pod/narwhal"]);
  assert.equal(server.violations, []);
});

test("a new title can bring another pod", async () => {
  const { send, acts, rest } = await openCommunity(5, {
    yaml: YAML.replace("repositories: [ships/hull]", "keywords: [hull]").replace("paths:", "keywords: [mast], paths:"),
  });
  const opened = acts.opens(bob, 1, { title: "The hull leaks" });
  await send(opened);
  await rest();
  assert.equal(opened.text.labels, ["pod/narwhal"]);
  await send(acts.retitles(bob, opened.text, "The mast bends"));
  await rest();
  assert.equal(opened.text.labels, ["pod/orca"]);
});

test.after(closeDelivery);
test.run();
