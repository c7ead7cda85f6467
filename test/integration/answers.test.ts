/** Every command is answered: by a reaction, and by a reply that mentions its author and stays true. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { MISSING_ATTEMPTS_MAX } from "#shared/core/errand-times.ts";
import { saidAt } from "#shared/core/spoken.ts";
import { openGitHub } from "#shared/github/client.ts";
import { parseGitHubSecret } from "#shared/github/secret.ts";
import { pods } from "../../functions/pods/handler.ts";
import { rebalance } from "../../functions/rebalance/handler.ts";
import { get, tick } from "../support/community.ts";
import { actsIn } from "../support/github/acts.ts";
import { ada, bob, guid, hull, repository, user } from "../support/github/deliver-as-github.ts";
import { appSecret, closeDelivery, dying, openDelivery, people } from "../support/github/delivery.ts";
import { assertUnnamed } from "../support/unnamed.ts";

const test = suite("answers");
test.after(closeDelivery);

const cid = user(3, "cid");
const EYES = ["Pods-Robot eyes"];

/** A pull request in the hull's repository, and what people do there. */
async function opened(options: Parameters<typeof openDelivery>[0] = {}) {
  const all = await openDelivery(options);
  const { server, send } = all;
  let later = 0;
  const { now } = server;
  server.now = () => now() + later;
  /** Lets some minutes pass. */
  const wait = () => {
    later += 600_000;
  };
  const acts = actsIn(server, hull);
  const { text: thread } = acts.opens(bob, 5, { isPullRequest: true });
  /** Somebody comments. Returns the comment. */
  const say = async (by: typeof ada, body: string, where = thread) => {
    const delivery = acts.says(by, where, body);
    await send(delivery);
    return delivery.text;
  };
  const ours = (where = thread) => where.comments.filter(({ body }) => /^<!-- \S+:answers:/.test(body));
  const texts = (where = thread) => ours(where).map(({ body }) => body);
  return { ...all, wait, acts, thread, say, ours, texts };
}

test("nine joins in one thread are all answered, in one reply, which mentions and so notifies each", async () => {
  const { server, say, run, texts, ours } = await opened();
  const nine = people(9);
  const comments = [];
  for (const one of nine) comments.push(await say(one, "/pod join hull"));
  await run();
  const [text = "", ...others] = texts();
  assert.equal(others, []);
  for (const { login } of nine) assert.is(text.split(`@${login}: `).length, 2, login);
  assert.is(text.match(/Welcome to the \*\*Narwhal\*\* pod! You took your seat on 22 November 2026\./g)?.length, 5);
  assert.is(text.match(/You went on the list for Hull on 22 November 2026\./g)?.length, 4);
  for (const { reactions } of comments) assert.equal(reactions, EYES);
  const { id } = ours()[0] ?? {};
  for (const one of nine)
    assert.is(server.notificationsOf(one).find(({ comment }) => comment === id)?.because, "mentioned");
  assert.equal(server.violations, []);
});

test("two strangers with mistakes are both answered", async () => {
  const { say, run, texts, store } = await opened();
  await say(ada, "/pod jion hull");
  await say(cid, "/pod sail");
  await run();
  assert.is(texts().length, 1);
  assert.match(texts()[0] ?? "", /@ada: I do not know `\/pod jion`.*@cid: I do not know `\/pod sail`/s);
  assert.is((await store.find(cid))?.standing.state, "known", "they spoke to us, and can be forgotten");
});

test("commands in a locked thread wait, and are answered as soon as it is unlocked", async () => {
  const { acts, send, thread, say, run, texts, store } = await opened();
  const comment = await say(ada, "/pod join hull");
  await send(acts.locks(bob, thread));
  for (let i = 0; i < 12; i++) assert.is((await run()).dead, 0);
  assert.equal([texts(), comment.reactions], [[], []]);
  assert.equal(await store.backlog(), { pending: 1 });
  // Without the event it would be looked at again a day later.
  const unlocked = acts.locks(bob, thread, false);
  await send(unlocked);
  await run();
  assert.match(texts()[0] ?? "", "@ada: You went on the list");
  assert.equal(comment.reactions, EYES);
});

