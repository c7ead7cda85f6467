/** What commands and queries may hold, as JSON Schema. */
import * as z from "zod";
import type { Command } from "#shared/commands/define.ts";
import { COMMANDS } from "#shared/commands/index.ts";
import { bodyOf } from "#shared/commands/json-door.ts";
import { MatchesQuery } from "#shared/openfaas/matches-query.ts";
import { RowsQuery } from "#shared/openfaas/rows-query.ts";
import { DirectoryQuery } from "./query.ts";
import type { Route, SchemaName } from "./routes.ts";

interface Bodies {
  readonly schema: JsonSchema;
  /** Of each command what it does, and a body. */
  readonly examples: Readonly<Record<string, object>>;
}
export type JsonSchema = Readonly<Record<string, unknown>>;

export const BODIES: Readonly<Record<SchemaName, Bodies>> = {
  MemberCommand: bodiesOf(COMMANDS["join-pod"]),
  RebalanceCommand: bodiesOf(COMMANDS.rebalance),
  DigestCommand: bodiesOf(COMMANDS["weekly-digest"]),
  PodCommand: bodiesOf(COMMANDS.pods),
};

export const QUERIES: Readonly<Record<NonNullable<Route["query"]>, JsonSchema>> = {
  directory: jsonSchema(DirectoryQuery),
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
    schema: jsonSchema(bodyOf(commands)),
    examples: Object.fromEntries(
      commands.flatMap(({ word, does, json }) => (json ? [[word, { summary: does, value: json.example }]] : [])),
    ),
  };
}

function jsonSchema(schema: z.ZodType): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  return rest;
}
