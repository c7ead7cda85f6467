/** GitHub's published OpenAPI: its operations by their addresses, its schemas, and its examples. */
import { requireOpenApi } from "./install.ts";

/** A node of the document. */
// biome-ignore lint/suspicious/noExplicitAny: 13 MB of JSON have no type
type Node = any;

export interface Parameter {
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly required?: boolean;
  readonly schema: unknown;
}

interface PublishedOperation {
  readonly id: string;
  readonly parameters: readonly Parameter[];
  /** The schema of the request's body, and whether there must be one. */
  readonly body?: { readonly schema: unknown; readonly required: boolean };
  /** By status. */
  readonly answers: ReadonlyMap<number, { readonly schema?: unknown; readonly example?: unknown }>;
}

export interface Published {
  /** The operation at an address, and the values of the parameters in its path. */
  find(
    method: string,
    path: string,
  ): { readonly operation: PublishedOperation; readonly params: Readonly<Record<string, string>> } | undefined;
  operation(id: string): PublishedOperation;
  /** A schema together with all to which it refers. */
  whole(schema: unknown): object;
}

const METHODS = ["get", "put", "post", "delete", "patch"];
const REFERENCE = /^#\/components\/(\w+)\/(.+)$/;

export async function readPublished(): Promise<Published> {
  const require = await requireOpenApi();
  const { paths, components }: Node = require("@octokit/openapi/generated/api.github.com.json");
  const resolved = (node: Node): Node => {
    const [, kind = "", name = ""] = REFERENCE.exec(node?.$ref ?? "") ?? [];
    return name === "" ? node : resolved(components[kind][name]);
  };
  const shape = (content: Node): Node => content?.["application/json"] ?? {};
  const operationOf = ({ operationId: id, parameters = [], requestBody, responses }: Node): PublishedOperation => ({
    id,
    parameters: parameters.map(resolved),
    ...(requestBody && {
      body: { schema: shape(requestBody.content).schema, required: requestBody.required === true },
    }),
    answers: new Map(
      Object.entries(responses).map(([status, response]) => {
        const { schema, examples } = shape(resolved(response).content);
        const [example] = Object.values(examples ?? {});
        // Some of GitHub's examples refer to another whole example, so they are nested.
        const value = resolved(resolved(example)?.value);
        return [Number(status), { schema, example: value?.value ?? value }];
      }),
    ),
  });

  const routes = Object.entries<Node>(paths).flatMap(([template, item]) =>
    METHODS.filter((method) => item[method]).map((method) => ({
      method,
      segments: template.split("/"),
      node: item[method],
    })),
  );
  const byId = new Map(routes.map(({ node }) => [node.operationId, node]));
  // `/user/repos` comes before `/{owner}/{repo}`.
  routes.sort((a, b) => a.segments.filter(isParameter).length - b.segments.filter(isParameter).length);
  const kindOf = (method: string, segments: readonly string[]) => `${method} ${segments.length}`;
  const byKind = new Map<string, typeof routes>();
  for (const route of routes) {
    const kind = kindOf(route.method, route.segments);
    byKind.set(kind, [...(byKind.get(kind) ?? []), route]);
  }
  const made = new Map<Node, PublishedOperation>();
  const madeOf = (node: Node): PublishedOperation => {
    const operation = made.get(node) ?? operationOf(node);
    made.set(node, operation);
    return operation;
  };

  return {
    find(method, path) {
      const asked = path.split("/");
      const route = byKind
        .get(kindOf(method.toLowerCase(), asked))
        ?.find(({ segments }) =>
          segments.every((segment, i) => segment === asked[i] || (isParameter(segment) && asked[i] !== "")),
        );
      if (!route) return undefined;
      const params = route.segments.flatMap((segment, i) =>
        isParameter(segment) ? [[segment.slice(1, -1), decodeURIComponent(asked[i] ?? "")]] : [],
      );
      return { operation: madeOf(route.node), params: Object.fromEntries(params) };
    },
    operation(id) {
      const node = byId.get(id);
      if (!node) throw new Error(`GitHub's API has no operation ${id}.`);
      return madeOf(node);
    },
    whole(schema) {
      const schemas: Record<string, unknown> = {};
      const collect = (node: unknown): unknown => {
        if (typeof node !== "object" || node === null) return node;
        if (Array.isArray(node)) return node.map(collect);
        const { nullable, ...rest } = Object.fromEntries(
          Object.entries(node).map(([key, value]) => [key, collect(value)]),
        );
        const name = typeof rest.$ref === "string" ? REFERENCE.exec(rest.$ref)?.[2] : undefined;
        if (name !== undefined && !(name in schemas)) {
          schemas[name] = true;
          schemas[name] = collect(components.schemas[name]);
        }
        return nullable === undefined ? rest : orNull(rest, nullable);
      };
      return { ...(collect(schema) as object), components: { schemas } };
    },
  };
}

/** `nullable` without a `type` has no meaning in OpenAPI 3.0 and the validator refuses it; GitHub means "or null". */
const orNull = (schema: object, nullable: unknown): object =>
  nullable !== true || "type" in schema ? { ...schema, nullable } : { anyOf: [schema, { enum: [null] }] };

const isParameter = (segment: string): boolean => segment.startsWith("{");
