/** Makes text by people harmless inside a GitHub comment: it cannot mention, link, format or hide anything. */
import { oneLine } from "../people-text.ts";

const ZERO_WIDTH_SPACE = "\u200b";

/** For running text in a comment. */
export function neutralise(text: string, max?: number): string {
  return (
    oneLine(text, max)
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replaceAll(">", "&gt;")
      .replace(/[\\`*_[\]|~]/g, "\\$&")
      // GitHub turns mentions, references and bare addresses into links even when they are escaped.
      .replace(/[@#]/g, `$&${ZERO_WIDTH_SPACE}`)
      .replace(/\b(gh)-(?=\d)/gi, `$1-${ZERO_WIDTH_SPACE}`)
      .replace(/:\/\//g, `:${ZERO_WIDTH_SPACE}//`)
      .replace(/\bwww\./gi, `$&${ZERO_WIDTH_SPACE}`)
  );
}

/** For a short text between backticks, where GitHub neither links nor formats. */
export const quoteCode = (text: string, max = 40): string => `\`${oneLine(text, max).replaceAll("`", "'") || " "}\``;
