/** The answer to words that a command cannot read: the part at fault, the usage of the command, and a hint. */
import { quoteCode } from "../core/github/neutralise.ts";
import type { Settings } from "../core/settings.ts";

export function unusableText(part: string, usage: string, hint: string | undefined): string {
  const problem = part === "" ? "Something is missing there." : `I do not understand ${quoteCode(part)} there.`;
  return [problem, `It is written ${quoteCode(usage, 100)}.`, ...(hint ? [hint] : [])].join(" ");
}

/** For commands that take areas. */
export const areasHint = ({ areas }: Pick<Settings, "areas">): string =>
  `The areas are ${Object.keys(areas)
    .map((area) => quoteCode(area))
    .join(", ")}.`;
