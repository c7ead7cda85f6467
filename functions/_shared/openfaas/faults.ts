/** Values from outside against their schema: every fault with a JSON pointer and a sentence that a person can act on. */
import * as z from "zod";
import { type Fault, PodsError } from "../core/errors.ts";
import { slipOf } from "../core/github/edit-distance.ts";

const FAULTS_MAX = 20;

type Issue = z.core.$ZodIssue;

/** The value as the schema makes it; 422 for one that does not fit. */
export function fitting<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const parsed = schema.safeParse(value, { error: inWords });
  if (parsed.success) return parsed.data;
  throw invalid(parsed.error.issues);
}

/** The detail is complete by itself, since `faas-cli` prints only that. */
function invalid(issues: readonly Issue[]): PodsError {
  const errors = issues.flatMap(faultsOf);
  const more = errors.length > 1 ? ` And ${errors.length - 1} more.` : "";
  const [{ pointer, detail }] = errors as [Fault];
  const where = pointer === "" ? "" : `${pointer}: `;
  const end = detail.endsWith("?") ? "" : ".";
  return new PodsError("invalid", `${where}${detail}${end}${more}`, { errors: errors.slice(0, FAULTS_MAX) });
}

/** A union fails with the faults of every branch; only those of the nearest branch help. */
function faultsOf(issue: Issue): Fault[] {
  if (issue.code === "invalid_union" && issue.errors.length > 0) {
    const nearest = issue.errors.reduce((a, b) => (b.length < a.length ? b : a));
    return nearest.flatMap((inner) => faultsOf({ ...inner, path: [...issue.path, ...inner.path] } as Issue));
  }
  return [{ pointer: pointerOf(issue.path), detail: issue.message.replace(/\.$/, "") }];
}

/** Words for what a schema says nothing about itself; without them the parser's own stand. */
function inWords(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined ? "This is required" : TYPES[issue.expected];
    case "invalid_value":
      return oneOf(issue.values, issue.input);
    case "invalid_union":
      if (!Array.isArray(issue.options)) return undefined;
      return oneOf(issue.options, Object(issue.input)[issue.discriminator ?? ""]);
    case "too_small":
      return `takes at least ${amount(Number(issue.minimum), issue.origin)}`;
    case "too_big":
      return `takes at most ${amount(Number(issue.maximum), issue.origin)}`;
    case "unrecognized_keys":
      return unknown(issue.keys, issue.inst instanceof z.ZodObject ? Object.keys(issue.inst.shape) : []);
    case "invalid_format":
      return issue.format === "url" ? "takes a whole address, such as https://example.org/" : undefined;
    default:
      return undefined;
  }
}

const TYPES: Readonly<Record<string, string>> = {
  string: "takes text in quotation marks",
  number: "takes a number",
  int: "takes a whole number",
  boolean: "takes true or false",
  array: "takes a list",
  object: "takes an object",
};

function amount(n: number, origin: string): string {
  if (origin === "string") return `${n} ${n === 1 ? "character" : "characters"}`;
  return origin === "array" ? `${n} ${n === 1 ? "entry" : "entries"}` : String(n);
}

function oneOf(known: readonly unknown[], said: unknown): string {
  const words = known.map(String);
  // Anything else may be deeper than the stack, or have no text.
  const meant = typeof said === "string" ? slipOf(said, words) : undefined;
  return `takes one of ${words.join(", ")}${meant === undefined ? "" : `; did you mean ${meant}?`}`;
}

const unknown = (keys: readonly string[], known: readonly string[]): string =>
  keys
    .map((key) => {
      const meant = slipOf(key, known);
      return `"${key}" is not known here; ${meant === undefined ? `known are ${known.join(", ")}` : `did you mean "${meant}"?`}`;
    })
    .join(" ");

const pointerOf = (path: readonly PropertyKey[]) =>
  path.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
