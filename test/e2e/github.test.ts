/** From GitHub and back, with the bundles as processes: a signed delivery, a tick, and the comment of an app with its key. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { eventually } from "../support/eventually.ts";
import { actsIn } from "../support/github/acts.ts";
import { ada, bob, hull } from "../support/github/deliver-as-github.ts";
import { stopFunctions } from "../support/platform/function-process.ts";
import { startShips } from "../support/platform/ships.ts";

const test = suite("from GitHub and back");
test.after.each(stopFunctions);

test("a /pod join that GitHub delivers is answered in a comment by the app", async () => {
  const { github, deliver, send, tick, close } = await startShips(["on-github-event", "deliver"]);
  try {
    const acts = actsIn(github, hull);
    const thread = github.thread(hull, 5, { author: bob });
    const delivery = acts.says(ada, thread, "Count me in — ⚓\n\n/pod join hull");
    await send(delivery);
    assert.is(await deliver(delivery), 200, "again");
    assert.is(await deliver({ ...delivery, secret: "guess" }), 401);

    const ours = () => thread.comments.filter(({ author }) => author.type === "Bot");
    await eventually(async () => {
      await tick("deliver");
      return ours().length > 0;
    }, 200);
    const [comment, ...more] = ours();
    assert.equal(more, []);
    assert.match(comment?.body ?? "", /@ada: You went on the list for Hull on \d+ \w+ \d{4}\./);
    assert.equal(github.violations, []);
  } finally {
    await close();
  }
});

test.run();
