import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { reduce } from "#shared/core/github/delivery.ts";
import { Settings } from "#shared/core/settings.ts";

const test = suite("a delivery");
const settings = Settings.parse({
  community: "Acme",
  organisation: "acme",
  areas: { cli: { repositories: ["acme/cli", "friends/tool"] } },
  bots: ["acme-robot"],
  mergedBy: { labels: ["merged"], titlePrefixes: ["[Merged by Bors]"] },
  digest: { timezone: "Pacific/Auckland" },
});
const at = Date.UTC(2026, 10, 22, 12);
const ada = { id: 1, login: "ada", type: "User" };
const bob = { id: 2, login: "bob", type: "User" };
const robot = { id: 3, login: "robot[bot]", type: "Bot" };
const repository = {
  id: 7,
  full_name: "acme/cli",
  private: false,
  archived: false,
  stargazers_count: 5,
  updated_at: "2026-11-20T10:00:00Z",
};
const issue = {
  id: 40,
  number: 4,
  title: "It breaks",
  user: ada,
  labels: [{ name: "bug" }],
  state: "open",
  locked: false,
  html_url: "https://github.com/acme/cli/issues/4",
  body: null,
  created_at: "2026-11-22T10:30:00Z",
  updated_at: "2026-11-22T11:00:00Z",
};
const pull = { ...issue, number: 5, draft: false, merged: false, html_url: "https://github.com/acme/cli/pull/5" };

function run(event: string, payload: object) {
  let next = 0;
  return reduce(
    { event, payload: { repository, sender: ada, ...payload } },
    { settings, at, newPseudonym: () => `p${++next}` },
  );
}
function accepted(event: string, payload: object) {
  const reduction = run(event, payload);
  if (reduction.outcome === "ignored") throw new Error(`ignored: ${reduction.reason}`);
  return reduction;
}
const activity = (event: string, payload: object) => accepted(event, payload).fact.activity;

test("an opened issue: repository, thread, activity, and the thread is due", () => {
  assert.equal(accepted("issues", { action: "opened", issue }), {
    outcome: "accepted",
    fact: {
      repository: {
        id: 7,
        name: "acme/cli",
        private: false,
        archived: false,
        stars: 5,
        updatedAt: Date.UTC(2026, 10, 20, 10),
      },
      thread: {
        key: "7#4",
        repository: 7,
        number: 4,
        kind: "issue",
        draft: false,
        open: true,
        locked: false,
        updatedAt: Date.UTC(2026, 10, 22, 11),
        author: { id: 1, login: "ada", proposed: "p1" },
        isKnownAuthor: false,
        openedAt: Date.UTC(2026, 10, 22, 10, 30),
      },
      activity: {
        kind: "opened",
        subject: "issue",
        key: "opened:7#4",
        number: 4,
        at: Date.UTC(2026, 10, 22, 10, 30),
        // Sunday evening in UTC is Monday in Auckland.
        week: "2026-W47",
        arrivesIn: "2026-W48",
        repository: 7,
        title: "It breaks",
        url: "https://github.com/acme/cli/issues/4",
        person: { id: 1, login: "ada", proposed: "p1" },
      },
    },
    errands: [{ kind: "thread", thread: "7#4" }],
  });
});

test("an activity has the same key in every delivery about it", () => {
  const merged = { ...pull, state: "closed", merged: true, merged_at: "2026-11-22T11:30:00Z" };
  const done = activity("pull_request", { action: "closed", pull_request: merged, sender: bob });
  assert.is(done?.key, "merged:7#5");
  assert.is(done?.week, "2026-W48", "11:30 UTC on a Sunday is Monday in Auckland");
  assert.is(done?.person?.login, "ada", "credited to the author, not to who pressed the button");
  assert.is(activity("pull_request", { action: "closed", pull_request: { ...pull, state: "closed" } }), undefined);
  assert.is(activity("pull_request", { action: "closed", pull_request: merged, sender: robot })?.person?.login, "ada");
  assert.is(
    activity("issues", { action: "closed", issue: { ...issue, state: "closed" }, sender: bob })?.person?.login,
    "bob",
  );

  const review = { id: 99, user: bob, state: "approved", submitted_at: "2026-11-22T11:00:00Z" };
  assert.is(
    activity("pull_request_review", { action: "submitted", review, pull_request: pull })?.key,
    "reviewed:7#5/2026-11-23",
  );
  assert.is(
    activity("pull_request_review", { action: "submitted", review: { ...review, user: ada }, pull_request: pull }),
    undefined,
  );
  const draft = { ...review, state: "pending" };
  assert.is(activity("pull_request_review", { action: "submitted", review: draft, pull_request: pull }), undefined);

  const release = {
    id: 12,
    name: "",
    tag_name: "v1.2",
    draft: false,
    author: ada,
    published_at: "2026-11-22T11:00:00Z",
  };
  const released = activity("release", { action: "published", release });
  assert.equal([released?.key, released?.title], ["released:12", "v1.2"]);
  assert.is(run("release", { action: "created", release }).outcome, "ignored");
});

