import { suite } from "uvu";
import * as assert from "uvu/assert";
import * as z from "zod";
import { createApp } from "#shared/openfaas/app.ts";
import { isTick, readJson } from "#shared/openfaas/body.ts";
import { createLog } from "#shared/openfaas/log.ts";
import { takesBody } from "#shared/openfaas/takes-body.ts";

const test = suite("body");

const Command = z.discriminatedUnion("do", [
  z.strictObject({ do: z.literal("join"), login: z.string().min(1), areas: z.array(z.enum(["cli", "docs"])).max(3) }),
  z.strictObject({ do: z.literal("leave"), login: z.string() }),
  z.strictObject({
    do: z.literal("pause"),
    login: z.string().max(39),
    weeks: z.number().int().min(1).optional(),
    asked: z.boolean().optional(),
    until: z.iso.date("is not a date such as 2026-12-24").optional(),
  }),
]);

const app = createApp({ name: "fixture", log: createLog({ name: "fixture", write: () => {} }) });
app.post(
  "/",
  takesBody(() => {}),
  (c) => c.json(isTick(c) ? { tick: true } : readJson(c, Command)),
);

type Answer = Record<string, unknown> & { detail: string; errors: { pointer: string }[] };
const post = async (body: string | Uint8Array<ArrayBuffer>, type?: string) => {
  const headers: Record<string, string> = type === undefined ? {} : { "Content-Type": type };
  const response = await app.request("/", { method: "POST", body, headers });
  return { status: response.status, body: (await response.json()) as Answer };
};
const leave = '{"do":"leave","login":"ada"}';

test("JSON is accepted as application/json, with the type that faas-cli sends, and without a type", async () => {
  for (const type of [
    "application/json",
    "Application/JSON; charset=utf-8",
    "text/plain",
    "application/vnd.github+json",
  ]) {
    assert.equal(await post(leave, type), { status: 200, body: { do: "leave", login: "ada" } });
  }
  const bytes = new TextEncoder().encode(leave);
  assert.is((await post(bytes)).status, 200);
});

test("any other type is 415 and names it", async () => {
  const { status, body } = await post("<do/>", "application/xml");
  assert.is(status, 415);
  assert.match(body.detail, "application/xml");
});

test("anything but a JSON object in UTF-8 is 400", async () => {
  for (const text of ["{", "[]", "null", "42", '"join"', `${leave},`]) assert.is((await post(text)).status, 400, text);
  const wrong = new Uint8Array([...new TextEncoder().encode('{"login":"'), 0xff, 0xfe, 0x22, 0x7d]);
  const { status, body } = await post(wrong, "application/json");
  assert.is(status, 400);
  assert.match(body.detail, "UTF-8");
});

test("an invalid body is 422 with a pointer and a sentence for each fault", async () => {
  const { status, body } = await post('{"do":"join","areas":["cli","tea"],"a/b~c":1}');
  assert.is(status, 422);
  assert.equal(
    body.errors.map(({ pointer }: { pointer: string }) => pointer),
    ["/login", "/areas/1", ""],
  );
  assert.match(body.detail, "/login: This is required. And 2 more.");
});

/** Members of the body, and what the answer says about the first fault. */
const FAULTS: readonly (readonly [members: object, says: string])[] = [
  [{ do: "dance" }, "/do: takes one of join, leave, pause."],
  [{ do: "dnace" }, "/do: takes one of join, leave, pause."],
  [{ do: "puase" }, "/do: takes one of join, leave, pause; did you mean pause?"],
  [{ do: "pose" }, "/do: takes one of join, leave, pause; did you mean pause?"],
  // With every other letter wrong it is another word.
  [{ do: "main" }, "/do: takes one of join, leave, pause."],
  // None of these has a text.
  [{ do: { toString: 1 } }, "/do: takes one of join, leave, pause."],
  [{ do: "join", areas: [{ toString: 1 }] }, "/areas/0: takes one of cli, docs."],
  [{ login: 5 }, "/login: takes text in quotation marks."],
  [{ login: "a".repeat(40) }, "/login: takes at most 39 characters."],
  [{ do: "join", login: "", areas: [] }, "/login: takes at least 1 character."],
  [{ do: "join", areas: "cli" }, "/areas: takes a list."],
  [{ do: "join", areas: ["tea"] }, "/areas/0: takes one of cli, docs."],
  [{ do: "join", areas: ["cli", "cli", "cli", "cli"] }, "/areas: takes at most 3 entries."],
  [{ weeks: 1.5 }, "/weeks: takes a whole number."],
  [{ weeks: "2" }, "/weeks: takes a number."],
  [{ weeks: -1 }, "/weeks: takes at least 1."],
  [{ asked: "yes" }, "/asked: takes true or false."],
  [{ until: "soon" }, "/until: is not a date such as 2026-12-24."],
  [{ untli: "2026-12-24" }, '"untli" is not known here; did you mean "until"?'],
  [{ colour: 1 }, '"colour" is not known here; known are do, login, weeks, asked, until.'],
];

test("every fault is told in plain words, and a slip with the nearest word", async () => {
  for (const [members, says] of FAULTS) {
    const { status, body } = await post(JSON.stringify({ do: "pause", login: "ada", ...members }));
    assert.is(status, 422, says);
    assert.is(body.detail, says);
  }
});

test("an unknown command is 422 at /do", async () => {
  const { status, body } = await post('{"do":"dance","login":"ada"}');
  assert.is(status, 422);
  assert.is(body.errors[0]?.pointer, "/do");
});

test("an empty POST is a tick", async () => {
  assert.equal((await post("")).body, { tick: true });
});

test.run();
