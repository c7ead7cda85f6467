/** One row of an import, from CSV or JSON. Only the login is required. */
import * as z from "zod";
import { ABILITIES, AREAS_PER_MEMBER_MAX, Login, withoutRepeats } from "#shared/core/member.ts";
import { unknownArea } from "#shared/core/seating.ts";
import { type Settings, Timezone } from "#shared/core/settings.ts";

export const IMPORT_COLUMNS = ["login", "areas", "ability", "timezone", "advocate", "mode"] as const;

/** CSV has only text: areas are separated by `|`, a volunteer is `yes`. */
const listed = (value: unknown): unknown =>
  typeof value === "string" ? value.split("|").map((area) => area.trim()) : value;
const YES = ["yes", "true", "1", "y"];
const NO = ["no", "false", "0", "n"];
function yesOrNo(value: unknown): unknown {
  const word = String(value).toLowerCase();
  return YES.includes(word) ? true : NO.includes(word) ? false : value;
}

const MODES = ["pod", "offer", "independent"] as const;

export const ImportRow = z.object({
  login: z.string("is required, as text").pipe(Login),
  areas: z
    .preprocess(
      listed,
      z.array(z.string("is not an area")).max(AREAS_PER_MEMBER_MAX, `at most ${AREAS_PER_MEMBER_MAX} areas`),
    )
    .transform(withoutRepeats)
    .optional(),
  ability: z.enum(ABILITIES, `is one of ${ABILITIES.join(", ")}`).optional(),
  timezone: Timezone.optional(),
  advocate: z.preprocess(yesOrNo, z.boolean("is yes or no")).optional(),
  mode: z.enum(MODES, `is one of ${MODES.join(", ")}`).optional(),
});
export type ImportRow = z.infer<typeof ImportRow>;

/** The row, or one sentence about its faults. An empty cell counts as absent. */
export function parseRow(cells: unknown, settings: Pick<Settings, "areas">): ImportRow | string {
  const filled = Object.entries(cells ?? {}).filter(([, value]) => value !== "" && value !== null);
  const parsed = ImportRow.safeParse(Object.fromEntries(filled));
  if (!parsed.success) {
    return parsed.error.issues.map(({ path, message }) => `${path.join(".") || "the row"}: ${message}`).join("; ");
  }
  const unknown = parsed.data.areas?.find((area) => !Object.hasOwn(settings.areas, area));
  return unknown === undefined ? parsed.data : unknownArea(settings, unknown);
}