test("an issue that was closed without work, or as a duplicate, is nobody's work", () => {
  const closed = (reason: string | null) =>
    activity("issues", { action: "closed", issue: { ...issue, state: "closed", state_reason: reason }, sender: bob });
  assert.equal(["not_planned", "duplicate"].map(closed), [undefined, undefined]);
  assert.equal([closed("completed")?.kind, closed(null)?.kind], ["closed", "closed"]);
});

test("a pull request that a merge bot closed was merged by its author, whenever its sign comes", () => {
  const closed = { ...pull, state: "closed", closed_at: "2026-11-22T11:30:00Z" };
  const deed = (action: string, change: object) =>
    activity("pull_request", { action, pull_request: { ...closed, ...change }, sender: robot });
  const renamed = { title: "[Merged by Bors] - Mend it" };
  const merged = deed("closed", renamed);
  assert.equal(
    [merged?.kind, merged?.key, merged?.title, merged?.person?.login],
    ["merged", "merged:7#5", "Mend it", "ada"],
  );
  assert.is(merged?.at, Date.parse(closed.closed_at));
  assert.is(deed("labeled", { labels: [{ name: "Merged" }] })?.key, "merged:7#5");
  assert.is(deed("edited", renamed)?.key, "merged:7#5");
  assert.is(deed("edited", { ...renamed, state: "open" }), undefined);
  assert.is(deed("closed", { labels: [{ name: "wontfix" }] }), undefined);
});

test("GitHub says whether an author was there before", () => {
  const known = (author_association: string) =>
    accepted("issues", { action: "labeled", issue: { ...issue, author_association } }).fact.thread?.isKnownAuthor;
  assert.equal(["CONTRIBUTOR", "COLLABORATOR", "MEMBER", "OWNER"].map(known), [true, true, true, true]);
  assert.equal(["FIRST_TIMER", "FIRST_TIME_CONTRIBUTOR", "NONE", "MANNEQUIN"].map(known), [false, false, false, false]);
});

test("stars are counted without their people", () => {
  const star = activity("star", { action: "created", starred_at: "2026-11-21T11:00:00Z" });
  assert.equal([star?.kind, star?.key, "person" in (star ?? {})], ["starred", "starred:7/1795258800000/5", false]);
  assert.is(activity("star", { action: "deleted", starred_at: null })?.kind, "unstarred");
});

test("bots are not credited and give no commands, but their labels count; the ghost and null authors are nobody", () => {
  const byBot = accepted("issues", {
    action: "opened",
    issue: { ...issue, user: robot, body: "/pod join cli" },
    sender: robot,
  });
  const due = [{ kind: "thread", thread: "7#4" }];
  assert.equal([byBot.fact.activity, byBot.errands, byBot.commands], [undefined, due, undefined]);
  assert.equal(accepted("issues", { action: "labeled", issue, sender: robot }).errands, due);
  const user = { id: 4, login: "Acme-Robot", type: "User" };
  const byUser = accepted("issues", { action: "opened", issue: { ...issue, user }, sender: user });
  assert.equal([byUser.fact.activity, byUser.fact.thread?.author, byUser.errands], [undefined, undefined, due]);
  for (const user of [null, { id: 10137, login: "ghost", type: "User" }]) {
    const { fact } = accepted("issues", { action: "opened", issue: { ...issue, user }, sender: bob });
    assert.equal([fact.thread?.author, fact.activity?.person, fact.activity?.kind], [undefined, undefined, "opened"]);
  }
});

test("drafts are silent until they are ready", () => {
  assert.equal(accepted("pull_request", { action: "opened", pull_request: { ...pull, draft: true } }).errands, []);
  assert.is(accepted("pull_request", { action: "ready_for_review", pull_request: pull }).errands.length, 1);
  assert.equal(accepted("pull_request", { action: "closed", pull_request: pull }).errands, []);
});

