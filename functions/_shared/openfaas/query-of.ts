import type * as z from "zod";
import { PodsError } from "../core/errors.ts";
import type { AppContext } from "./context.ts";
import { fitting } from "./faults.ts";

/**
 * The query as its schema makes it. Throws PodsError "invalid" with a pointer per fault. A form sends empty fields for
 * unanswered questions.
 */
export function queryOf<S extends z.ZodObject>(c: AppContext, schema: S): z.output<S> {
  const query: Record<string, string> = {};
  for (const [name, all] of Object.entries(c.req.queries())) {
    const [value, other] = new Set(all.filter((one) => one.trim() !== ""));
    const detail = `${name} takes one value`;
    if (other !== undefined && name in schema.shape)
      throw new PodsError("invalid", detail, { errors: [{ pointer: `/${name}`, detail }] });
    if (value !== undefined) query[name] = value;
  }
  return fitting(schema, query);
}
