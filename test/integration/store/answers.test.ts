import * as assert from "uvu/assert";
import { answerIn } from "../../support/answers.ts";
import { AT, anew, storeSuite, subject } from "../../support/store.ts";

const answering = storeSuite("answers in the store");

const detailsOf = async (answers: Promise<readonly { readonly detail?: string }[]>) =>
  (await answers).map(({ detail }) => detail);

answering("are kept in the order in which people spoke, each once, and however many there are", async ({ store }) => {
  const ada = subject("ada", 1);
  const order = [5, 3, 8, 1, 9, 7, 0, 2, 6, 4];
  for (const at of order) {
    const operation = anew();
    const answer = answerIn("1#2", { detail: `said ${at}` }, AT + at);
    assert.is(await store.answer(answer, ada, operation), "answered");
    assert.is(await store.answer(answer, ada, operation), "already");
  }
  const all = order.map((_, at) => `said ${at}`);
  assert.equal(await detailsOf(store.pendingAnswers("1#2")), all);
  assert.equal(await store.pendingAnswers("1#3"), []);
  assert.equal(await store.backlog(), { pending: 1 }, "the thread is due once");
  const { person, operation = "", ...first } = (await store.pendingAnswers("1#2"))[0] ?? {};
  const { person: _, ...given } = answerIn("1#2", { detail: "said 0" });
  assert.equal(first, given);
  assert.match(operation, /^[\w-]{22}$/);
  assert.is((await store.find(ada))?.pseudonym, person, "somebody who spoke to us is known");
});

answering("are addressed to nobody who was forgotten", async ({ store }) => {
  const ada = () => subject("ada", 1);
  await store.answer(answerIn("1#2"), ada(), anew());
  await store.forget({ login: "ada", id: 1 }, anew());
  await store.answer(answerIn("1#2", {}, AT + 1), ada(), anew());
  const [, second] = await store.pendingAnswers("1#2");
  assert.is(second?.person, null);
  assert.is(await store.find({ login: "ada", id: 1 }), undefined);
});

answering("move to the comment that holds them, and no others do", async ({ store }) => {
  const ada = subject("ada", 1);
  for (const at of [0, 1, 2, 3]) await store.answer(answerIn("1#2", { detail: `said ${at}` }, AT + at), ada, anew());
  const [a, b, c, d] = (await store.pendingAnswers("1#2")).map(({ operation }) => operation);
  assert.is(await store.reply("1#2"), undefined);
  await store.saveReply("1#2", 70, [a ?? "", c ?? ""]);
  assert.equal(await detailsOf(store.pendingAnswers("1#2")), ["said 1", "said 3"]);
  await store.saveReply("1#2", 70, [b ?? ""]);
  const reply = await store.reply("1#2");
  assert.equal([reply?.comment, reply?.answers.map(({ detail }) => detail)], [70, ["said 0", "said 2", "said 1"]]);
  await store.saveReply("1#2", 71, [d ?? ""]);
  assert.is((await store.reply("1#2"))?.comment, 71);
  assert.is((await store.reply("1#2", 70))?.answers.length, 3);
  assert.equal(await store.pendingAnswers("1#2"), []);
});

answering.run();