test("a merged pull request is looked at again, since it may be its author's first", () => {
  const merged = { ...pull, state: "closed", merged: true };
  const { errands } = accepted("pull_request", { action: "closed", pull_request: merged });
  assert.equal(errands.map(({ kind }) => kind).sort(), ["co-authors", "thread"]);
  // A robot has no first one, but people may have written it together with the robot.
  const byRobot = accepted("pull_request", { action: "closed", pull_request: { ...merged, user: robot } }).errands;
  assert.equal(byRobot, [{ kind: "co-authors", thread: "7#5" }]);
});

test("private repositories are flagged, and so are those of unknown visibility", () => {
  assert.is(
    accepted("issues", { action: "opened", issue, repository: { ...repository, private: true } }).fact.repository
      ?.private,
    true,
  );
  const { private: _, ...unsaid } = repository;
  assert.is(accepted("issues", { action: "opened", issue, repository: unsaid }).fact.repository?.private, true);
});

test("deliveries that are not ours, not used or incomplete are ignored with a reason", () => {
  const reason = (event: string, payload: object) => {
    const reduction = run(event, payload);
    return reduction.outcome === "ignored" ? reduction.reason : "accepted";
  };
  assert.is(reason("ping", {}), "ping");
  assert.is(reason("workflow_run", {}), "event-not-used");
  assert.is(reason("constructor", {}), "event-not-used");
  assert.is(reason("issues", { action: "typed", issue }), "action-not-used");
  assert.is(reason("issues", { action: { toString: "opened" }, issue }), "action-not-used");
  assert.is(reason("issues", { action: "opened", issue, repository: undefined }), "no-repository");
  assert.is(
    reason("issues", { action: "opened", issue, repository: { ...repository, full_name: "evil/cli" } }),
    "repository-not-ours",
  );
  assert.is(
    reason("issues", { action: "opened", issue, repository: { ...repository, full_name: "Friends/x" } }),
    "accepted",
  );
  assert.is(
    reason("issues", { action: "opened", issue: 5, sender: null }),
    "accepted",
    "the repository's stars count all the same",
  );
});

const comment = (body: unknown, more: object = {}) => ({
  id: 50,
  user: bob,
  body,
  updated_at: "2026-11-22T11:30:00Z",
  ...more,
});

test("commands in a comment count only when its author is the sender", () => {
  const { commands, errands } = accepted("issue_comment", {
    action: "created",
    issue,
    comment: comment("hi\n/pod join cli\n/pod help"),
    sender: bob,
  });
  assert.equal(commands, {
    actor: { id: 2, login: "bob", proposed: "p1" },
    place: {
      thread: "7#4",
      repository: "acme/cli",
      isPrivate: false,
      url: "https://github.com/acme/cli/issues/4",
      isAuthor: false,
      isInsider: false,
      isContributor: false,
    },
    source: { kind: "comment", id: 50 },
    at: Date.UTC(2026, 10, 22, 11, 30),
    version: Date.UTC(2026, 10, 22, 11, 30),
    lines: ["join cli", "help"],
    before: [],
  });
  assert.equal(errands, [], "a comment alone is no occasion to speak");
  assert.is(
    accepted("issue_comment", { action: "created", issue, comment: comment("/pod join cli") }).commands,
    undefined,
  );
  const said = (body: string) =>
    accepted("issue_comment", { action: "created", issue, comment: comment(body), sender: bob }).commands?.lines;
  assert.is(said("<!-- pods:acme:thread -->\n\n/pod leave"), undefined);
  assert.equal(said("> <!-- pods:acme:thread -->\n\n/pod leave"), ["leave"], "a person quotes us");
  assert.is(
    accepted("issues", { action: "opened", issue: { ...issue, body: "/pod join cli" } }).commands?.actor.login,
    "ada",
  );
  assert.is(
    accepted("issues", { action: "opened", issue: { ...issue, id: undefined, body: "/pod help" } }).commands,
    undefined,
  );
  assert.is(accepted("issues", { action: "labeled", issue: { ...issue, body: "/pod join cli" } }).commands, undefined);
});

test("an edit brings the commands of both texts", () => {
  const edit = (body: string, changes: unknown, sender = bob) =>
    accepted("issue_comment", { action: "edited", issue, comment: comment(body), changes, sender }).commands;
  const { lines, before } = edit("/pod help\n/pod leave", { body: { from: "/pod help" } }) ?? {};
  assert.equal([lines, before], [["help", "leave"], ["help"]]);
  assert.is(edit("/pod help", {}), undefined);
  assert.is(edit("/pod leave", { body: { from: "" } }, ada), undefined, "an edit by somebody else");
  const withdrawn = (sender: typeof bob) =>
    accepted("issue_comment", {
      ...{ action: "edited", issue, sender, comment: comment("Never mind") },
      changes: { body: { from: "/pod demo A hull" } },
    }).withdrawal;
  assert.is(withdrawn(bob), undefined, "commands say what their author took back");
  assert.equal(withdrawn(ada)?.before, ["demo A hull"]);
  assert.is(
    accepted("issues", { action: "edited", issue: { ...issue, body: "/pod help" }, changes: { title: { from: "x" } } })
      .commands,
    undefined,
  );
});

