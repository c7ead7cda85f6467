/** Writes the files and tables that are derived from the code: `npm run generate`. */
import { readFileSync, writeFileSync } from "node:fs";
import * as z from "zod";
import { CHANNELS, DESTINATIONS } from "#shared/channels/index.ts";
import { COMMENT_COMMANDS } from "#shared/commands/comment-commands.ts";
import type { Relation } from "#shared/commands/define.ts";
import { COMMANDS } from "#shared/commands/index.ts";
import { ACCESS } from "#shared/core/github/access.static.ts";
import { type Job, needsOf } from "#shared/core/github/access.ts";
import { Destination, Settings } from "#shared/core/settings.ts";

/** The paths and texts of all derived files. */
export const derivedFiles = (): ReadonlyMap<string, string> =>
  new Map([
    ["pods.schema.json", settingsSchema()],
    ...Object.entries(TABLES).map(([path, tables]) => [path, withTables(path, tables)] as const),
  ]);

type Schema = z.core.JSONSchema.JSONSchema;

const settingsAsSchema = (): Schema =>
  z.toJSONSchema(Settings, {
    io: "input",
    override({ zodSchema, jsonSchema }) {
      if (zodSchema === Destination) jsonSchema.enum = [...DESTINATIONS];
    },
  });

/** The JSON Schema of `pods.yml`, for editors. */
const settingsSchema = (): string => `${JSON.stringify({ title: "pods.yml", ...settingsAsSchema() }, null, 2)}\n`;

/** The settings that take one of some words, or a number within limits. */
function valuesTable(): string {
  return markdownTable(["setting", "takes", "default"], valueRows(settingsAsSchema(), []));
}

function valueRows(schema: Schema, path: readonly string[]): string[][] {
  if (schema.properties)
    return Object.entries(schema.properties).flatMap(([name, inner]) =>
      typeof inner === "object" ? valueRows(inner, [...path, name]) : [],
    );
  const { items } = schema;
  const isList = schema.type === "array" && typeof items === "object" && !Array.isArray(items);
  const takes = isList ? takesIn(items) && `some of ${takesIn(items)}` : takesIn(schema);
  return takes === undefined ? [] : [[code(path.join(".")), takes, withDefault(schema.default)]];
}

function takesIn({ type, enum: words, minimum, maximum }: Schema): string | undefined {
  if (words) return words.map((word) => code(String(word))).join(", ");
  if (type === "boolean") return "`true`, `false`";
  return minimum === undefined ? undefined : `${type === "integer" ? "a whole number, " : ""}${minimum} to ${maximum}`;
}

const withDefault = (value: unknown): string => (value === undefined ? "" : code(JSON.stringify(value)));

type Tables = Readonly<Record<string, () => string>>;

/** The generated tables of each document. */
const TABLES: Readonly<Record<string, Tables>> = {
  "docs/commands.md": { "commands on GitHub": commentTable, "commands as JSON": jsonTable },
  "docs/settings.md": { values: valuesTable, channels: channelList },
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
