/** What every command gets by its kind: its doors, its endings, its sentences. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import * as z from "zod";
import { aboutPerson, aboutPod } from "#shared/commands/bodies.ts";
import type { Command, CommandContext } from "#shared/commands/define.ts";
import { bodyOf, giveJson } from "#shared/commands/json-door.ts";
import {
  commentQuestion,
  communityCommand,
  memberCommand,
  personCommand,
  personJsonCommand,
  podCommand,
} from "#shared/commands/kinds.ts";
import { loginOf, onlyPart } from "#shared/commands/words.ts";
import { PodsError } from "#shared/core/errors.ts";
import type { Member } from "#shared/core/member.ts";
import type { AnswerModel } from "#shared/core/messages/github-parts.ts";
import type { Pod } from "#shared/core/pod.ts";
import type { Store } from "#shared/core/ports.ts";
import { Settings } from "#shared/core/settings.ts";
import { answerIn } from "../../support/answers.ts";

const test = suite("the kinds of commands");
const settings = Settings.parse({
  community: "X",
  organisation: "x",
  maintainers: ["captain"],
  areas: { cli: {} },
});

const seated = (login: string): Member => ({
  pseudonym: `p-${login}`,
  profile: { login, areas: ["cli"], ability: "newcomer", volunteer: false, merged: 0 },
  standing: { state: "seated", pod: 1, since: 1, pinned: false },
});
/** ada is the advocate of Narwhal, and bob sits there. */
const members = new Map(["ada", "bob"].map((login) => [login, seated(login)]));
const narwhal = { number: 1, slug: "narwhal", name: "Narwhal", advocate: "p-ada", seats: [] } as Partial<Pod> as Pod;
let isMade = false;
const store = {
  isMade: async () => isMade,
  find: async ({ login }: { login?: string }) => members.get(login ?? ""),
  pod: async (number: number) => (number === 1 ? narwhal : undefined),
} as Partial<Store> as Store;

const operation = () => ({ id: "o", at: 0 });
const as = (login: string): CommandContext => ({
  store,
  settings,
  actor: {
    kind: "person",
    subject: { login, proposed: `new-${login}` },
    rights: login === "captain" ? "maintainer" : "none",
  },
  operation,
  newPseudonym: () => "new",
});
const asMaintainer: CommandContext = { ...as(""), actor: { kind: "admin-key" } };

const say = async ({ comment }: Command, login: string, ...parts: string[]) => {
  assert.ok(comment);
  const { errands, ...result } = await comment.give({ parts, settings, at: 0 }, as(login));
  return result;
};
const send = async (command: Command, body: object) =>
  giveJson(bodyOf([command]).parse({ do: command.word, ...body }), asMaintainer);
const refusal = async (work: Promise<unknown>): Promise<PodsError> => {
  const error: unknown = await work.catch((thrown) => thrown);
  if (error instanceof PodsError) return error;
  throw new Error("It was not refused.", { cause: error });
};
const model: AnswerModel = { settings, pods: new Map(), lastNames: new Map(), people: new Map() };
const sentence = ({ word, sentence }: Command, outcome: string) =>
  sentence({ ...answerIn("1#2", { command: word, outcome }), operation: "o" }, model);

const wave = personCommand({
  word: "wave",
  usage: "[times]",
  does: "wave",
  endsPart: false,
  suits: () => true,
  body: () => aboutPerson("wave").extend({ times: z.int().min(1).max(3).optional() }),
  example: { login: "ada" },
  words: ({ parts: [times] }) => (times === undefined ? {} : { times: Number(times) }),
  hint: () => "Three times at most.",
  run: async ({ times = 1 }, { subject }) =>
    times === 3
      ? { outcome: "tired", detail: "3", more: { rest: 5 } }
      : { outcome: "waved", person: subject.proposed, pod: 1, more: { times } },
  outcomes: {
    waved: { status: 201, say: "You waved." },
    tired: { error: "conflict", say: "You are tired.", detail: ({ login }) => `${login} is tired.`, pointer: "/times" },
  },
});

test("a person commands about themselves in a comment, a maintainer about anybody as JSON", async () => {
  assert.equal(await say(wave, "nora", "2"), { command: "wave", outcome: "waved", person: "new-nora", pod: 1 });
  assert.equal(await send(wave, { login: "nora" }), { status: 201, body: { outcome: "waved", times: 1 } });
  assert.equal(wave.may, ["self", "maintainer"]);
  assert.is(wave.comment?.usage, "/pod wave [times]");
});

test("an ending that is an error has its sentence in both doors, and its fields in the problem", async () => {
  const { outcome, detail } = await say(wave, "nora", "3");
  assert.equal([outcome, detail], ["tired", "3"]);
  assert.is(sentence(wave, "tired"), "You are tired.");
  const error = await refusal(send(wave, { login: "nora", times: 3 }));
  assert.equal([error.code, error.detail, error.more], ["conflict", "nora is tired.", { outcome: "tired", rest: 5 }]);
  assert.equal(error.errors, [{ pointer: "/times", detail: "nora is tired." }]);
});

test("words that the body's schema refuses are asked back with the usage and the hint", async () => {
  assert.is((await say(wave, "ada", "9")).outcome, "unusable");
  assert.is((await say(wave, "ada", "9")).person, "p-ada");
  assert.match(sentence(wave, "unusable"), "It is written `/pod wave [times]`. Three times at most.");
  assert.not.ok(bodyOf([wave]).safeParse({ do: "wave", login: "ada", times: 9 }).success);
  assert.not.ok(bodyOf([wave]).safeParse({ do: "wave", login: "ada", more: 1 }).success);
});

