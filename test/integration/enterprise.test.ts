/** A community on a GitHub of its own: no page, answer, post or request of ours leads to github.com. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { get, SETTINGS } from "../support/community.ts";
import { openShownCommunity } from "../support/every-page.ts";
import { hull, user } from "../support/github/deliver-as-github.ts";
import { closeDelivery, openDelivery, says, seatFive } from "../support/github/delivery.ts";

const test = suite("GitHub Enterprise");
test.after(closeDelivery);

/** The addresses of threads and releases are those that the deliveries of the tests name. */
const DELIVERED = /https:\/\/github\.com\/ships\/[\w-]+\/(issues|pull|releases)\b/g;
const ENTERPRISE = "github: https://git.example.org\n";

test("every page leads to the Enterprise", async () => {
  const { apps, pages } = await openShownCommunity("full", ENTERPRISE);
  let links = 0;
  for (const [name, { path }] of pages) {
    const [, , fn = "", ...rest] = path.split("/");
    const { body } = await get(apps[fn as keyof typeof apps], `/${rest.join("/")}`, { accept: "text/html" });
    assert.not.match(body.replace(DELIVERED, ""), "github.com", name);
    links += body.split("https://git.example.org/").length - 1;
  }
  assert.ok(links > 10, `${links} links`);
});

test("an answer names people by their pages there", async () => {
  const { send, run, server } = await openDelivery({ yaml: `${SETTINGS}${ENTERPRISE}` });
  for (const number of [5, 99]) server.thread(hull, number);
  await seatFive(send);
  await send(says("/pod who narwhal", user(50, "guest"), 5));
  await run();
  await run();
  const texts = [5, 99]
    .flatMap((number) => server.comments(hull, number))
    .map(({ body }) => body)
    .join();
  assert.match(texts, "[sailor-1](https://git.example.org/sailor-1)");
  assert.not.match(texts, "github.com");
});

test.run();
