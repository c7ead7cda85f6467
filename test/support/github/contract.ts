/** GitHub's own OpenAPI: checks requests and answers against it, and has an example of each answer. */
import type { IncomingMessage } from "node:http";
import { requireOpenApi } from "./install.ts";

export interface Matched {
  readonly operation: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** The faults in words; empty when everything fits. */
  readonly faults: readonly string[];
}

export interface Contract {
  /** The operation of a request; `undefined` when GitHub has no such operation. */
  match(request: Pick<IncomingMessage, "method" | "headers">, url: URL, body: unknown): Matched | undefined;
  /** The faults of our answer to an operation. */
  faultsOfAnswer(operation: string, status: number, body: unknown): readonly string[];
  /** GitHub's published example of the answer. */
  example(operation: string, status: number): Record<string, unknown>;
}

let read: Promise<Contract> | undefined;

/** Reads 13 MB of JSON, once a process: half a second. */
export function readContract(): Promise<Contract> {
  read ??= build();
  return read;
}

async function build(): Promise<Contract> {
  const require = await requireOpenApi();
  const { OpenAPIBackend } = require("openapi-backend");
  const addFormats = require("ajv-formats");
  const published = require("@octokit/openapi/generated/api.github.com.json");
  const api = new OpenAPIBackend({
    definition: withNull(published),
    quick: true,
    strict: false,
    // GitHub's schemas use their own keywords and formats.
    ajvOpts: { strict: false },
    // biome-ignore lint/suspicious/noExplicitAny: the package is not installed when types are checked
    customizeAjv: (ajv: any) => addFormats(ajv),
  });
  await api.init();
  return {
    match(request, url, body) {
      const asked = { method: request.method, path: url.pathname, query: url.search, headers: request.headers, body };
      const operation = api.matchOperation(asked);
      if (!operation) return undefined;
      const { params, query } = api.router.parseRequest(asked, operation);
      const { valid, errors } = api.validateRequest(asked, operation);
      return { operation: operation.operationId, params, query, faults: valid ? [] : wordsOf(errors) };
    },
    faultsOfAnswer(operation, status, body) {
      if (body === undefined) return [];
      const { valid, errors } = api.validateResponse(body, operation, status);
      return valid ? [] : wordsOf(errors);
    },
    example(operation, status) {
      const { mock } = api.mockResponseForOperation(operation, { code: status, example: "default" });
      // Some of GitHub's examples refer to another whole example, so they are nested.
      return structuredClone(mock.value ?? mock);
    },
  };
}

/** `nullable` without a `type` has no meaning in OpenAPI 3.0 and the validator refuses it; GitHub means "or null". */
function withNull(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withNull);
  if (typeof schema !== "object" || schema === null) return schema;
  const { nullable, ...rest } = Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [key, withNull(value)]),
  );
  if (nullable !== true || "type" in rest) return nullable === undefined ? rest : { nullable, ...rest };
  return { anyOf: [rest, { enum: [null] }] };
}

const wordsOf = (errors: readonly { instancePath: string; message?: string }[] | null | undefined): string[] =>
  (errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
