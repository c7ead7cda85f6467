/** Escaped HTML, and small helpers that all pages share. */
import { html, raw } from "hono/html";
import { withCommas } from "../core/lazily.ts";

export { count } from "../core/number-words.ts";
export { html, raw };
export type Markup = ReturnType<typeof html>;

/** 12,345 */
export const number = withCommas;

/** `a`, `a and b`, `a, b and c`. */
export const sentenceList = (parts: readonly string[]): string =>
  parts.length < 2 ? (parts[0] ?? "") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
