/** What commands and queries may hold, as JSON Schema. */
import * as z from "zod";
import type { Command } from "#shared/commands/define.ts";
import { WORDS_LENGTH_MAX } from "#shared/commands/for-digest.ts";
import { COMMANDS } from "#shared/commands/index.ts";
import { bodyOf } from "#shared/commands/json-door.ts";
import { POD_NAME_LENGTH_MAX } from "#shared/core/pod.ts";
import { MatchesQuery } from "#shared/openfaas/matches-query.ts";
import { RowsQuery } from "#shared/openfaas/rows-query.ts";
import { DirectoryQuery, ZoneQuery } from "./query.ts";
import type { Route, SchemaName } from "./routes.ts";

interface Bodies {
  readonly schema: JsonSchema;
  /** Of each command what it does, and a body. */
  readonly examples: Readonly<Record<string, object>>;
}
export type JsonSchema = Readonly<Record<string, unknown>>;

/** What the code checks in its own words, by the names of fields. */
const LIMITS: JsonSchema = {
  name: { minLength: 1, maxLength: POD_NAME_LENGTH_MAX },
  title: { minLength: 1, maxLength: WORDS_LENGTH_MAX },
  why: { minLength: 1, maxLength: WORDS_LENGTH_MAX },
  week: { pattern: "^\\d{4}-W\\d{2}$" },
  timezone: { description: "Such as Europe/Berlin, or an offset such as UTC+5:30" },
  areas: { description: "Ids or titles of the settings, the most wanted first" },
};

export const BODIES: Readonly<Record<SchemaName, Bodies>> = {
  MemberCommand: bodiesOf(COMMANDS["join-pod"]),
  RebalanceCommand: bodiesOf(COMMANDS.rebalance),
  DigestCommand: bodiesOf(COMMANDS["weekly-digest"]),
  PodCommand: bodiesOf(COMMANDS.pods),
};

export const QUERIES: Readonly<Record<NonNullable<Route["query"]>, JsonSchema>> = {
  directory: jsonSchema(DirectoryQuery),
  zone: jsonSchema(ZoneQuery),
  matches: jsonSchema(MatchesQuery),
  rows: jsonSchema(RowsQuery),
  import: jsonSchema(
    z.object({
      dryRun: z
        .boolean()
        .default(false)
        .describe("Of a file of people, or of an undo: says what would happen; nothing changes"),
    }),
  ),
  plan: jsonSchema(
    RowsQuery.extend({
      except: z.string().optional().describe("Logins between commas: what leaving them out would cost"),
    }),
  ),
};

function bodiesOf<Context>(commands: readonly Command<Context>[]): Bodies {
  return {
    schema: withLimits(jsonSchema(bodyOf(commands))),
    examples: Object.fromEntries(
      commands.flatMap(({ word, does, json }) => (json ? [[word, { summary: does, value: json.example }]] : [])),
    ),
  };
}

function jsonSchema(schema: z.ZodType): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  return rest;
}

type Branch = JsonSchema & { readonly properties: Record<string, JsonSchema>; readonly required: readonly string[] };

function withLimits(schema: JsonSchema): JsonSchema {
  const branches = (schema.oneOf as readonly Branch[]).map(
    (branch): Branch => ({
      ...branch,
      properties: Object.fromEntries(
        Object.entries(branch.properties).map(([name, field]) => [name, { ...field, ...(LIMITS[name] as JsonSchema) }]),
      ),
    }),
  );
  return { oneOf: branches.flatMap((branch) => (branch.properties.weekday ? meetings(branch) : [branch])) };
}

/** A day comes with a time and a zone, and without a day there is neither. */
function meetings(branch: Branch): Branch[] {
  const { do: word, pod, weekday, ...others } = branch.properties as Record<"do" | "pod" | "weekday", JsonSchema>;
  const days = (weekday.enum as readonly (string | null)[]).filter((day) => day !== null);
  return [
    {
      ...branch,
      properties: { do: word, pod, weekday: { type: "string", enum: days }, ...others },
      required: [...branch.required, "time", "timezone"],
    },
    { ...branch, properties: { do: word, pod, weekday: { type: "null" } } },
  ];
}
