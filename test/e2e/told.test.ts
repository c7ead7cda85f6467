/** Everyone concerned is told, and nothing untrue: the functions as processes, from the webhook out to GitHub. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { SETTINGS } from "../support/community.ts";
import { actsIn } from "../support/github/acts.ts";
import { hull, type User, user } from "../support/github/deliver-as-github.ts";
import { mentionsIn } from "../support/github/mentions.ts";
import type { LocalThread } from "../support/github/world.ts";
import { stopFunctions } from "../support/platform/function-process.ts";
import { type Ships, startShips } from "../support/platform/ships.ts";
import { untruths } from "../support/told/truth.ts";

const NOTICES = 40;

const test = suite<Ships & { open(number: number): LocalThread }>("what people are told");

test.before(async (context) => {
  const yaml = `${SETTINGS}notices: { thread: ships/hull#${NOTICES} }\n`;
  const ships = await startShips(["on-github-event", "join-pod", "rebalance", "deliver"], { yaml });
  const captain = user(1, "captain");
  // Older than our installation: nothing is said in it by itself.
  const open = (number: number) => ships.github.thread(hull, number, { author: captain });
  open(NOTICES);
  Object.assign(context, ships, { open });
});
test.after(async ({ close }) => {
  await close?.();
  await stopFunctions();
});

const crew = (count: number, from: number, name: string) =>
  Array.from({ length: count }, (_, n) => user(from + n, `${name}-${n}`));
const join = async ({ command }: Ships, login: string, area: string, advocate = false) =>
  command("join-pod", { login, areas: [area], advocate });
/** Our comments in a thread, oldest first. */
const ours = (thread: LocalThread) => thread.comments.filter(({ author }) => author.type === "Bot");
/** Whom a comment of ours reached because it mentions them. */
const reachedBy = ({ github }: Ships, comment: number | undefined) =>
  github.notifications.filter((one) => one.comment === comment && one.because === "mentioned").map(({ to }) => to);

async function assertTrue({ github, store, events }: Ships, ...threads: LocalThread[]): Promise<void> {
  assert.equal(await untruths(threads.flatMap(ours), store, await events()), []);
  assert.equal(github.violations, []);
}

test("nine join, the tenth waits, one leaves: the daily seating seats the tenth, who is told where they asked", async (ships) => {
  const { github, send, tick, rest, stateOf, open } = ships;
  const acts = actsIn(github, hull);
  const [tenth, ninth] = [user(10, "tenth"), user(11, "ninth")];
  const [there, here] = [open(1), open(2)];
  for (const { login } of crew(8, 100, "mate")) await join(ships, login, "hull");
  await send(acts.says(ninth, there, "/pod join hull"));
  await send(acts.says(tenth, here, "/pod join hull"));
  await rest();
  await send(acts.says(ninth, there, "/pod leave"));
  await rest();
  assert.is(await stateOf(tenth), "waiting");

  const { seating } = await tick("rebalance");
  assert.is(seating.counts.seat, 1);
  await rest();
  assert.is(await stateOf(tenth), "seated");
  const [answer, notice, ...others] = ours(here);
  assert.match(answer?.body ?? "", /@tenth: You went on the list for Hull on \d+ \w+ \d{4}\./);
  assert.match(notice?.body ?? "", /@tenth: on \d+ \w+ \d{4} you got a seat in the \*\*Narwhal\*\* pod/);
  assert.equal([answer?.writes, notice?.writes, others], [1, 1, []]);
  assert.equal(reachedBy(ships, notice?.id), ["tenth"]);
  await tick("rebalance");
  await rest();
  assert.is(ours(here).length, 2);
  await assertTrue(ships, there, here);
});

test("five join in one thread: all five sentences are true, and the four who waited hear of their seat", async (ships) => {
  const { github, send, rest, open } = ships;
  const acts = actsIn(github, hull);
  const thread = open(3);
  const five = crew(5, 200, "hand");
  for (const one of five) await send(acts.says(one, thread, "/pod join sail"));
  await rest();
  const [reply, notice, ...others] = ours(thread);
  assert.equal(others, []);
  for (const { login } of five) assert.is(reply?.body.split(`@${login}: `).length, 2, login);
  const waited = five.slice(0, 4).map(({ login }) => login);
  assert.equal(mentionsIn(notice?.body ?? "").sort(), waited);
  await assertTrue(ships, thread);
});

test("people who move, whose pod closes, or to whom a role falls are told, together and nobody else", async (ships) => {
  const { github, command, send, rest, open, store } = ships;
  const acts = actsIn(github, hull);
  const [thread, elsewhere] = [open(NOTICES), open(4)];
  const cooks = crew(14, 300, "cook");
  for (const one of cooks) github.account(one);
  const logins = cooks.map(({ login }) => login);
  for (const [n, login] of logins.entries()) await join(ships, login, "galley", n === 1 || n === 2);
  await rest();
  const earlier = ours(thread).length;
  // Nine and five are left as two pods of four. The advocate goes, too.
  for (const n of [0, 1, 3, 4, 5, 9]) await send(acts.says(cooks[n] as User, elsewhere, "/pod leave"));
  await rest();
  const podOf = async (login: string) => (await store.find({ login }))?.standing.pod;
  const before = await Promise.all(logins.map(podOf));
  const [role] = ours(thread).slice(earlier);

  const { id } = await command("rebalance", { do: "plan" });
  await command("rebalance", { do: "apply", plan: id });
  await rest();
  const after = await Promise.all(logins.map(podOf));
  const moved = logins.filter((_, n) => after[n] !== before[n]);
  const [, run, ...others] = ours(thread).slice(earlier);
  assert.equal(others, []);
  assert.match(role?.body ?? "", /@cook-2: on \d+ \w+ \d{4} you became the Pod Advocate of/);
  assert.equal(reachedBy(ships, role?.id), ["cook-2"]);
  assert.match(run?.body ?? "", /\*\*\w+\*\* \(Galley\) closed\. Why: /);
  assert.not.match(run?.body ?? "", /\. you /);
  assert.is(moved.length, 4);
  assert.equal(reachedBy(ships, run?.id).sort(), moved.sort());
  for (const login of moved) assert.match(run?.body ?? "", `- @${login}: you moved from **`);
  await assertTrue(ships, thread);
});

test.run();
