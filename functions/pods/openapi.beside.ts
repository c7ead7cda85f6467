/**
 * The whole HTTP interface as OpenAPI 3.1, but for what the settings say. Bodies come from the schemas that read them, so the
 * two cannot differ. The document lies in a file beside the bundle, which holds none of it nor of the code that makes it.
 */
import { CHANNEL_MEDIA } from "#shared/channels/index.ts";
import { mediaOf } from "#shared/openfaas/negotiate.ts";
import { ANSWERS } from "./answer-schemas.ts";
import { BODIES, type JsonSchema, QUERIES } from "./body-schemas.ts";
import { ROUTES, type Route } from "./routes.ts";

const PROBLEM = {
  type: "object",
  required: ["type", "title", "status", "detail", "instance"],
  additionalProperties: true,
  properties: {
    type: { type: "string" },
    title: { type: "string" },
    status: { type: "integer" },
    detail: { type: "string", description: "One sentence a person can act on." },
    instance: { type: "string", description: "The call id, which finds the call in the log." },
    errors: {
      type: "array",
      description:
        "With 422: each fault, with its place in the body or the query (RFC 6901); an empty pointer is the whole.",
      items: {
        type: "object",
        required: ["pointer", "detail"],
        properties: { pointer: { type: "string" }, detail: { type: "string" } },
      },
    },
    outcome: { type: "string", description: "Of a command: the word for how it ended." },
  },
} as const;

/** What a client has to know beside the addresses. */
const DESCRIPTION = `Pods of five to nine people who look after a part of the project.

Reads are public, but for what only maintainers or an advocate may see. Accept chooses the form of an answer, and a suffix such as .json is stronger. A read with an ETag is answered 304 while it is the same. Lists that page have a "next", which is the "cursor" of the next page, or null.

Commands are JSON to the / of a function, chosen by "do", with the admin key. A field that is not known is refused. With an Idempotency-Key a command happens once, however often it is sent. "outcome" is the word for how it ended, and "detail" a sentence about it.

Answers may get further fields, so leave out those that you do not know. Every error is application/problem+json, unless Accept asks for HTML first. With 429 and 503 wait as long as Retry-After says, and send the same again.`;

const IDEMPOTENCY_KEY = {
  name: "Idempotency-Key",
  in: "header",
  description: "The same key with the same body has the same outcome; with another body it is refused.",
  schema: { type: "string", pattern: "^[\\x21-\\x7e]{1,200}$" },
} as const;

function paths(): Record<string, Record<string, unknown>> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of ROUTES) {
    const path = `/${route.function}${route.path}`;
    paths[path] = { ...paths[path], [route.method]: operation(route) };
  }
  return paths;
}

function operation({
  function: name,
  method,
  path,
  summary,
  answers,
  formats = ["json"],
  json = [],
  body,
  security,
  query,
}: Route) {
  const schemas = json.map((name) => ({ $ref: `#/components/schemas/${name}` }));
  const ofJson = schemas.length > 0 ? { schema: schemas.length > 1 ? { anyOf: schemas } : schemas[0] } : {};
  const content: Record<string, object> = {};
  // JSON for a channel is of the same media type, and is had by its suffix alone.
  for (const format of formats)
    content[mediaOf(format, CHANNEL_MEDIA).split(";")[0]!] ??= format === "json" ? ofJson : {};
  const id = `${name}-${method}${path.replace(/[^a-z]+/gi, "-").replace(/-$/, "")}`;
  return {
    operationId: id,
    summary,
    tags: [name],
    ...(security && { security: security.map((scheme) => (scheme === "none" ? {} : { [scheme]: [] })) }),
    parameters: [
      ...pathParameters(path),
      ...(query ? queryParameters(QUERIES[query]) : []),
      ...(body?.schema ? [IDEMPOTENCY_KEY] : []),
    ],
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
      "application/json": { schema: { $ref: `#/components/schemas/${schema}` }, examples: BODIES[schema].examples },
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

function queryParameters(query: JsonSchema) {
  const { properties = {} } = query as { properties?: Record<string, unknown> };
  return Object.entries(properties).map(([name, schema]) => ({ name, in: "query", schema }));
}

export const DOCUMENT = {
  openapi: "3.1.0",
  info: {
    version: "1",
    description: DESCRIPTION,
    license: { name: "MIT", identifier: "MIT" },
  },
  paths: paths(),
  components: {
    schemas: {
      Problem: PROBLEM,
      ...ANSWERS,
      ...Object.fromEntries(Object.entries(BODIES).map(([name, { schema }]) => [name, schema])),
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
