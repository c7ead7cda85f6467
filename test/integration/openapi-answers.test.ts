/** The OpenAPI document says what answers hold: real ones fit it, hold nothing that it does not name, and limits are those of the code. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import * as z from "zod";
import { COMMANDS } from "#shared/commands/index.ts";
import type { App } from "#shared/openfaas/app.ts";
import { joinPod } from "../../functions/join-pod/handler.ts";
import { pods } from "../../functions/pods/handler.ts";
import { openApi } from "../../functions/pods/openapi.ts";
import { ROUTES, type Route } from "../../functions/pods/routes.ts";
import {
  AS_MAINTAINER,
  ask,
  CSV,
  closeStores,
  command,
  get,
  post,
  type Reply,
  testCommunity,
} from "../support/community.ts";
import { openShownCommunity, type ShownCommunity } from "../support/every-page.ts";

const test = suite("answers of the OpenAPI document");
const communities: ShownCommunity[] = [];
test.before(async () => {
  for (const kind of ["full", "hostile", "empty"] as const) communities.push(await openShownCommunity(kind));
});
test.after(closeStores);

type Json = Readonly<Record<string, unknown>>;
interface Answer {
  readonly content?: Readonly<Record<string, { readonly schema?: Json }>>;
}
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly responses: Record<string, Answer> }>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Json>> };
}
const document = openApi({ community: "Ships", publicUrl: "/function" }) as unknown as Document;

/** References as zod reads them; an object that does not say otherwise holds only what it names. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== "object" || schema === null) return schema;
  const parts = Object.entries(schema).map(([name, part]) => [
    name,
    name === "$ref" ? String(part).replace("#/components/schemas/", "#/$defs/") : closed(part),
  ]);
  return { ...("properties" in schema && { additionalProperties: false }), ...Object.fromEntries(parts) };
}

const $defs = closed(document.components.schemas);
const readers = new Map<string, z.ZodType>();

/** In words how a value does not fit; empty if it does. */
function misfit(schema: Json, value: unknown): string {
  const key = JSON.stringify(schema);
  const reader = readers.get(key) ?? z.fromJSONSchema({ ...(closed(schema) as Json), $defs } as never);
  readers.set(key, reader);
  const { error } = reader.safeParse(value);
  return error ? `${z.prettifyError(error)}\n${JSON.stringify(value).slice(0, 2_000)}` : "";
}

const schemaOf = ({ function: name, path, method }: Pick<Route, "function" | "path" | "method">, status = 200) =>
  document.paths[`/${name}${path}`]?.[method]?.responses[status]?.content?.["application/json"]?.schema;

async function reply(app: App, path: string, request: RequestInit): Promise<Reply> {
  const response = await ask(app, path, request);
  return { status: response.status, headers: response.headers, body: await response.json() };
}

const PROBLEM = { $ref: "#/components/schemas/Problem" };

test("each address with JSON has a schema of it, but for the document itself", () => {
  const without = ROUTES.filter(
    (route) => (route.formats ?? ["json"]).includes("json") && 200 in route.answers && schemaOf(route) === undefined,
  );
  assert.equal(
    without.map(({ function: name, path }) => name + path),
    ["pods/openapi.json"],
  );
});

test("what is read fits, with and without proof, whatever the community holds", async () => {
  let seen = 0;
  for (const { apps, reads } of communities) {
    for (const { route, path } of reads) {
      const schema = schemaOf(route);
      if (!schema) continue;
      for (const proof of [{}, AS_MAINTAINER]) {
        const { status, body } = await get(apps[route.function], path, { ...proof, Accept: "application/json" });
        const expected = status === 200 ? schema : PROBLEM;
        assert.is(misfit(expected, body), "", `${route.function} ${route.path}`);
        seen++;
      }
    }
  }
  for (const { apps } of communities.slice(-1))
    for (const route of ROUTES.filter(({ method, path }) => method === "get" && !path.includes("{"))) {
      const { status, body } = await get(apps[route.function], route.path, {
        ...AS_MAINTAINER,
        Accept: "application/json",
      });
      const schema = status === 200 ? schemaOf(route) : status >= 400 ? PROBLEM : undefined;
      if (schema) assert.is(misfit(schema, body), "", `${route.function} ${route.path}, empty`);
    }
  assert.ok(seen > 80, String(seen));
});

test("what commands, files and ticks answer fits", async () => {
  const { apps } = communities[0]!;
  const told = async (name: Route["function"], send: () => Promise<Reply>) => {
    const { status, body } = await send();
    const schema = status < 300 ? schemaOf({ function: name, path: "/", method: "post" }, status) : PROBLEM;
    assert.is(schema && misfit(schema, body), "", `${name} ${JSON.stringify(body)}`);
    return status;
  };
  const statuses = new Set<number>();
  for (const [name, commands] of Object.entries(COMMANDS) as [Route["function"], (typeof COMMANDS)["pods"]][])
    for (const { json } of commands)
      if (json) statuses.add(await told(name, () => command(apps[name], json.example as object)));
  const file = "login,areas,with\nnia,hull,nia\nb o b,hull,\n";
  for (const path of ["/?dryRun=true", "/"])
    statuses.add(await told("join-pod", () => post(apps["join-pod"], file, CSV, path)));
  for (const name of ["rebalance", "weekly-digest"] as const)
    statuses.add(await told(name, () => reply(apps[name], "/", { method: "POST" })));
  for (const expected of [200, 409, 422]) assert.ok(statuses.has(expected), `${expected} of ${[...statuses]}`);
});

