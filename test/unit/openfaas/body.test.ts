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

test("an unknown command is 422 at /do", async () => {
  const { status, body } = await post('{"do":"dance","login":"ada"}');
  assert.is(status, 422);
  assert.is(body.errors[0]?.pointer, "/do");
});

test("an empty POST is a tick", async () => {
  assert.equal((await post("")).body, { tick: true });
});

test.run();
