import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type Status, statusPage } from "../../../functions/pods/status-page.ts";
import { settings } from "../../support/pages.ts";

const test = suite("status page");

test("the status: all is well only while messages go out and none is stuck", () => {
  const redis = { initialised: true, usable: true, warnings: [], server: "Redis 7", durability: "L2" } as never;
  const sender = { name: "deliver", does: "Sends.", on: true };
  const status: Status = {
    redis,
    settings: "pods.yml",
    revision: 1,
    lastDeliveryAt: null,
    lastDigest: null,
    lastRun: null,
    backlog: { pending: 3, dead: 0, unknown: 0 },
    functions: [{ name: "rebalance", does: "Plans.", on: false }, sender],
    off: ["The swag offer."],
  };
  const well = (change: Partial<Status>) =>
    statusPage({ settings, status: { ...status, ...change } }).includes("All is well");
  assert.ok(well({}), "what the settings switch off is no fault");
  assert.not.ok(well({ older: ["An older version of the settings has been in force."] }));
  assert.not.ok(
    well({ redis: { ...(redis as object), refusal: "This is a replica." } as never }),
    "commands are refused",
  );
  assert.not.ok(well({ backlog: { dead: 1 } }), "given up");
  assert.not.ok(well({ backlog: { unknown: 1 } }), "sent or not, nobody knows");
  assert.not.ok(well({ functions: [{ ...sender, on: false }] }), "deliver is not called");
});

test.run();
