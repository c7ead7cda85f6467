import type * as z from "zod";
import { invalidAt } from "../core/errors.ts";
import { sentenceList } from "../core/sentence-list.ts";
import type { AppContext } from "./context.ts";
import { fitting } from "./faults.ts";

/** Opens a page for somebody, so that any address may hold it. */
const KEY = "key";

/**
 * Throws PodsError "invalid" for a parameter that the address does not have: somebody who misspells one would get something else
 * than they asked for.
 */
export function refuseUnknown(c: AppContext, known: readonly string[]): void {
  const name = Object.keys(c.req.queries()).find((one) => one !== KEY && !known.includes(one));
  if (name === undefined) return;
  throw invalidAt(
    `/${name}`,
    `There is no parameter "${name}" here; this address takes ${sentenceList(known) || "none"}.`,
  );
}

interface Reader {
  /** Links to pages are decorated on their way by mail programs and chat tools, and have to open all the same. */
  readonly format: string;
  /** Parameters that are read elsewhere. */
  readonly others?: readonly string[];
}

/**
 * The query as its schema makes it. Throws PodsError "invalid" with a pointer per fault. A form sends empty fields for
 * unanswered questions.
 */
export function queryOf<S extends z.ZodObject>(c: AppContext, schema: S, { format, others = [] }: Reader): z.output<S> {
  if (format !== "html") refuseUnknown(c, [...Object.keys(schema.shape), ...others]);
  const query: Record<string, string> = {};
  for (const [name, all] of Object.entries(c.req.queries())) {
    const [value, other] = new Set(all.filter((one) => one.trim() !== ""));
    if (other !== undefined && name in schema.shape) throw invalidAt(`/${name}`, `${name} takes one value`);
    if (value !== undefined) query[name] = value;
  }
  return fitting(schema, query);
}
