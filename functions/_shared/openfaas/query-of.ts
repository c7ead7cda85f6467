import type * as z from "zod";
import type { AppContext } from "./context.ts";
import { fitting } from "./faults.ts";

/**
 * The query as its schema makes it. Throws PodsError "invalid" with a pointer per fault. A form sends empty fields for
 * unanswered questions.
 */
export const queryOf = <S extends z.ZodType>(c: AppContext, schema: S): z.output<S> =>
  fitting(schema, Object.fromEntries(Object.entries(c.req.query()).filter(([, value]) => value.trim() !== "")));
