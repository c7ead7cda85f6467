import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { Unsent } from "#shared/core/outbox.ts";
import { type Status, statusPage } from "../../../functions/pods/status-page.ts";
import { unsentInWords } from "../../../functions/pods/unsent-words.ts";
import { settings } from "../../support/pages.ts";

const test = suite("status page");
const NOW = Date.parse("2026-11-22T12:00:00Z");

test("the status: all is well only while messages go out and none is stuck", () => {
  const redis = { initialised: true, usable: true, warnings: [], server: "Redis 7", durability: "L2" } as never;
  const sender = { name: "deliver", does: "Sends.", on: true };
  const status: Status = {
    redis,
    settings: "pods.yml",
    revision: 1,
    lastDeliveryAt: null,
    lastDigest: null,
    lastDigestPlaces: [],
    nextDigestAt: null,
    lastReadAt: null,
    lastRun: null,
    lastImport: null,
    unanswered: { newcomers: 0, withoutAdvocate: 0 },
    backlog: { pending: 3 },
    unsent: [],
    beyond: 0,
    faults: [],
    functions: [{ name: "rebalance", does: "Plans.", on: false }, sender],
    off: ["The swag offer."],
  };
  const well = (change: Partial<Status>) =>
    statusPage({ settings, status: { ...status, ...change } }).includes("All is well");
  assert.match(statusPage({ settings, status: { ...status, beyond: 1 } }), "1 more was not looked at.");
  assert.ok(well({}), "what the settings switch off is no fault");
  assert.not.ok(well({ older: ["An older version of the settings has been in force."] }));
  assert.not.ok(
    well({ redis: { ...(redis as object), refusal: "This is a replica." } as never }),
    "commands are refused",
  );
  assert.not.ok(well({ faults: ["Posts to Slack: pods-chat has no entry slack."] }), "switched on, and cannot work");
  const group = {
    kind: "thread",
    to: "github",
    errands: 3,
    since: NOW - 3_600_000,
    detail: "GitHub: 404 Not Found",
  } as const;
  const unsent = (change: Partial<Unsent>) => ({
    unsent: [
      unsentInWords(
        { ...group, said: [group.detail], state: "waiting", ...change },
        { tickedAt: NOW, off: [] },
        undefined,
        NOW,
      ),
    ],
  });
  assert.ok(well(unsent({ since: NOW - 60_000 })), "its turn comes");
  assert.not.ok(well(unsent({})), "waits for an hour");
  assert.not.ok(well(unsent({ state: "dead" })), "given up");
  assert.not.ok(well(unsent({ state: "unknown" })), "sent or not, nobody knows");
  assert.ok(well(unsent({ state: "dead", since: NOW - 30 * 24 * 3_600_000 })), "old news");
  assert.not.ok(well({ functions: [{ ...sender, on: false }] }), "deliver is not called");
});

test("what waits says why, and what somebody can do", () => {
  const group: Unsent = { kind: "digest", to: "slack", state: "waiting", errands: 2, since: NOW - 3_600_000 };
  const told = (change: Partial<Unsent>, off: readonly string[] = [], notCalled?: string) => {
    const shown = { ...group, ...change, said: [change.detail ?? [], change.otherDetails ?? []].flat() };
    const { what, why, todo } = unsentInWords(shown, { tickedAt: NOW, off }, notCalled, NOW);
    return `${what} ${why} ${todo}`;
  };
  assert.match(told({}), "2 digests for Slack wait. Their turn comes");
  assert.match(
    told({}, [], "The cron-connector has not called it."),
    /not called it\. Look whether the cron-connector runs/,
  );
  assert.match(told({}, ["slack"]), /pods-chat has no entry slack\. Add a line slack/);
  assert.match(told({ detail: "slack limits us" }), "The latest try said: slack limits us. They are tried again");
  assert.match(
    told({ kind: "thread", to: "github", errands: 1, detail: "GitHub: 401 Bad credentials" }),
    /1 comment on GitHub waits\..*401 Bad credentials\. Give the secret pods-github valid/,
  );
  assert.match(told({ kind: "thread", to: "github" }, ["github"]), /pods-github holds "-"\. Give pods-github a token/);
  assert.match(told({ state: "dead", detail: "x".repeat(500) }), /given up\. The reason: x{200}…/);
  assert.match(told({ state: "dead" }), "given up. The reason: it was not noted. Mend");
  const old = "one was opened eight days ago";
  const several = { state: "dead", detail: "one is broken", otherDetails: [old] } as const;
  assert.match(told(several), `given up. The reasons: one is broken; ${old}. Mend`);
  assert.match(told({ state: "dead", detail: old }), "ago. Nothing: nobody");
});

test.run();
