/** What an answer says of words that cannot be read: the part at fault, and what would do. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { joinPod } from "../../functions/join-pod/handler.ts";
import { command, SETTINGS } from "../support/community.ts";
import { actsIn } from "../support/github/acts.ts";
import { ada, bob, hull } from "../support/github/deliver-as-github.ts";
import { closeDelivery, openDelivery, seatFive } from "../support/github/delivery.ts";

const test = suite("hints");
test.after(closeDelivery);

const LINES: readonly (readonly [line: string, ...says: string[]])[] = [
  ["join ability=god", "`ability=god`", "The abilities are `newcomer`, `contributor`, `experienced`, `maintainer`."],
  ["join hull advocate hours=400", "`hours=400`", "1 to 20 hours a week"],
  ["join anywhere=maybe", "`anywhere=maybe`", "`anywhere` stands alone, or takes `yes` or `no`."],
  ["join introduce=maybe", "`introduce=maybe`", "`introduce` stands alone, or takes `yes` or `no`."],
  ["join hull advocate=no", "`advocate=no`", "`advocate` stands alone. `/pod step-down` takes it back."],
  ["join tz=Nowhere/Land", "is not a time zone"],
  ["advocate hours=0", "`hours=0`", "1 to 20 hours a week"],
  ["pause 1y", "`1y`", "`10d`, `4w` or `2m`", "at most a year"],
  ["pause until Christmas", "until a date, as `2026-12-24`"],
  ["meeting Thursday 25:00 UTC", "I do not understand `25:00` there", "from `00:00` to `23:59`"],
  ["meeting Sunnyday 15:00 UTC", "I do not understand `Sunnyday` there"],
  ["meeting Monday 15:00 UTC http://meet.example.org/", "`http://meet.example.org/`", "https address"],
  ["news http://news.example.org/hull The hull", "`http://news.example.org/hull`", "the https address of one post"],
  ["notes http://notes.example.org/", "a pod's slug, or the name of a meeting in the settings."],
  ["forget", "something is missing. It is written `/pod forget me`."],
  ["join hull sail galley rigging", "@ada: A person names at most 3 areas. It is written `/pod join"],
  ["frobnicate the hull", "`/pod help` lists what you can write"],
];

test("name what would do instead", async () => {
  const yaml = `${SETTINGS}  rigging: { title: Rigging, repositories: [ships/rigging] }\n`;
  const { server, send, run } = await openDelivery({ yaml });
  await seatFive(send);
  const acts = actsIn(server, hull);
  await send(acts.says(ada, acts.opens(bob, 4).text, "/pod join hull advocate"));
  for (const [n, [line, ...says]] of LINES.entries()) {
    const { text: thread } = acts.opens(bob, 10 + n);
    await send(acts.says(ada, thread, `/pod ${line}`));
    await run();
    const reply = thread.comments.find(({ body }) => /^<!-- \S+:answers:/.test(body))?.body ?? "";
    for (const one of says) assert.ok(reply.includes(one), `${line}: ${reply}`);
  }
});

test("`timezone=` is taken as in files and bodies, and capitals in JSON as in comments", async () => {
  const { community, server, send } = await openDelivery();
  const acts = actsIn(server, hull);
  await send(acts.says(ada, acts.opens(bob, 4).text, "/pod join hull timezone=Europe/Berlin"));
  assert.is((await community.store.find(ada))?.profile.timezone, "Europe/Berlin");
  const { status } = await command(joinPod(community), { login: "bob", areas: ["hull"], ability: "Contributor" });
  assert.ok(status < 300);
  assert.is((await community.store.find(bob))?.profile.ability, "contributor");
});

test.run();
