import { suite } from "uvu";
import * as assert from "uvu/assert";
import { COMMANDS_PER_TEXT_MAX, newLines } from "#shared/commands/comment-door.ts";
import type { Store } from "#shared/core/ports.ts";
import { Settings } from "#shared/core/settings.ts";

const test = suite("the commands of an edited text");
const settings = Settings.parse({ community: "X", organisation: "x", areas: { cli: {}, docs: {} } });
const store = { pods: async () => [{ slug: "orca", name: "The Night Watch" }] } as unknown as Store;
const news = (before: string[], lines: string[]) =>
  newLines({ lines, before, at: Date.UTC(2026, 10, 26) }, { settings, store });
const edit = async (before: string[], lines: string[]) => (await news(before, lines)).map(({ line }) => line);

test("are new if they ask for something that was not asked for before", async () => {
  assert.equal(await edit(["join cli"], ["join cli", "help"]), ["help"]);
  assert.equal(await edit(["join cli"], ["join docs"]), ["join docs"]);
  assert.equal(await edit(["join dcos"], ["join docs"]), ["join docs"]);
  assert.equal(await edit(["leave, is that right?"], ["leave"]), ["leave"]);
});

test("are not new if they say the same in other words", async () => {
  assert.equal(await edit(["join cli tz=UTC advocate"], ["JOIN advocate  cli, tz=UTC"]), []);
  assert.equal(await edit(["who The Night Watch"], ['who "The night watch"']), []);
  assert.equal(await edit(["help", "who"], ["who", "help"]), []);
});

test("are not new if they stood there and cannot be read any more; others that cannot be read are", async () => {
  assert.equal(await edit(["join docs"], ["join docs perhaps"]), []);
  assert.equal(await edit(["leave"], ["leave it at that"]), []);
  assert.equal(await edit(["join dcos"], ["join dcos"]), []);
  assert.equal(await edit(["join dcos"], ["join dosc"]), ["join dosc"]);
  assert.equal(await edit(["help"], ["help", "join dcos"]), ["join dcos"]);
  assert.equal(await edit(["jion docs"], ["jion docs perhaps"]), []);
});

test("are new as often as they are added", async () => {
  const placesOf = async (before: string[], lines: string[]) => (await news(before, lines)).map(({ place }) => place);
  assert.equal(await placesOf([], ["leave", "join cli", "leave"]), [0, 1, 2]);
  assert.equal(await placesOf(["leave", "join cli"], ["leave", "join cli", "leave"]), [2]);
  assert.equal(await placesOf(["leave", "join cli", "leave"], ["join  cli", "leave"]), []);
  assert.equal(await placesOf(["join cli"], ["join cli perhaps", "join cli"]), [0]);
  assert.equal(await placesOf(["join cli", "join clj"], ["join cli perhaps", "join clj"]), []);
  assert.equal(await placesOf(["join clj"], ["join clj", "join clj"]), [1]);
});

test("are new if they are too long, and were too long in other words", async () => {
  const long = `join ${"cli ".repeat(80)}`;
  assert.equal(await edit([long], [`${long}docs`]), [`${long}docs`]);
  assert.equal(await edit([long], [long]), []);
});

test("are at most as many as one may give at once, and one more, in a new text too", async () => {
  const many = Array.from({ length: 50 }, (_, n) => `who ${n}`);
  assert.is((await edit([], many)).length, COMMANDS_PER_TEXT_MAX);
  assert.equal(await edit(many.slice(0, 10), many), many.slice(10, 10 + COMMANDS_PER_TEXT_MAX));
  assert.equal((await edit([], [...many, "leave"])).slice(COMMANDS_PER_TEXT_MAX), ["leave"], "which is never limited");
});

test.run();
