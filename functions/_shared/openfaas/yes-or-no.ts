/** A yes or a no in a query: in each spelling that people try. */
import * as z from "zod";
import { inAnyCase } from "../core/any-case.ts";

const WORDS = ["yes", "no", "true", "false", "1", "0"] as const;

export const YesOrNo = inAnyCase(
  WORDS,
  z.enum(WORDS).transform((word) => word === "yes" || word === "true" || word === "1"),
);
