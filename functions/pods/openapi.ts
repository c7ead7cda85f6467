/** The whole HTTP interface as OpenAPI 3.1. Bodies come from the schemas that read them, so the two cannot differ. */
import * as z from "zod";
import { CHANNEL_MEDIA } from "#shared/channels/index.ts";
import type { Command } from "#shared/commands/define.ts";
import { COMMANDS } from "#shared/commands/index.ts";
import { bodyOf } from "#shared/commands/json-door.ts";
import { lazily } from "#shared/core/lazily.ts";
import type { Settings } from "#shared/core/settings.ts";
import { mediaOf } from "#shared/openfaas/negotiate.ts";
import { DirectoryQuery } from "./query.ts";
import { ROUTES, type Route, type SchemaName } from "./routes.ts";

/** Made when the document is first asked for: schemas cost time at a start. */
const bodies = lazily(
  (): Readonly<Record<SchemaName, Bodies>> => ({
    MemberCommand: bodiesOf(COMMANDS["join-pod"]),
    RebalanceCommand: bodiesOf(COMMANDS.rebalance),
    DigestCommand: bodiesOf(COMMANDS["weekly-digest"]),
    PodCommand: bodiesOf(COMMANDS.pods),
  }),
);

interface Bodies {
  readonly schema: z.ZodType;
  /** Of each command what it does, and a body. */
  readonly examples: Readonly<Record<string, object>>;
}

const bodiesOf = <Context>(commands: readonly Command<Context>[]): Bodies => ({
  schema: bodyOf(commands),
  examples: Object.fromEntries(
    commands.flatMap(({ word, does, json }) => (json ? [[word, { summary: does, value: json.example }]] : [])),
  ),
});

const PROBLEM = {
  type: "object",
  required: ["type", "title", "status", "detail", "instance"],
  properties: {
    type: { type: "string" },
    title: { type: "string" },
    status: { type: "integer" },
    detail: { type: "string", description: "One sentence a person can act on." },
    instance: { type: "string", description: "The call id, which finds the call in the log." },
    errors: {
      type: "array",
      items: {
        type: "object",
        required: ["pointer", "detail"],
        properties: { pointer: { type: "string" }, detail: { type: "string" } },
      },
    },
  },
} as const;

export function openApi(settings: Pick<Settings, "community" | "publicUrl">): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of ROUTES) {
    const path = `/${route.function}${route.path}`;
    paths[path] = { ...paths[path], [route.method]: operation(route) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: `${settings.community} pods`,
      version: "1",
      description: "Pods of five to nine people who look after a part of the project.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: settings.publicUrl }],
    paths,
    components: {
      schemas: {
        Problem: PROBLEM,
        ...Object.fromEntries(Object.entries(bodies()).map(([name, { schema }]) => [name, jsonSchema(schema)])),
      },
      securitySchemes: {
        adminKey: { type: "http", scheme: "bearer", description: "The secret pods-admin-key." },
        signedLink: { type: "apiKey", in: "query", name: "key", description: "Opens one page for seven days." },
        webhook: {
          type: "apiKey",
          in: "header",
          name: "X-Hub-Signature-256",
          description: "GitHub's signature over the raw body.",
        },
      },
      responses: {
        Problem: {
          description: "An error (RFC 9457)",
          content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
        },
      },
    },
  };
}

function operation({
  function: name,
  method,
  path,
  summary,
  answers,
  formats = ["json"],
  body,
  security,
  query,
}: Route) {
  const content = Object.fromEntries(formats.map((format) => [mediaOf(format, CHANNEL_MEDIA).split(";")[0], {}]));
  const id = `${name}-${method}${path.replace(/[^a-z]+/gi, "-").replace(/-$/, "")}`;
  return {
    operationId: id,
    summary,
    tags: [name],
    ...(security && { security: security.map((scheme) => (scheme === "none" ? {} : { [scheme]: [] })) }),
    parameters: [...pathParameters(path), ...(query ? queryParameters(QUERIES[query]) : [])],
    ...(body && { requestBody: requestBody(body) }),
    responses: {
      ...Object.fromEntries(
        Object.entries(answers).map(([status, description]) => [
          status,
          Number(status) < 300 ? { description, content } : { description },
        ]),
      ),
      default: { $ref: "#/components/responses/Problem" },
    },
  };
}

/** An empty body is a tick, so what ticks may come without one. */
function requestBody({ schema, tick, rows, form }: NonNullable<Route["body"]>) {
  const content = {
    ...(schema && {
      "application/json": { schema: { $ref: `#/components/schemas/${schema}` }, examples: bodies()[schema].examples },
    }),
    ...(schema === undefined && !form && { "application/json": { schema: { type: "object" } } }),
    ...(rows && { "text/csv": { schema: { type: "string" } }, "application/x-ndjson": { schema: { type: "string" } } }),
    ...(form && { "application/x-www-form-urlencoded": { schema: { type: "object" } } }),
  };
  return { required: tick !== true, content };
}

const pathParameters = (path: string) =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));

const RowsQuery = z.object({
  limit: z.int().min(1).max(10_000).default(1_000),
  cursor: z.string().optional().describe("`next` of the page before"),
});
const QUERIES = {
  directory: DirectoryQuery,
  rows: RowsQuery,
  plan: RowsQuery.extend({
    except: z.string().optional().describe("Logins between commas: what leaving them out would cost"),
  }),
} as const;

function queryParameters(query: z.ZodType) {
  const { properties = {} } = jsonSchema(query) as { properties?: Record<string, unknown> };
  return Object.entries(properties).map(([name, schema]) => ({ name, in: "query", schema }));
}

function jsonSchema(schema: z.ZodType): Record<string, unknown> {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  return rest;
}
