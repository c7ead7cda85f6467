/** A yes or a no in a query: in each spelling that people try. */
import * as z from "zod";

export const YesOrNo = z
  .enum(["yes", "no", "true", "false", "1", "0"])
  .transform((word) => word === "yes" || word === "true" || word === "1");