test("every text has its own number and time", () => {
  const review = comment("/pod help", { updated_at: undefined, submitted_at: "2026-11-22T10:00:00Z" });
  const from = { body: { from: "" } };
  const spoken = (event: string, payload: object) => {
    const { source, at: when } = accepted(event, { sender: bob, ...payload }).commands ?? {};
    return [source?.kind, source?.id, new Date(when ?? 0).toISOString().slice(11, 16)];
  };
  const opened = { ...issue, user: bob, body: "/pod help" };
  const asked = { ...pull, user: bob, body: "/pod help" };
  assert.equal(spoken("pull_request_review", { action: "submitted", pull_request: pull, review }), [
    "review",
    50,
    "10:00",
  ]);
  assert.equal(
    spoken("pull_request_review", { action: "edited", pull_request: pull, review, changes: from }),
    ["review", 50, "12:00"],
    "when it arrived",
  );
  for (const action of ["created", "edited"]) {
    const said = { action, pull_request: pull, comment: comment("/pod help"), changes: from };
    assert.equal(spoken("pull_request_review_comment", said), ["review-comment", 50, "11:30"]);
  }
  assert.equal(spoken("issues", { action: "opened", issue: opened }), ["opening", 40, "10:30"]);
  assert.equal(spoken("issues", { action: "edited", issue: opened, changes: from }), ["opening", 40, "11:00"]);
  assert.equal(spoken("pull_request", { action: "opened", pull_request: asked }), ["opening", 40, "10:30"]);
});

test("a draft waits for an answer from when it is ready for review; a private one waits for nobody", () => {
  const turned = (action: string, more: object = {}) => {
    const { thread = { openedAt: undefined, readyAt: undefined } } = accepted("pull_request", {
      action,
      pull_request: { ...pull, created_at: "2026-11-22T10:30:00Z", updated_at: "2026-11-22T11:00:00Z" },
      ...more,
    }).fact;
    return [thread.openedAt, thread.readyAt];
  };
  const [opened, ready] = [Date.UTC(2026, 10, 22, 10, 30), Date.UTC(2026, 10, 22, 11)];
  assert.equal(turned("ready_for_review"), [opened, ready]);
  assert.equal(turned("converted_to_draft"), [opened, undefined]);
  assert.equal(turned("ready_for_review", { repository: { ...repository, private: true } }), [undefined, undefined]);
});

test("deleting our comment makes the thread due", () => {
  const body = "<!-- pods:acme:thread -->\nHello";
  const deleted = (sender: object, text = body) =>
    accepted("issue_comment", { action: "deleted", issue, comment: comment(text, { user: robot }), sender }).errands
      .length;
  assert.equal([deleted(ada), deleted(robot), deleted(ada, "Hello")], [1, 0, 0]);
});

test("every example GitHub publishes, whole and mutilated, is reduced without an error", () => {
  const path = createRequire(import.meta.url).resolve("@octokit/webhooks-examples");
  const examples: { name: string; examples: Record<string, unknown>[] }[] = JSON.parse(readFileSync(path, "utf8"));
  const used = new Set<string>();
  for (const { name, examples: payloads } of examples) {
    for (const payload of payloads) {
      const owner = { ...settings, organisation: "Codertocat" };
      const whole = reduce({ event: name, payload }, { settings: owner, at, newPseudonym: () => "p" });
      if (whole.outcome === "accepted") used.add(name);
      for (const key of Object.keys(payload)) {
        for (const value of [null, 7, "x", [], {}, { id: -1, login: 5 }, { id: 2 ** 60, number: "1" }]) {
          reduce(
            { event: name, payload: { ...payload, [key]: value } },
            { settings: owner, at, newPseudonym: () => "p" },
          );
        }
      }
    }
  }
  assert.equal([...used].sort(), [
    "issue_comment",
    "issues",
    "pull_request",
    "pull_request_review",
    "pull_request_review_comment",
    "release",
    "repository",
    "star",
  ]);
});

test.run();
