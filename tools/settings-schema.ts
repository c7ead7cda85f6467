/** Prints the JSON Schema of `pods.yml`, for editors: `npm run --silent schema > pods.schema.json`. */
import * as z from "zod";
import { Settings } from "#shared/core/settings.ts";

export const settingsSchema = (): string =>
  `${JSON.stringify({ title: "pods.yml", ...z.toJSONSchema(Settings, { io: "input" }) }, null, 2)}\n`;

if (import.meta.url === `file://${process.argv[1]}`) process.stdout.write(settingsSchema());