test("a reply is edited only while nothing was said after it, since an edit notifies only people it newly mentions", async () => {
  const { server, acts, send, thread, say, run, ours, texts, wait } = await opened();
  await say(ada, "/pod help");
  // Its delivery is late.
  const late = acts.says(cid, thread, "/pod sail");
  wait();
  await run();
  await send(late);
  await run();
  assert.equal([texts().length, ours()[0]?.writes], [1, 2]);
  assert.match(texts()[0] ?? "", /@ada: This is what.*@cid: I do not know/s);
  assert.is(server.notificationsOf(cid).at(-1)?.because, "mentioned");

  wait();
  await say(bob, "Thanks!");
  await send(acts.saysOnLine(cid, thread, "Nice."));
  await say(ada, "/pod leave");
  await run();
  assert.equal([texts().length, ours()[0]?.writes], [2, 2]);
  assert.match(texts()[1] ?? "", "@ada: You had no seat here on 22 November 2026");

  // An edit of a comment says something new, too, so its author is notified.
  wait();
  const before = server.notificationsOf(cid).length;
  await send(acts.edits(cid, late.text, "/pod who"));
  await run();
  assert.is(texts().length, 3);
  assert.is(server.notificationsOf(cid).length, before + 1);
});

test("whom the latest reply mentions an edit would not reach: they are answered in a new comment", async () => {
  const { server, acts, send, thread, say, run, texts, wait } = await opened();
  await say(ada, "/pod help");
  const late = acts.says(ada, thread, "/pod leave");
  const cids = acts.says(cid, thread, "/pod leave");
  wait();
  await run();
  await send(cids);
  await run();
  assert.is(texts().length, 1, "somebody else is told by an edit");
  await send(late);
  await run();
  assert.is(texts().length, 2);
  const mentions = (who: typeof ada) => server.notificationsOf(who).filter(({ because }) => because === "mentioned");
  assert.equal([mentions(ada).length, mentions(cid).length], [2, 1]);
});

test("of several answers to one person in a reply each says which command it answers", async () => {
  const { say, run, texts } = await opened();
  await say(ada, "/pod join hull");
  await say(ada, "/pod join hull");
  await say(ada, "/pod jion hull");
  await say(cid, "/pod leave");
  await run();
  const [text = ""] = texts();
  assert.match(text, "@ada, `/pod join`: You went on the list for Hull");
  assert.match(text, "@ada, `/pod join`: You were already on the list for Hull");
  assert.match(text, "@ada: I do not know `/pod jion`");
  assert.match(text, "@cid: You had no seat here");
});

test("an edited review that several hooks deliver is carried out and answered once", async () => {
  const { acts, send, thread, run, texts } = await opened();
  const { text: review, ...submitted } = acts.reviews(ada, thread, "Nice.");
  await send(submitted);
  const edit = acts.editsReview(ada, thread, review, "/pod join hull");
  for (const hook of ["organisation", "repository"]) await send({ ...edit, id: guid(hook, edit.id ?? "") });
  await run();
  assert.is(texts().join().split("@ada").length, 2);
});

test("a word that an edited review overtakes is not said to be older: nobody knows when the review was edited", async () => {
  const { acts, send, thread, run, texts } = await opened();
  const { text: review, ...submitted } = acts.reviews(ada, thread, "Nice.");
  await send(submitted);
  const late = acts.says(ada, thread, "/pod leave");
  await send(acts.editsReview(ada, thread, review, "/pod join hull"));
  await send(late);
  await run();
  assert.match(texts().join(), "You, or a maintainer, said something newer about this, so that holds.");
});

test("an answer is dated when its command was carried out, which an outage may delay by days", async () => {
  const { acts, server, send, thread, run, texts } = await opened();
  const { now } = server;
  server.now = () => now() - 3 * 24 * 3_600_000;
  const late = acts.says(ada, thread, "/pod who");
  server.now = now;
  await send(late);
  await run();
  assert.match(
    texts()[0] ?? "",
    "@ada: You held no seat in a pod when this arrived on 22 November 2026. `/pod who <pod or area>` shows any pod, by its name or its area.",
  );
});