test("an outcome that is not in the table is an error that names it", async () => {
  const sloppy = personJsonCommand({
    word: "sloppy",
    does: "end as nobody expects",
    body: () => aboutPerson("sloppy"),
    example: { login: "ada" },
    run: async () => ({ outcome: "lost" }),
    outcomes: {} as { lost: { status: 200; detail: string } },
  });
  await send(sloppy, { login: "ada" }).then(
    () => assert.unreachable(),
    (error) => assert.match(error.message, /"sloppy".*"lost"/),
  );
  assert.throws(() => sentence(wave, "lost"), /"wave".*"lost"/);
  assert.throws(() => sentence(wave, "constructor"), /"wave".*"constructor"/);
  assert.throws(() => sentence(sloppy, "lost"), /No comment/);
  assert.is(sloppy.comment, undefined);
});

test("a failure is no ending", async () => {
  const failing = personCommand({
    word: "fail",
    usage: "",
    does: "fail",
    endsPart: false,
    suits: () => true,
    body: () => aboutPerson("fail"),
    example: { login: "ada" },
    words: () => ({}),
    run: async (): Promise<{ outcome: "never" }> => {
      throw new PodsError("unavailable", "Redis is away.");
    },
    outcomes: { never: { status: 200, say: "Never." } },
  });
  assert.is((await refusal(say(failing, "ada"))).code, "unavailable");
});

const paint = podCommand({
  word: "paint",
  usage: "",
  does: "paint a pod",
  body: () => aboutPod("paint"),
  example: { pod: "narwhal" },
  words: () => ({}),
  run: async (_, __, pod) => ({ outcome: "painted", more: { pod } }),
  lastSaid: ({ advocateSaid }) => advocateSaid,
  outcomes: { painted: { status: 200, say: "It is painted." } },
});

test("a pod's command is its advocate's or a maintainer's, about their own pod", async () => {
  assert.equal(await say(paint, "ada"), { command: "paint", outcome: "painted", person: "p-ada", pod: 1 });
  assert.is((await say(paint, "bob")).outcome, "forbidden");
  assert.is((await say(paint, "nora")).outcome, "no-pod");
  members.set("captain", seated("captain"));
  assert.is((await say(paint, "captain")).outcome, "painted");
  members.delete("captain");
  assert.equal((await send(paint, { pod: "narwhal" })).body, { outcome: "painted", pod: 1 });
  assert.is((await refusal(send(paint, { pod: "kraken" }))).more.outcome, "no-pod");
});

test("a pod's command that was carried out, or that is overtaken, may come from somebody who has lost the right to it", async () => {
  isMade = true;
  assert.is((await say(paint, "bob")).outcome, "painted");
  isMade = false;
  Object.assign(narwhal, { advocateSaid: "1" });
  assert.is((await say(paint, "bob")).outcome, "painted");
  Object.assign(narwhal, { advocateSaid: undefined });
});

test("a command about somebody in a pod keeps who it is about", async () => {
  const hug = memberCommand({
    word: "hug",
    usage: "@login",
    does: "hug somebody",
    body: () => aboutPerson("hug"),
    example: { login: "ada" },
    words: (words) => ({ login: loginOf(onlyPart(words)) }),
    run: async () => ({ outcome: "hugged" }),
    outcomes: { hugged: { status: 200, say: "Hugged." } },
  });
  assert.equal(await say(hug, "ada", "@bob"), {
    command: "hug",
    outcome: "hugged",
    person: "p-ada",
    about: ["p-bob"],
    pod: 1,
  });
  assert.is((await say(hug, "bob", "@ada")).outcome, "forbidden");
  assert.is((await say(hug, "captain", "@bob")).outcome, "hugged");
  assert.is((await say(hug, "ada", "@nora")).outcome, "no-person");
  assert.is((await say(hug, "ada", "@a/b")).outcome, "unusable");
});

test("the community's commands are a maintainer's, as JSON", async () => {
  const ring = communityCommand({
    word: "ring",
    does: "ring the bell",
    body: () => z.strictObject({ do: z.literal("ring") }),
    example: {},
    run: async (_, { actor }: CommandContext) => ({ outcome: "rung", detail: actor.kind }),
    outcomes: { rung: { status: 202, detail: (_, { detail }) => `Rung by ${detail}.` } },
  });
  assert.equal(await send(ring, {}), { status: 202, body: { outcome: "rung", detail: "Rung by admin-key." } });
  assert.equal([ring.comment, ring.may], [undefined, ["maintainer"]]);
});

test("a question is anybody's, only in a comment; a command of later says that it is not here yet", async () => {
  const ask = commentQuestion({
    word: "ask",
    usage: "",
    does: "ask",
    words: () => ({}),
    run: async () => ({ outcome: "told" }),
    outcomes: { told: { say: "Told." } },
  });
  assert.is((await say(ask, "nora")).outcome, "told");
  assert.is(ask.json, undefined);
});

test("a schema is made when a body is first read, and once", async () => {
  let made = 0;
  const lazy = personJsonCommand({
    word: "lazy",
    does: "wait",
    body: () => {
      made++;
      return aboutPerson("lazy");
    },
    example: { login: "ada" },
    run: async () => ({ outcome: "done" }),
    outcomes: { done: { status: 200, detail: "Done." } },
  });
  assert.is(made, 0);
  const schema = bodyOf([lazy]);
  for (const login of ["ada", "bob"]) await giveJson(schema.parse({ do: "lazy", login }), asMaintainer);
  assert.is(made, 1);
});

test("no command has an outcome by the name of words that were not read, whose sentences would be said instead", () => {
  commentQuestion({
    word: "whisper",
    usage: "",
    does: "whisper",
    words: () => ({}),
    run: async () => ({ outcome: "private" }) as const,
    // @ts-expect-error -- its sentence would never be said
    outcomes: { private: { say: "shh." } },
  });
});

test.run();
