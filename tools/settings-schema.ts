/** Prints the JSON Schema of `pods.yml`, for editors: `npm run --silent schema > pods.schema.json`. */
import * as z from "zod";
import { DESTINATIONS } from "#shared/channels/index.ts";
import { Destination, Settings } from "#shared/core/settings.ts";

export function settingsSchema(): string {
  const schema = z.toJSONSchema(Settings, {
    io: "input",
    override({ zodSchema, jsonSchema }) {
      if (zodSchema === Destination) jsonSchema.enum = [...DESTINATIONS];
    },
  });
  return `${JSON.stringify({ title: "pods.yml", ...schema }, null, 2)}\n`;
}

if (import.meta.url === `file://${process.argv[1]}`) process.stdout.write(settingsSchema());
