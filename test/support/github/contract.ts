/** GitHub's own OpenAPI: checks requests and answers against it, and has an example of each answer. */
import { requireOpenApi } from "./install.ts";
import { type Parameter, readPublished } from "./published.ts";

export interface Matched {
  readonly operation: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** The faults in words; empty when everything fits. */
  readonly faults: readonly string[];
}

export interface Contract {
  /** The operation of a request; `undefined` when GitHub has no such operation. */
  match(method: string, url: URL, body: unknown): Matched | undefined;
  /** The faults of our answer to an operation. */
  faultsOfAnswer(operation: string, status: number, body: unknown): readonly string[];
  /** GitHub's published example of the answer: everybody gets the same one. */
  example(operation: string, status: number): Readonly<Record<string, unknown>>;
}

/** Half the time to compile: each part that schemas refer to is compiled once, and GitHub's own schemas are taken as they are. */
const QUICK = { inlineRefs: false, validateSchema: false };

let read: Promise<Contract> | undefined;

/** Reads 13 MB of JSON, once a process: a third of a second. */
export function readContract(): Promise<Contract> {
  read ??= build();
  return read;
}

async function build(): Promise<Contract> {
  const published = await readPublished();
  const require = await requireOpenApi();
  const { default: Ajv } = require("ajv");
  const { default: addFormats } = require("ajv-formats");
  // GitHub's schemas use their own keywords and formats. Numbers in addresses are texts.
  const [ofBodies, ofAddresses] = [false, true].map((coerceTypes) =>
    addFormats(new Ajv({ ...QUICK, strict: false, coerceTypes, logger: false })),
  );
  /** Schemas are compiled when they are first needed, which takes a few milliseconds each. */
  const compiled = new Map<unknown, Validate>();
  // biome-ignore lint/suspicious/noExplicitAny: the package is not installed when types are checked
  const faultsOf = (value: unknown, schema: object, ajv: any): string[] => {
    const validate: Validate = compiled.get(schema) ?? ajv.compile(published.whole(schema));
    compiled.set(schema, validate);
    return validate(value)
      ? []
      : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  };
  const addresses = new Map<string, object>();
  const schemaOfAddress = (operation: string, parameters: readonly Parameter[]): object => {
    const schema = addresses.get(operation) ?? addressSchema(parameters);
    addresses.set(operation, schema);
    return schema;
  };

  return {
    match(method, url, body) {
      const found = published.find(method, url.pathname);
      if (!found) return undefined;
      const { operation, params } = found;
      const query = Object.fromEntries(url.searchParams);
      const address = schemaOfAddress(operation.id, operation.parameters);
      const faults = faultsOf({ path: { ...params }, query: { ...query } }, address, ofAddresses);
      if (body !== undefined && operation.body)
        faults.push(...faultsOf(body, operation.body.schema as object, ofBodies));
      if (body === undefined && operation.body?.required) faults.push("the body is missing");
      return { operation: operation.id, params, query, faults };
    },
    faultsOfAnswer(id, status, body) {
      const answer = published.operation(id).answers.get(status);
      if (!answer) return [`GitHub never answers ${status}`];
      return answer.schema ? faultsOf(body, answer.schema as object, ofBodies) : [];
    },
    example: (id, status) => published.operation(id).answers.get(status)?.example as never,
  };
}

interface Validate {
  (value: unknown): boolean;
  errors?: readonly { instancePath: string; message?: string }[] | null;
}

/** One schema for the parameters of an operation in its path and its query. */
function addressSchema(parameters: readonly Parameter[]): object {
  const part = (place: Parameter["in"]) => {
    const here = parameters.filter((one) => one.in === place);
    return {
      type: "object",
      properties: Object.fromEntries(here.map(({ name, schema }) => [name, schema])),
      required: here.filter(({ required }) => required).map(({ name }) => name),
      additionalProperties: false,
    };
  };
  return { type: "object", properties: { path: part("path"), query: part("query") } };
}