test("GitHub refuses a reaction to a text so new that it does not find it: the reply comes, and later the reaction", async () => {
  const { server, say, run, texts, store } = await opened();
  const comment = await say(ada, "/pod help");
  server.fail({ operation: "reactions/create-for-issue-comment", status: 404, message: "Not Found", times: 3 });
  for (let i = 0; i < 2; i++) {
    await run();
    assert.equal([texts().length, comment.reactions], [1, []]);
  }
  await run();
  assert.equal(comment.reactions, EYES);
  assert.equal([texts().length, await store.backlog()], [1, {}]);
});

test("a text that its author deleted is answered, and nothing waits for its reaction for more than an hour", async () => {
  const { acts, say, send, run, texts, store } = await opened();
  await send(acts.deletes(ada, await say(ada, "/pod help")));
  for (let i = 0; i < MISSING_ATTEMPTS_MAX; i++) assert.equal((await run()).dead, 0);
  assert.equal([texts().length, await store.backlog()], [1, {}]);
});

test("an app that may not write in pull requests answers comments on their lines, and reacts to them once it may", async () => {
  const { acts, server, send, say, run, thread, texts } = await opened({ secret: appSecret });
  server.app.mayWrite = ["issues"];
  const { text: onLine, ...delivery } = acts.saysOnLine(ada, thread, "/pod help");
  await send(delivery);
  await run();
  const comment = await say(cid, "/pod help");
  await run();
  const eyes = ["pods-of-ships[bot] eyes"];
  assert.match(texts().join(), /@ada: .*@cid: /s);
  assert.equal([onLine.reactions, comment.reactions], [[], eyes]);
  server.app.mayWrite = ["issues", "pull_requests"];
  await run();
  assert.equal(onLine.reactions, eyes);
  assert.equal(server.violations, []);
});

test("whatever a text with a command is, it gets its reaction; a review has none", async () => {
  const { acts, server, store, run, send, thread, texts } = await opened();
  await send(acts.opens(ada, 6, { body: "/pod help" }));
  const { text: onLine } = acts.saysOnLine(ada, thread, "/pod help");
  const common = { thread: "70#5", at: server.now(), person: null, command: "help", outcome: "shown" } as const;
  for (const [place, source] of [
    { kind: "review-comment", id: onLine.id } as const,
    { kind: "review", id: 7 } as const,
    { kind: "comment", id: 404 } as const,
  ].entries()) {
    const said = saidAt({ at: common.at, id: source.id, place });
    await store.answer({ ...common, source, said }, { ...ada, proposed: "p-ada" }, { id: `o${place}`, at: common.at });
  }
  await store.record(
    {
      repository: { id: 70, name: "ships/hull", private: false, archived: false, stars: 0, updatedAt: 0 },
    },
    { id: "r", at: common.at },
  );
  await run();
  assert.equal(onLine.reactions, EYES);
  assert.equal(server.find("ships/hull", 6)?.reactions, EYES);
  assert.is(texts()[0]?.split("@ada, `/pod help`: ").length, 4, "a deleted comment is answered, too");
  assert.equal(server.violations, []);
});

test("killed at any step, the next run finishes: everybody is answered, exactly once", async () => {
  const { server, acts, say, github, store, app, hurry, run, texts, redis, key } = await opened();
  let number = 100;
  let killed = 0;
  for (const when of ["before", "after"] as const) {
    for (const [what, name, times] of [
      ["store", "pendingAnswers", 1],
      ["store", "beginSend", 1],
      ["store", "saveReply", 1],
      ["store", "settle", 1],
      ["github", "thread", 1],
      ["github", "react", 2],
      ["github", "since", 1],
      ["github", "create", 1],
    ] as const) {
      for (let nth = 1; nth <= times; nth++) {
        await redis.del(key("writes"));
        const { text: thread } = acts.opens(bob, ++number);
        for (const one of [ada, cid]) await say(one, "/pod help", thread);
        await hurry();
        await new Promise<void>((died) => {
          const broken =
            what === "store"
              ? { store: dying(store, [name], nth, when, died) }
              : { github: () => dying(github, [name], nth, when, died) };
          void tick(app(broken));
        });
        killed += 1;
        // Somebody speaks meanwhile.
        await say(bob, "Hello!", thread);
        await say(bob, "/pod who", thread);
        await run();
        const all = texts(thread).join("");
        for (const { login } of [ada, cid, bob])
          assert.is(all.split(`@${login}: `).length, 2, `${when} ${what} ${name} ${nth}: ${all}`);
        assert.is((await store.pendingAnswers(`70#${number}`)).length, 0);
      }
    }
  }
  assert.is(killed, 18);
  await run();
  assert.equal(await store.backlog(), {});
  assert.equal(server.violations, []);
});

