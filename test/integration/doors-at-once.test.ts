/** Commands that are given at once, through different doors, end as if one had come after the other. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { COMMANDS } from "#shared/commands/index.ts";
import { closeStores, command } from "../support/community.ts";
import { type Doors, givenAsComment, givenAsJson, openDoors, type Person, standing } from "../support/doors.ts";
import { SITUATIONS, type Situation } from "../support/situations.ts";

type List = keyof typeof COMMANDS;

type Give = (community: Doors) => Promise<string>;
type Ended = readonly [outcomes: readonly string[], after: unknown];

const ROUNDS = 3;

/** What is given at once ends as if one had come after the other, whichever was first. */
async function assertSerial(name: string, a: Give, b: Give, given?: Situation["given"]): Promise<void> {
  const run = async (both: (community: Doors) => Promise<readonly string[]>): Promise<Ended> => {
    const one = await openDoors();
    await given?.(one);
    return [await both(one), await standing(one)];
  };
  const orders = [
    await run(async (at) => [await a(at), await b(at)]),
    await run(async (at) => {
      const second = await b(at);
      return [await a(at), second];
    }),
  ].map((ended) => JSON.stringify(ended));
  for (let round = 0; round < ROUNDS; round++) {
    const ended = await run((at) => Promise.all([a(at), b(at)]));
    assert.ok(
      orders.includes(JSON.stringify(ended)),
      `${name} ended in ${ended[0]}, which no order explains:\n${[JSON.stringify(ended), ...orders].join("\n")}`,
    );
  }
}

const doorsTo =
  (list: List, word: string) =>
  ({ by, body, words }: Pick<Situation, "by" | "body" | "words">): { readonly json: Give; readonly comment: Give } => ({
    json: (at) => givenAsJson(at, list, { do: word, ...body }),
    comment: (at) => givenAsComment(at, by, `${word} ${words}`),
  });

const twice = suite("the same command at once through two doors");

for (const [list, commands] of Object.entries(COMMANDS) as [List, (typeof COMMANDS)[List]][]) {
  for (const { word, json, comment } of commands) {
    if (!json || !comment) continue;
    twice(word, async () => {
      const situation = SITUATIONS[word]?.find(({ body, words, ends }) => body && words !== undefined && isDone(ends));
      assert.ok(situation, `nothing is done by "${word}" in any situation`);
      const doors = doorsTo(list, word)(situation);
      await assertSerial(word, doors.json, doors.comment, situation.given);
    });
  }
}

/** Whether something may have changed. */
const isDone = (ends: string): boolean => !/^(no-|not-|un)/.test(ends);

const own = (word: string, by: Person, words = "", more: object = {}) =>
  doorsTo("join-pod", word)({ by, words, body: { login: by, ...more } });
const ofPod = (word: string, words: string, body: object) => doorsTo("pods", word)({ by: "ada", words, body });

const pairs = suite("two commands at once");

for (const [name, a, b] of [
  ["decline while accepting", own("decline", "ivy"), own("accept", "ivy")],
  ["leave while joining", own("leave", "wen"), own("join", "wen", "hull", { areas: ["hull"] })],
  ["pause and back", own("pause", "cid"), own("back", "cid")],
  ["pin somebody who leaves", ofPod("pin", "@cid", { login: "cid" }), own("leave", "cid")],
  [
    "nominate while stepping down",
    ofPod("nominate", "@bea", { pod: "narwhal", login: "bea" }),
    own("step-down", "ada"),
  ],
  [
    "nominate somebody who steps down",
    ofPod("nominate", "@bea", { pod: "narwhal", login: "bea" }),
    own("step-down", "bea"),
  ],
  ["advocate while leaving", own("advocate", "cid"), own("leave", "cid")],
  ["forget while joining", own("forget", "wen", "me"), own("join", "wen", "hull", { areas: ["hull"] })],
] as const) {
  pairs(name, async () => {
    await assertSerial(name, a.json, b.comment);
    await assertSerial(name, a.comment, b.json);
  });
}

pairs("rename two pods alike", async () => {
  const [a, b] = [
    ofPod("rename", "", { pod: "narwhal", name: "Divers" }),
    ofPod("rename", "", { pod: "orca", name: "Dìvers" }),
  ];
  await assertSerial("rename", a.json, b.json);
});

for (const word of ["step-down", "leave"])
  pairs(`${word}, by two volunteers: each learns who represents the pod after that`, async () => {
    const give = (login: Person) => async (at: Doors) =>
      JSON.stringify((await command(at.apps["join-pod"], { do: word, login })).body);
    await assertSerial(word, give("ada"), give("bea"));
  });

pairs.after(closeStores);

for (const one of [twice, pairs]) one.run();
