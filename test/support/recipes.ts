/** The recipes of CONTRIBUTING.md, read as a person reads them: steps, files to create, lines to add, commands to run. */

export interface Recipe {
  readonly title: string;
  readonly steps: readonly Step[];
}

interface Step {
  /** Code spans that begin with `npm`. */
  readonly commands: readonly string[];
  readonly blocks: readonly Block[];
}

/** A fenced block, and the path that was named last before it. */
export interface Block {
  /** `diff` changes a file, `sh` is typed into a shell, any other language is a whole new file. */
  readonly language: string;
  readonly path: string;
  readonly code: string;
}

export function recipesOf(markdown: string): Recipe[] {
  const [, section = ""] = markdown.split("\n## Recipes\n");
  const [recipes = ""] = section.split("\n## ");
  return recipes
    .split("\n### ")
    .slice(1)
    .map((text) => {
      const [title = ""] = text.split("\n");
      const steps = text.split(/^\d+\. /m).slice(1);
      return { title, steps: steps.map(stepOf) };
    });
}

const FENCE = /^ {3}```(\w+)\n([\s\S]*?)^ {3}```$/gm;

function stepOf(text: string): Step {
  let from = 0;
  const blocks = [...text.matchAll(FENCE)].map((match): Block => {
    const before = spans(text.slice(from, match.index));
    from = match.index + match[0].length;
    const [, language = "", code = ""] = match;
    return { language, path: before.findLast(isPath) ?? "", code: code.replace(/^ {3}/gm, "") };
  });
  return { commands: spans(text.replace(FENCE, "")).filter((span) => span.startsWith("npm ")), blocks };
}

const spans = (text: string): string[] => [...text.matchAll(/`([^`]+)`/g)].map(([, span = ""]) => span);
const isPath = (span: string): boolean => /^[\w.-]+(\/[\w.-]+)+\.\w+$/.test(span);

/** The file after the change. Throws unless each part of the diff fits in exactly one place. */
export function patched(source: string, diff: string): string {
  return diff.split(/^@@\n/m).reduce((text, hunk) => {
    const lines = hunk.split("\n").slice(0, -1);
    const only = (signs: string) =>
      lines
        .filter((line) => signs.includes(line.charAt(0) || " "))
        .map((line) => `${line.slice(1)}\n`)
        .join("");
    const before = only(" -");
    const parts = `\n${text}`.split(`\n${before}`);
    if (before === "" || parts.length !== 2) throw new Error(`${parts.length - 1} places fit:\n${hunk}`);
    return parts.join(`\n${only(" +")}`).slice(1);
  }, source);
}

/** The file before it. */
export const unpatched = (source: string, diff: string): string =>
  patched(
    source,
    diff.replace(/^[+-]/gm, (sign) => (sign === "+" ? "-" : "+")),
  );