test("when GitHub fails, limits us or loses an answer, the reply comes later and never twice", async () => {
  const { server, say, run, texts } = await opened();
  const comment = await say(ada, "/pod help");
  for (const fault of [
    { operation: "reactions/create-for-issue-comment", status: 502 },
    { operation: "issues/list-comments", status: 500 },
    { operation: "issues/create-comment", status: 502 },
    { operation: "issues/create-comment", lost: true },
  ] as const) {
    server.fail(fault);
    await run();
  }
  await run();
  await say(cid, "/pod help");
  await run();
  assert.equal([texts().length, comment.reactions], [2, EYES]);
  assert.match(texts()[1] ?? "", "@cid: ");
  assert.not.match(texts()[1] ?? "", "@ada: ");
});

test("many commands in a thread are answered as far as we may write, and the others later", async () => {
  const { server, say, run, texts, redis, key } = await opened();
  const many = people(180);
  for (const one of many) await say(one, "/pod help");
  await run();
  assert.ok(texts().join("").split("@sailor-").length < many.length);
  for (let minute = 0; minute < 2; minute++) {
    await redis.del(key("writes"));
    await run();
  }
  const all = texts().join("");
  for (const { login } of many) assert.is(all.split(`@${login}: `).length, 2, login);
  assert.is(texts().length, 2, "one comment would be too long for GitHub");
  assert.equal(server.violations, []);
});

test("forget me is answered without a name, and replies that named the person are written again", async () => {
  const { server, acts, say, run, texts, ours, wait } = await opened();
  for (const one of people(4)) await say(one, "/pod join hull");
  await say(ada, "/pod join hull");
  const { text: other } = acts.opens(bob, 6);
  await say(bob, "/pod who narwhal", other);
  await run();
  assert.match(texts().join(), "@ada: Welcome");
  assert.match(texts(other).join(), "[ada](https://github.com/ada)");
  wait();
  await say(ada, "/pod help");
  const comment = await say(ada, "/pod forget me");
  await run();
  assertUnnamed([...texts(), ...texts(other)], "ada");
  assert.match(texts(other).join(), "a former member");
  assert.match(texts()[1] ?? "", "\n\nDone. On 22 November 2026 your name and number were deleted");
  assert.equal([comment.reactions, ours()[0]?.writes, ours(other)[0]?.writes], [EYES, 2, 2]);
  // Nobody else is mentioned anew.
  const mentions = server.notificationsOf(user(10, "sailor-0")).filter(({ because }) => because === "mentioned");
  assert.is(mentions.length, 2, "the reply, and the notice of the seat");
  wait();
  await say(ada, "/pod help");
  await run();
  assertUnnamed(texts(), "ada");
  assert.is(texts().length, 3);
});

test("a name is forgotten although GitHub does not find the reply with it at first", async () => {
  const { server, say, run, texts } = await opened();
  await say(ada, "/pod help");
  await run();
  await say(ada, "/pod forget me");
  server.fail({ operation: "issues/get-comment", status: 404, message: "Not Found", times: 3 });
  for (let i = 0; i < 4; i++) await run();
  assertUnnamed(texts(), "ada");
});

