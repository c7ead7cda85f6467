/** An advocate whose term has ended keeps the role until they hand it over, and every place says that the pod seeks the next one. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { joinPod } from "../../functions/join-pod/handler.ts";
import { pods } from "../../functions/pods/handler.ts";
import { AS_MAINTAINER, command, get, HTML, JSON_ONLY, NOW, SETTINGS } from "../support/community.ts";
import { hull, user } from "../support/github/deliver-as-github.ts";
import { closeDelivery, openDelivery, people, says } from "../support/github/delivery.ts";

const test = suite("an advocate whose term has ended");
test.after(closeDelivery);

const MEETS = 'meetings: { contributor: { weekday: Thursday, time: "17:00", timezone: UTC } }\n';

/** Five sailors sit in Narwhal. sailor-0 is its advocate until November, and sailor-1 volunteers, too. */
async function open() {
  const delivery = await openDelivery({ yaml: `${SETTINGS}${MEETS}` });
  const { community, server, run } = delivery;
  for (const one of people(5)) await delivery.send(says("/pod join hull", one, 99));
  server.thread(hull, 5);
  await command(joinPod(community), { do: "advocate", login: "sailor-0", until: "2026-11" });
  let at = NOW;
  const app = pods({ ...community, now: () => at, build: "test" });
  const read = async (path: string, headers: Record<string, string> = HTML) => (await get(app, path, headers)).body;
  const answers = async () => {
    await run();
    return server
      .comments(hull, 5)
      .map(({ body }) => body)
      .join("\n");
  };
  return { ...delivery, read, answers, later: (days: number) => (at += days * 86_400_000), time: () => at };
}

const SEEKS = /seeks the next advocate/;

test("is shown as such on the card, in the table, in JSON, on the agenda and on the pod's page, and as soon as the month ends", async () => {
  const { community, read, later } = await open();
  const places = ["/", "/directory.txt", "/agenda", "/agenda.md", "/narwhal"];
  const item = async () => (await read("/", JSON_ONLY)).items[0];
  later(8);
  for (const path of places) assert.not.match(await read(path), /seeks the next advocate|term ended/, path);
  assert.equal([(await item()).termEnded, (await read("/agenda.json")).vacant], [undefined, []]);
  // From Monday 30 November to Tuesday: the same week, and nothing has changed but the month.
  later(1);
  for (const path of places.slice(0, -1)) assert.match(await read(path), SEEKS, path);
  assert.match(
    await read("/narwhal"),
    "The term ended in November 2026. Members volunteer with <code>/pod advocate</code>, and sailor-0 hands the role over to one of them.",
  );
  const { advocate, termEnded } = await item();
  assert.equal(
    [advocate.login, termEnded, (await read("/narwhal.json")).termEnded],
    ["sailor-0", "2026-11", "2026-11"],
  );
  assert.equal((await read("/agenda.json")).vacant, [
    { slug: "narwhal", name: "Narwhal", area: "hull", termEnded: "2026-11" },
  ]);
  await command(joinPod(community), { do: "advocate", login: "sailor-0", until: "2027-06" });
  for (const path of places) assert.not.match(await read(path), /seeks the next advocate|term ended/, path);
});

test("keeps the role when somebody volunteers, which the answer and the advocate's page say, until they hand it over", async () => {
  const { community, send, read, answers, later, time } = await open();
  later(10);
  const [first = user(0, "")] = people(1);
  const now = { ...community, now: time };
  const volunteers = await command(joinPod(now), { do: "advocate", login: "sailor-1" });
  assert.is(volunteers.body.outcome, "changed");
  const { todo } = await read("/narwhal/advocate", { ...JSON_ONLY, ...AS_MAINTAINER });
  assert.match(todo[0].detail, "hand Narwhal over with /pod nominate @login: @sailor-1 volunteers.");
  assert.is((await read("/narwhal.json")).advocate.login, "sailor-0");
  await send(says("/pod nominate @sailor-1", first, 5));
  assert.match(await answers(), "became the Pod Advocate of");
  const { advocate, termEnded } = await read("/narwhal.json");
  assert.equal([advocate.login, termEnded], ["sailor-1", undefined]);
});

test.run();