test("errors of every function have one form", async () => {
  for (const app of Object.values(communities[0]!.apps))
    for (const [path, request] of [
      ["/no/such/page", {}],
      ["/", { method: "PUT" }],
      ["/", { method: "POST", body: "{", headers: { "Content-Type": "application/json" } }],
      ["/", { method: "POST", body: "{", headers: { ...AS_MAINTAINER, "Content-Type": "application/json" } }],
    ] as const) {
      const { status, body } = await reply(app, path, request);
      if (status >= 400) assert.is(misfit(PROBLEM, body), "", `${path} ${status}`);
    }
});

interface Branch {
  readonly properties: Readonly<Record<string, Json & { readonly items?: Json }>>;
}
const BODIES = ["MemberCommand", "RebalanceCommand", "DigestCommand", "PodCommand"].flatMap((name) =>
  (document.components.schemas[name] as { oneOf: readonly Branch[] }).oneOf.map((branch) => [name, branch] as const),
);

test("each text of a body has a limit, or says what it names", () => {
  const LIMITS = ["maxLength", "pattern", "enum", "const", "format", "description"];
  for (const [, { properties }] of BODIES)
    for (const [name, field] of Object.entries(properties))
      if ([field.type, field.items?.type].includes("string"))
        assert.ok(
          LIMITS.some((limit) => limit in field || limit in (field.items ?? {})),
          `${properties.do?.const}: ${name}`,
        );
});

test("a text of the longest length is taken, a longer one is refused at its place", async () => {
  const community = await testCommunity();
  const apps = { MemberCommand: joinPod(community), PodCommand: pods({ ...community, build: "test" }) };
  for (let n = 1; n <= 5; n++) await command(apps.MemberCommand, { login: `ada-${n}`, areas: ["hull"] });
  const others = { login: "ada-1", pod: "narwhal", whom: "ada-2", link: "https://example.org/" };
  const limited = BODIES.flatMap(([name, { properties }]) =>
    Object.entries(properties).flatMap(([field, { maxLength }]) =>
      ["name", "title", "why"].includes(field) ? [[name, properties, field, Number(maxLength)] as const] : [],
    ),
  );
  assert.is(limited.length, 4);
  for (const [name, properties, field, max] of limited) {
    const send = (length: number) => {
      const texts = Object.keys(properties).map((one) => [one, others[one as keyof typeof others]]);
      const body = { ...Object.fromEntries(texts), do: properties.do?.const, [field]: "x".repeat(length) };
      return command(apps[name as keyof typeof apps], body);
    };
    const [longest, longer, none] = [await send(max), await send(max + 1), await send(0)];
    assert.is(longest.status, 200, JSON.stringify(longest.body));
    for (const { status, body } of [longer, none])
      assert.equal([status, body.errors?.[0]?.pointer], [422, `/${field}`], JSON.stringify(body));
  }
});

test("a meeting has a day with a time and a zone, or none of them", async () => {
  const schema = { $ref: "#/components/schemas/PodCommand" };
  const { apps } = communities[0]!;
  const day = { weekday: "Friday", time: "17:00", timezone: "Europe/London" };
  for (const [fits, said] of [
    [true, day],
    [true, { ...day, link: "https://example.org/" }],
    [true, { weekday: null }],
    [false, { weekday: "Friday" }],
    [false, { weekday: "Friday", time: "17:00" }],
    [false, { weekday: "Friday", timezone: "UTC" }],
    [false, { ...day, weekday: null }],
  ] as const) {
    const body = { do: "meeting", pod: "narwhal", ...said };
    assert.is(misfit(schema, body) === "", fits, JSON.stringify(said));
    assert.is((await command(apps.pods, body)).status, fits ? 200 : 422, JSON.stringify(said));
  }
});

test("the examples of commands fit the schemas of bodies", () => {
  const names = {
    "join-pod": "MemberCommand",
    rebalance: "RebalanceCommand",
    "weekly-digest": "DigestCommand",
    pods: "PodCommand",
  };
  for (const [name, commands] of Object.entries(COMMANDS) as [keyof typeof names, (typeof COMMANDS)["pods"]][])
    for (const { json } of commands)
      if (json)
        assert.is(
          misfit({ $ref: `#/components/schemas/${names[name]}` }, json.example),
          "",
          JSON.stringify(json.example),
        );
});

test.run();
