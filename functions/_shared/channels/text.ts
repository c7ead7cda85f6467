/** Text helpers that several channels share. */
import { cut as cutText } from "../core/people-text.ts";

/** Invisible. It separates characters that together would be markup. */
export const ZERO_WIDTH_SPACE = "\u200b";

/** Cuts to the length that chats count, never inside a character as people see it. */
export const cut = (text: string, max: number): string =>
  text.length <= max ? text : cutText(text, Number.POSITIVE_INFINITY, ({ length }) => length, max);
