/**
 * The whole HTTP interface as OpenAPI 3.1, but for what the settings say. Bodies come from the schemas that read them, so the
 * two cannot differ. A bundle holds the document, and none of the code that makes it.
 */
import { CHANNEL_MEDIA } from "#shared/channels/index.ts";
import { mediaOf } from "#shared/openfaas/negotiate.ts";
import { BODIES, type JsonSchema, QUERIES } from "./body-schemas.ts";
import { ROUTES, type Route } from "./routes.ts";

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
    description: "Pods of five to nine people who look after a part of the project.",
    license: { name: "MIT", identifier: "MIT" },
  },
  paths: paths(),
  components: {
    schemas: {
      Problem: PROBLEM,
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