test("the replies of an earlier account stay as they are: there is a new one, and a forgotten name there is reported", async () => {
  const { server, acts, send, say, thread, run, texts, community, wait } = await opened();
  await say(ada, "/pod help");
  const late = acts.says(cid, thread, "/pod help");
  wait();
  await run();
  const github = openGitHub(parseGitHubSecret(appSecret(server)), {
    log: { warn() {} },
    api: server.url,
    paced: false,
  });
  const anew = { github: () => github };
  await send(late);
  await run(anew);
  assert.equal(
    thread.comments.slice(2).map(({ author, writes }) => [author.login, writes]),
    [
      ["Pods-Robot", 1],
      ["pods-of-ships[bot]", 1],
    ],
  );
  await say(ada, "/pod forget me");
  for (let i = 0; i < 3; i++) await run(anew);
  assert.match(texts().join(), "@ada");
  const { body } = await get(pods({ ...community, build: "test" }), "/status.json");
  const [given] = body.unsent;
  assert.is(given.what, "1 comment on GitHub was given up.");
  assert.match(given.why, /only the account that wrote comment \d+ in 70#5 can edit it/);
  assert.equal(server.violations, []);
});

test("deleting an answer is no wish to hear nothing: the next command is answered", async () => {
  const { acts, send, say, run, ours, texts } = await opened();
  await say(ada, "/pod help");
  await run();
  for (const comment of ours()) await send(acts.deletes(bob, comment));
  await say(ada, "/pod help");
  await run();
  assert.is(texts().length, 1);
});

test("a name that was just being sent when its person was forgotten is taken out again", async () => {
  const { github, say, run, app, hurry, texts, thread } = await opened();
  await say(ada, "/pod help");
  await hurry();
  const slow = new Proxy(github, {
    get: (target, name, receiver) =>
      name !== "create"
        ? Reflect.get(target, name, receiver)
        : async (...args: Parameters<typeof github.create>) => {
            await say(ada, "/pod forget me");
            return target.create(...args);
          },
  });
  await tick(app({ github: () => slow }));
  await run();
  assertUnnamed(texts(thread), "ada");
});

test("what was said stays true, whatever becomes of people: no position, no open seats, nobody's present role", async () => {
  const { say, run, texts, community, ours } = await opened();
  const [first = ada, ...others] = people(10);
  await say(first, "/pod join hull advocate");
  for (const one of others) await say(one, "/pod join hull");
  await run();
  await say(first, "/pod leave");
  const { body } = await tick(rebalance(community));
  assert.is(body.seating.counts.seat, 1);
  await run();
  const all = texts().join("\n");
  assert.not.match(all, /number \d|\d of \d|\d+ (more|open|free)|seats? (is|are) free|your Pod Advocate/);
  assert.match(all, "@sailor-9: You went on the list for Hull on 22 November 2026.");
  assert.match(all, "@sailor-0: You left on 22 November 2026.");
  // One seat that was taken writes nothing again.
  assert.equal(ours()[0]?.writes, 1);
});

test("a nomination names and notifies the successor, and says what it means; a second volunteer reads the truth", async () => {
  const { server, say, run, texts } = await opened();
  const [first = ada, second = bob, ...others] = people(5);
  await say(first, "/pod join hull advocate");
  for (const one of [second, ...others]) await say(one, "/pod join hull");
  await run();
  await say(second, "/pod advocate");
  await run();
  assert.match(
    texts().at(-1) ?? "",
    `@${second.login}: Thank you for volunteering. On 22 November 2026 the Pod Advocate of **Narwhal** was [${first.login}]`,
  );
  await say(first, `/pod nominate @${second.login}`);
  const before = server.notificationsOf(second).length;
  await run();
  const text = texts().at(-1) ?? "";
  assert.match(text, `@${first.login}: On 22 November 2026 @${second.login} became the Pod Advocate of **Narwhal**.`);
  assert.match(text, "`/pod step-down` gives the role back");
  assert.is(server.notificationsOf(second).length, before + 1);
  assert.is(server.notificationsOf(second).at(-1)?.because, "mentioned");
});

test("people who volunteer as they join read that it is noted, and what it leads to", async () => {
  const { say, run, texts, store, wait } = await opened();
  const [first = ada, second = bob, ...others] = people(6);
  await say(first, "/pod join hull advocate");
  for (const one of others) await say(one, "/pod join hull");
  const told = async (by: typeof ada, text: string) => {
    wait();
    await say(by, text);
    await run();
    return texts().at(-1) ?? "";
  };
  const role = `On 22 November 2026 the Pod Advocate of **Narwhal** was [${first.login}](https://github.com/${first.login}). When the role is free, it goes to the volunteer who has been in the pod longest.`;
  const noted = "That you volunteer is noted.";
  assert.match(
    await told(second, "/pod join hull advocate"),
    `You took your seat on 22 November 2026. ${noted} ${role}`,
  );
  assert.is((await store.find(second))?.profile.volunteer, true);
  assert.match(
    await told(others[0] ?? bob, "/pod join advocate"),
    `You already had your seat in **Narwhal** on 22 November 2026. You kept it, and I noted what you said about yourself. ${noted} ${role}`,
  );
  const waits = "A volunteer who takes a seat in a pod without an advocate becomes its Pod Advocate.";
  assert.match(
    await told(user(40, "nora"), "/pod join sail advocate"),
    `on the list for Sails on 22 November 2026. ${noted} ${waits}`,
  );
  assert.not.match(await told(user(41, "otto"), "/pod join sail"), noted);
});

test("somebody who steps down reads who represented the pod then, or that the first volunteer does", async () => {
  const { say, run, texts, wait } = await opened();
  const [first = ada, second = bob, ...others] = people(5);
  await say(first, "/pod join hull advocate");
  for (const one of [second, ...others]) await say(one, "/pod join hull");
  const told = async (by: typeof ada, text: string) => {
    wait();
    await say(by, text);
    await run();
    return texts().at(-1) ?? "";
  };
  const thanks = "Thank you for volunteering. You stepped down on 22 November 2026";
  await told(second, "/pod advocate");
  assert.match(
    await told(first, "/pod step-down"),
    `${thanks}, and kept your seat. After that the Pod Advocate of **Narwhal** was [${second.login}]`,
  );
  assert.match(
    await told(second, "/pod step-down"),
    `${thanks}, and kept your seat. After that **Narwhal** had no Pod Advocate: the first volunteer in the pod becomes it.`,
  );
  const wen = user(40, "wen");
  await told(wen, "/pod join sail advocate");
  assert.match(await told(wen, "/pod step-down"), `${thanks}.`);
  const [third = ada, fourth = ada, fifth = ada] = others;
  for (const one of [third, fourth, fifth]) await told(one, "/pod advocate");
  const then = (who: typeof ada) => `After that the Pod Advocate of **Narwhal** was [${who.login}]`;
  assert.match(await told(third, "/pod leave"), `\`/pod join\` brings you back. ${then(fourth)}`);
  assert.match(await told(fourth, "/pod pause"), `\`/pod back\` asks for a new one. ${then(fifth)}`);
  assert.match(
    await told(fifth, "/pod independent"),
    "**Narwhal** had no Pod Advocate: the first volunteer in the pod",
  );
  assert.not.match(await told(second, "/pod leave"), "Pod Advocate");
});

test("people whom we do not know read that their word was noted", async () => {
  const { say, run, texts, wait } = await opened();
  const told = async (by: typeof ada, text: string) => {
    wait();
    await say(by, text);
    await run();
    return texts().at(-1) ?? "";
  };
  const strangers = people(3, 50);
  for (const [n, line] of ["pause 4w", "advocate", "back"].entries()) {
    const word = line.split(" ")[0];
    assert.match(
      await told(strangers[n] ?? ada, `/pod ${line}`),
      `On 22 November 2026 I did not know you yet, but noted your \`/pod ${word}\`; \`/pod join\` takes a seat.`,
    );
  }
  assert.match(
    await told(user(60, "nora"), "/pod stay"),
    "On 22 November 2026 I did not know you yet; `/pod join` takes a seat.",
  );
  assert.match(await told(user(61, "olga"), "/pod leave"), "there was nothing to leave. I noted that you want none.");
});

test("an answer that could not be given for fourteen days is dropped; one to a later command is given", async () => {
  const { acts, send, thread, say, run, texts, server, store } = await opened();
  const DAY_MS = 24 * 3_600_000;
  const { now } = server;
  await say(ada, "/pod join hull");
  server.now = () => now() + 10 * DAY_MS;
  await say(cid, "/pod join hull");
  await send(acts.locks(bob, thread));
  await run({ now: () => now() + 13 * DAY_MS });
  assert.is((await store.pendingAnswers("70#5")).length, 2);
  await send(acts.locks(bob, thread, false));
  await run({ now: () => now() + 15 * DAY_MS });
  assert.equal([texts().length, texts()[0]?.includes("@ada:"), texts()[0]?.includes("@cid:")], [1, false, true]);
  await say(bob, "/pod who hull");
  assert.is((await run({ now: () => now() + 25 * DAY_MS })).dead, 1);
  assert.equal(await store.pendingAnswers("70#5"), []);
});

test("who is in a pod is answered with how the role of its advocate stands", async () => {
  const { server, say, run, texts, wait } = await opened();
  for (const one of [...people(4), ada]) await say(one, "/pod join hull");
  await say(ada, "/pod who");
  await run();
  const open = "so the role was open: members volunteer with `/pod advocate`.";
  assert.match(texts().join(), `It had no Pod Advocate, ${open}`);
  wait();
  await say(ada, "/pod advocate until=2026-12");
  await say(bob, "/pod who narwhal");
  await run();
  assert.match(texts().at(-1) ?? "", /\[ada\]\(\S+\) \(Pod Advocate\)[^.]*\.$/m);
  const { now } = server;
  server.now = () => now() + 60 * 86_400_000;
  await say(bob, "/pod who narwhal");
  await run({ now: server.now });
  assert.match(
    texts().at(-1) ?? "",
    "The advocate’s term had ended: members volunteer with `/pod advocate`, and the advocate hands the role over to one of them.",
  );
  await say(people(1)[0] ?? bob, "/pod advocate");
  await run({ now: server.now });
  assert.match(
    texts().at(-1) ?? "",
    /was \[ada\]\(\S+\), whose term had ended in December 2026: the role is yours when it is handed over to you with `\/pod nominate`, or given up\./,
  );
});

test("somebody who waits for an area without a pod is not told to ask for one", async () => {
  const { say, run, texts } = await opened();
  await say(bob, "/pod join sail");
  await say(bob, "/pod who sail");
  await say(ada, "/pod who sail");
  await run();
  const text = texts().join("\n");
  assert.match(text, "no pod worked on Sails, and you were on the waiting list for it: you need not ask again.");
  assert.match(text, "no pod worked on Sails; `/pod join sail` asks for one.");
});

test("the page that an answer links says how it stands", async () => {
  const { say, community } = await opened();
  for (const one of [bob, ada]) await say(one, "/pod join hull");
  const page = pods({ ...community, build: "test" });
  const { body } = await get(page, "/people/ada", { Accept: "text/html" });
  const detail =
    "No Hull pod has an open seat. A new one forms when 3 more people ask for Hull, at the latest with the first seating after that.";
  assert.match(body, `<p>Number 2 of 2 on the list for Hull. ${detail}</p>`);
  const places = (await get(page, "/people/ada.json")).body.waiting;
  assert.equal(places, [{ area: "hull", position: 2, of: 2, missing: 3, detail }]);
});

test("words for the digest in a private repository read why they are not noted, a wish for company why it is not", async () => {
  const { server, send, run, say, texts } = await opened();
  await say(ada, "/pod join hull");
  const acts = actsIn(server, repository(71, "ships/secret", { private: true }));
  const { text: secret } = acts.opens(bob, 7);
  for (const words of [`kudos @${bob.login} for the deck`, "demo A deck", "news https://ada.example.org A deck"]) {
    await send(acts.says(ada, secret, `/pod ${words}`));
    await run();
    const answer = texts(secret).at(-1) ?? "";
    assert.match(answer, "This repository is private and the weekly digest is public, so nothing was noted.", words);
    assert.not.match(answer, "nobody else's business", words);
  }
  await say(ada, `/pod join with=@${bob.login}`);
  await run();
  assert.match(texts().at(-1) ?? "", "whom you would like to sit with is nobody else's business");
});

test.run();
