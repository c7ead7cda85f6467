/** Escaped HTML, and small helpers that all pages share. */
import { html, raw } from "hono/html";
import { withCommas } from "../core/lazily.ts";

export { count } from "../core/number-words.ts";
export { html, raw };
export type Markup = ReturnType<typeof html>;

/** 12,345 */
export const number = withCommas;

export { sentenceList } from "../core/sentence-list.ts";
