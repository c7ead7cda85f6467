/** Writes the files and tables that are derived from the code: `npm run generate`. */
import { readFileSync, writeFileSync } from "node:fs";
import * as z from "zod";
import { CHANNELS, DESTINATIONS } from "#shared/channels/index.ts";
import { COMMENT_COMMANDS } from "#shared/commands/comment-commands.ts";
import type { Relation } from "#shared/commands/define.ts";
import { COMMANDS } from "#shared/commands/index.ts";
import { ACCESS, type Job, needsOf } from "#shared/core/github/access.ts";
import { Destination, Settings } from "#shared/core/settings.ts";

/** The paths and texts of all derived files. */
export const derivedFiles = (): ReadonlyMap<string, string> =>
  new Map([
    ["pods.schema.json", settingsSchema()],
    ...Object.entries(TABLES).map(([path, tables]) => [path, withTables(path, tables)] as const),
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

type Tables = Readonly<Record<string, () => string>>;

/** The generated tables of each document. */
const TABLES: Readonly<Record<string, Tables>> = {
  "docs/commands.md": { "commands on GitHub": commentTable, "commands as JSON": jsonTable },
  "docs/settings.md": { channels: channelList },
  "docs/deploy.md": { rights: rightsTable },
};

/** The document with up-to-date tables. Throws if it has no place for one of them. */
function withTables(path: string, tables: Tables): string {
  return Object.entries(tables).reduce(
    (before, [name, table]) => {
      const [begin, end] = [`<!-- generated: ${name} -->`, `<!-- end of ${name} -->`];
      const [head, rest] = before.split(begin);
      const tail = rest?.split(end)[1];
      if (tail === undefined) throw new Error(`${path} has no place for ${name}, between ${begin} and ${end}.`);
      return `${head}${begin}\n\n${table()}\n\n${end}${tail}`;
    },
    readFileSync(path, "utf8"),
  );
}

function rightsTable(): string {
  const rows = (Object.keys(ACCESS) as Job[]).map((job) => {
    const { classic, fineGrained, app } = needsOf(job);
    return [ACCESS[job].does, classic, fineGrained, app];
  });
  return markdownTable(["for", "a classic token", "a fine-grained token", "an app"], rows);
}

function commentTable(): string {
  const rows = COMMENT_COMMANDS.map(({ comment, does, may }) => [
    code(comment.usage),
    does,
    may.includes("self") ? "" : may.map((relation) => RELATIONS[relation]).join(", "),
  ]);
  return markdownTable(["comment", "to", "only for"], rows);
}

const RELATIONS = {
  self: "",
  author: "the thread's author, people who may write there",
  advocate: "the pod's advocate",
  maintainer: "a maintainer",
} as const satisfies Record<Relation, string>;

function jsonTable(): string {
  const rows = Object.entries(COMMANDS).flatMap(([name, commands]) =>
    commands.flatMap(({ json }) => (json ? [[code(name), code(JSON.stringify(json.example)), json.does]] : [])),
  );
  return markdownTable(["function", "body", "to"], rows);
}

function channelList(): string {
  return CHANNELS.map(({ secret }) => `- ${code(secret.example)}`).join("\n");
}

const code = (text: string): string => `\`${text.replaceAll("|", "\\|")}\``;

const markdownTable = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");

if (import.meta.url === `file://${process.argv[1]}`)
  for (const [path, text] of derivedFiles()) writeFileSync(path, text);
