/** Writes the files and tables that are derived from the code: `npm run generate`. */
import { readFileSync, writeFileSync } from "node:fs";
import * as z from "zod";
import { DESTINATIONS } from "#shared/channels/index.ts";
import { COMMENT_COMMANDS, isHere } from "#shared/commands/comment-commands.ts";
import { COMMANDS } from "#shared/commands/index.ts";
import { Destination, Settings } from "#shared/core/settings.ts";

/** Each derived file, with the text that it has to have. */
export const derivedFiles = (): ReadonlyMap<string, string> =>
  new Map([
    ["pods.schema.json", settingsSchema()],
    ["README.md", withTables(readFileSync("README.md", "utf8"))],
  ]);

/** The JSON Schema of `pods.yml`, for editors. */
function settingsSchema(): string {
  const schema = z.toJSONSchema(Settings, {
    io: "input",
    override({ zodSchema, jsonSchema }) {
      if (zodSchema === Destination) jsonSchema.enum = [...DESTINATIONS];
    },
  });
  return `${JSON.stringify({ title: "pods.yml", ...schema }, null, 2)}\n`;
}

const TABLES: Readonly<Record<string, () => string>> = {
  "commands on GitHub": commentTable,
  "commands as JSON": jsonTable,
};

/** The text with its tables as they are now. Throws when it has no place for one of them. */
function withTables(text: string): string {
  return Object.entries(TABLES).reduce((before, [name, table]) => {
    const [begin, end] = [`<!-- generated: ${name} -->`, `<!-- end of ${name} -->`];
    const [head, rest] = before.split(begin);
    const tail = rest?.split(end)[1];
    if (tail === undefined) throw new Error(`There is no place for the table of ${name}, between ${begin} and ${end}.`);
    return `${head}${begin}\n\n${table()}\n\n${end}${tail}`;
  }, text);
}

function commentTable(): string {
  const rows = COMMENT_COMMANDS.filter(isHere).map(({ comment, does, may }) => [
    code(comment.usage),
    does,
    may.includes("self") ? "" : "the pod's advocate, a maintainer",
  ]);
  return markdownTable(["comment", "to", "only for"], rows);
}

function jsonTable(): string {
  const rows = Object.entries(COMMANDS).flatMap(([name, commands]) =>
    commands.flatMap(({ json, does }) => (json ? [[code(name), code(JSON.stringify(json.example)), does]] : [])),
  );
  return markdownTable(["function", "body", "to"], rows);
}

const code = (text: string): string => `\`${text.replaceAll("|", "\\|")}\``;

const markdownTable = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");

if (import.meta.url === `file://${process.argv[1]}`)
  for (const [path, text] of derivedFiles()) writeFileSync(path, text);
