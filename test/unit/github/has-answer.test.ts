/** What counts as an answer to the author of a thread. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { hasAnswer } from "#shared/core/github/has-answer.ts";
import { Payload } from "#shared/core/github/payload.ts";

const test = suite("an answer");

const ada = { id: 1, login: "ada", type: "User" };
const bob = { id: 2, login: "bob", type: "User" };
const settings = { bots: ["deck-hand"] };
const thread = { number: 5, user: bob };
const text = (body: string | null, user: object | null = ada) => ({ id: 9, user, body });
const isAnswer = (payload: object) => hasAnswer(Payload.parse(payload), settings);
const comments = (body: string, user?: object | null, action = "created") =>
  isAnswer({ action, issue: thread, comment: text(body, user) });
const reviews = (more: object, action = "submitted") =>
  isAnswer({ action, pull_request: thread, review: { ...text(null), state: "approved", ...more } });

test("is a comment or a review of another person, with words or without", () => {
  assert.ok(comments("Welcome aboard!"));
  assert.ok(comments("Welcome aboard!", ada, "edited"));
  assert.ok(comments("Welcome!\n/pod kudos @bob a fine patch"));
  assert.ok(isAnswer({ action: "created", pull_request: thread, comment: text("Tighten this knot.") }));
  assert.ok(reviews({}));
  assert.ok(reviews({ state: "commented", body: "Nearly there." }, "edited"));
  assert.ok(reviews({ state: "changes_requested", body: "/pod who" }));
  assert.ok(reviews({ state: "dismissed" }), "it was an approval before");
  assert.ok(comments("> <!-- pods:ships:thread -->\n> Narwhal looks after Hull.\n\nSo do I."), "a quotation of ours");
});

test("is nothing that the author, a robot, we ourselves or nobody said", () => {
  for (const user of [
    bob,
    null,
    { id: 3, login: "robot[bot]", type: "Bot" },
    { id: 4, login: "deck-hand", type: "User" },
    { id: 10137, login: "ghost", type: "User" },
  ])
    assert.not.ok(comments("Welcome aboard!", user), JSON.stringify(user));
  // A token writes under the name of its owner.
  assert.not.ok(comments("<!-- pods:ships:thread -->\nNarwhal looks after Hull."));
  assert.not.ok(comments("<!-- pods:ships:answers:0a1b -->\n@bob you have a seat."));
});

test("is no command, no label, nothing that was deleted and nothing that only its author sees", () => {
  assert.not.ok(comments("/pod quiet"));
  assert.not.ok(comments("Welcome aboard!", ada, "deleted"));
  assert.not.ok(reviews({ state: "pending" }));
  assert.not.ok(reviews({ state: "pending", body: "I am not done yet." }));
  assert.not.ok(reviews({ state: "commented", body: "/pod who" }));
  assert.not.ok(reviews({ state: "commented" }), "its comments on lines may be commands");
  assert.not.ok(isAnswer({ action: "labeled", issue: thread, sender: ada }));
  assert.not.ok(isAnswer({ action: "closed", issue: thread, sender: ada }));
  assert.not.ok(isAnswer({ action: "edited", release: { id: 1 } }));
});

test.run();
