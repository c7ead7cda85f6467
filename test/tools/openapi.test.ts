import { existsSync, readdirSync } from "node:fs";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { COMMANDS } from "#shared/commands/index.ts";
import { numberOf } from "#shared/core/pod-names.ts";
import type { App } from "#shared/openfaas/app.ts";
import { createLog } from "#shared/openfaas/log.ts";
import { openApi } from "../../functions/pods/openapi.ts";

type Document = {
  openapi: string;
  paths: Record<
    string,
    Record<
      string,
      {
        operationId: string;
        parameters: readonly { name: string }[];
        responses: object;
        requestBody?: { required: boolean; content: Record<string, { examples?: Record<string, unknown> }> };
      }
    >
  >;
  components: { schemas: Record<string, unknown> };
};
const document = openApi({ community: "Ships", publicUrl: "/function" }) as unknown as Document;
const log = createLog({ name: "test", write: () => {} });

const FUNCTIONS = readdirSync("functions").filter((name) => existsSync(`functions/${name}/handler.ts`));

/** A function's app. Its routes are known without any client. */
async function appOf(name: string): Promise<App> {
  const factory = name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  const module = await import(`../../functions/${name}/handler.ts`);
  return module[factory]({ log, settings: () => ({}), build: "" });
}

/** `get /{}/badge.svg`: the names of parameters do not matter. */
const shape = (method: string, path: string): string =>
  `${method.toLowerCase()} ${path.replace(/:\w+(\{[^/]*\})?\??|\{\w+\}/g, "{}")}`;

const test = suite("openapi");

for (const name of FUNCTIONS) {
  test(`${name}: every route is in the document, and every address of the document is a route`, async () => {
    const { routes } = await appOf(name);
    const real = new Set(
      routes.filter(({ method }) => method !== "ALL").map(({ method, path }) => shape(method, path)),
    );
    const told = Object.entries(document.paths)
      .filter(([path]) => path.startsWith(`/${name}/`))
      .flatMap(([path, methods]) => Object.keys(methods).map((method) => shape(method, path.slice(name.length + 1))));
    assert.equal([...real].sort(), [...new Set(told)].sort());
  });
}

test("no pod's slug is the name of a route", () => {
  const words = Object.keys(document.paths)
    .filter((path) => path.startsWith("/pods/"))
    .map((path) => path.split("/")[2] ?? "");
  assert.ok(words.includes("areas"));
  for (const word of words) assert.is(numberOf(word), undefined, word);
  for (const later of ["agenda", "stats", "docs", "assets", "calendar"]) assert.is(numberOf(later), undefined, later);
});

test("operations have names of their own, and references lead somewhere", () => {
  const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods));
  assert.is(new Set(operations.map(({ operationId }) => operationId)).size, operations.length);
  for (const [, name = ""] of JSON.stringify(document).matchAll(/#\/components\/schemas\/(\w+)/g)) {
    assert.ok(document.components.schemas[name], name);
  }
  assert.is(document.openapi, "3.1.0");
});

test("bodies are those of the schemas: commands differ by do, and fields with a default are optional", () => {
  const text = JSON.stringify(document.components.schemas.MemberCommand);
  assert.match(text, '"const":"join"');
  assert.match(text, '"pattern":"^[A-Za-z0-9][A-Za-z0-9_-]{0,38}$"');
  const apply = JSON.stringify(document.components.schemas.RebalanceCommand);
  assert.match(apply, '"required":["do","plan"]');
});

test("every command has an example and a sentence", () => {
  for (const [name, commands] of Object.entries(COMMANDS)) {
    const examples = document.paths[`/${name}/`]?.post?.requestBody?.content["application/json"]?.examples ?? {};
    for (const { word, does, json } of commands) {
      if (json) assert.equal(examples[word], { summary: does, value: json.example }, word);
    }
  }
});

test("a page that takes a time zone takes it in every form, as the document says", () => {
  const taking = Object.entries(document.paths)
    .filter(([, { get }]) => get?.parameters.some(({ name }) => name === "timezone"))
    .map(([path]) => path);
  const agendas = ["/pods/agenda", "/pods/{slug}/agenda"];
  for (const path of [...agendas, ...agendas.flatMap((one) => [`${one}.json`, `${one}.md`]), "/pods/{slug}"])
    assert.ok(taking.includes(path), path);
  const zone = document.paths["/pods/{slug}"]?.get?.parameters.find(({ name }) => name === "timezone");
  assert.match(JSON.stringify(zone), "on the HTML page");
});

test("a tick needs no body, a command does", () => {
  assert.is(document.paths["/rebalance/"]?.post?.requestBody?.required, false);
  assert.is(document.paths["/pods/"]?.post?.requestBody?.required, true);
});

test.run();
