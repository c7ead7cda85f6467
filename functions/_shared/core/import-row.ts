/** One row of an import, however it was written: only the login is required. */
import * as z from "zod";
import { ABILITIES, AREAS_PER_MEMBER_MAX, Login } from "./member.ts";
import { unknownArea } from "./seating.ts";
import { type Settings, Timezone } from "./settings.ts";

export const IMPORT_COLUMNS = ["login", "areas", "ability", "timezone", "advocate", "mode"] as const;

/** CSV knows only text: an empty cell says nothing, areas are separated by `|`, a volunteer is `yes`. */
const blankToNothing = (value: unknown): unknown => (value === "" || value === null ? undefined : value);
const listed = (value: unknown): unknown =>
  typeof value === "string" && value !== "" ? value.split("|").map((area) => area.trim()) : blankToNothing(value);
const YES = new Map<unknown, boolean>([
  ["yes", true],
  ["true", true],
  ["1", true],
  ["y", true],
  ["no", false],
  ["false", false],
  ["0", false],
  ["n", false],
]);
const yesOrNo = (value: unknown): unknown =>
  typeof value === "string" ? (YES.get(value.toLowerCase()) ?? blankToNothing(value)) : value;

export const ImportRow = z.object({
  login: Login,
  areas: z.preprocess(
    listed,
    z.array(z.string()).max(AREAS_PER_MEMBER_MAX, `at most ${AREAS_PER_MEMBER_MAX} areas`).optional(),
  ),
  ability: z.preprocess(blankToNothing, z.enum(ABILITIES).optional()),
  timezone: z.preprocess(blankToNothing, Timezone.optional()),
  advocate: z.preprocess(yesOrNo, z.boolean("is yes or no").optional()),
  mode: z.preprocess(blankToNothing, z.enum(["pod", "offer", "independent"]).optional()),
});
export type ImportRow = z.infer<typeof ImportRow>;

/** The row, or one sentence about what is wrong with it. */
export function parseRow(cells: unknown, settings: Pick<Settings, "areas">): ImportRow | string {
  const parsed = ImportRow.safeParse(cells);
  if (!parsed.success) {
    return parsed.error.issues.map(({ path, message }) => `${path.join(".") || "the row"}: ${message}`).join("; ");
  }
  const stranger = parsed.data.areas?.find((area) => !Object.hasOwn(settings.areas, area));
  return stranger === undefined ? parsed.data : unknownArea(settings, stranger);
}
