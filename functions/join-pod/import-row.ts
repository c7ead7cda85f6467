/** One row of an import, from CSV or JSON. Only the login is required. */
import * as z from "zod";
import { inAnyCase } from "#shared/core/any-case.ts";
import { unknownArea } from "#shared/core/areas-named.ts";
import { differentLogins, loginIn } from "#shared/core/logins.ts";
import {
  ABILITIES,
  AREAS_PER_MEMBER_MAX,
  COMPANIONS_MAX,
  isLogin,
  Login,
  withoutRepeats,
} from "#shared/core/member.ts";
import { oneLine } from "#shared/core/people-text.ts";
import { isFiller, readerOfAreas } from "#shared/core/places.ts";
import { type Settings, Timezone } from "#shared/core/settings.ts";
import { answerIn, beginsAsAnswer, isAlone } from "./answers.ts";
import { IMPORT_COLUMNS, type ImportColumn } from "./column-names.ts";
import { saysNothing } from "./filled.ts";
import { remembered } from "./remembered.ts";

const MODES = ["pod", "offer", "independent"] as const;

const WITH = `names more than ${COMPANIONS_MAX} people`;

const YesOrNo = z.preprocess(
  (value) => answerIn(String(value)) ?? value,
  z.boolean({
    error: ({ input }) =>
      `${beginsAsAnswer(input) ? "says more than yes or no" : "is neither yes nor no"}; write one of them`,
  }),
);

const wordOf = <W extends string>(words: readonly W[]) =>
  inAnyCase(words, z.enum(words, `is none of ${words.join(", ")}`));

/** Forms ask for one of two. People who would rather not work alone ask for no seat by that. */
function modeIn(value: unknown): unknown {
  const said = String(value).trim().toLowerCase();
  if (isAlone(said)) return "independent";
  if (/^(collaborative(ly)?|together|with others|(in|with) a team)$/.test(said)) return undefined;
  return said === "in a pod" ? "pod" : value;
}

/** Several logins in a part have a sign or an address each, since two words may be a name. */
const listed = (value: unknown): unknown =>
  typeof value === "string" ? value.split(/[|;,\n]|(?<=\s)(?:and|&)(?=\s)/i).flatMap(loginsIn) : value;

function loginsIn(part: string): readonly string[] {
  // "bob or cid" leaves the choice to us, and is refused.
  const words = part
    .split(/\s+/)
    .filter((word) => word === "or" || (word !== "" && !saysNothing(word) && !isFiller(word)));
  return words.every((word) => /^@.|\//.test(word)) ? words : [words.join(" ")];
}

type Facts = Pick<Settings, "areas" | "github">;

/** What the cell of each column may hold. */
function schemasOf(settings: Facts) {
  const areasOf = readerOfAreas(settings);
  const LoginAsWritten = z
    .string("is required, as text")
    .overwrite((text) => loginIn(text, settings.github))
    .pipe(Login);
  const Areas = z
    .union([z.string(), z.array(z.string())], "is not a list of areas")
    .transform((said, context) => {
      const read = [said].flat().map(areasOf);
      const unread = read.find((one) => "unknown" in one);
      if (unread) context.addIssue(faultIn(unread.unknown, settings));
      return withoutRepeats(read.flatMap((one) => ("areas" in one ? one.areas : [])));
    })
    .pipe(z.array(z.string()).max(AREAS_PER_MEMBER_MAX, `names more than ${AREAS_PER_MEMBER_MAX} areas`));
  return {
    login: LoginAsWritten,
    areas: Areas.optional(),
    ability: wordOf(ABILITIES).optional(),
    timezone: z.string("is the name of a time zone").pipe(Timezone).optional(),
    advocate: YesOrNo.optional(),
    mode: z.preprocess(modeIn, wordOf(MODES).optional()).optional(),
    anywhere: YesOrNo.optional(),
    introduce: YesOrNo.optional(),
    /** The pod that they sit in already, by its name. */
    pod: z
      .string("is not the name of a pod")
      .regex(/^[^\n]*$/, "is not the name of a pod, as it has a line break")
      .optional(),
    with: z
      .preprocess(listed, z.array(LoginAsWritten, WITH).overwrite(differentLogins).max(COMPANIONS_MAX, WITH))
      .optional(),
  } satisfies Record<ImportColumn, z.ZodType>;
}

const ANYWHERE = 'says that any area suits them, which is a yes in the column "anywhere"';

const faultIn = (unread: string, settings: Facts): string =>
  /\banywhere\b/i.test(unread) ? ANYWHERE : unknownArea(settings, unread);

export type ImportRow = z.infer<z.ZodObject<ReturnType<typeof schemasOf>>>;

/** What a cell says, or sentences about its faults. */
type Cell = { readonly value: unknown } | { readonly faults: readonly string[] };

/** Reads rows by the names of their columns: the row, or one sentence about its faults. */
export function rowParser(settings: Facts): (values: Partial<Record<ImportColumn, unknown>>) => ImportRow | string {
  const schemas = schemasOf(settings);
  const readers = IMPORT_COLUMNS.map((column) => ({ column, read: cellReader(column, schemas[column]) }));
  return (values) => {
    const row: Partial<Record<ImportColumn, unknown>> = {};
    let faults: readonly string[] = [];
    for (const { column, read } of readers) {
      const said = values[column];
      if (said === undefined && column !== "login") continue;
      const cell = column === "login" ? (plainLogin(said, settings) ?? read(said)) : read(said);
      if ("faults" in cell) faults = [...faults, ...cell.faults];
      else if (cell.value !== undefined) row[column] = cell.value;
    }
    // Each value was read by the schema of its column.
    return faults.length === 0 ? (row as ImportRow) : withoutRepeats(faults).join("; ");
  };
}

/** The schema takes ten times as long, and no two rows have the same login. */
function plainLogin(said: unknown, { github }: Facts): Cell | undefined {
  const login = typeof said === "string" ? loginIn(said, github) : "";
  return isLogin(login) ? { value: login } : undefined;
}

function cellReader(column: ImportColumn, schema: z.ZodType): (said: unknown) => Cell {
  const read = (said: unknown): Cell => {
    const { success, data, error } = schema.safeParse(said, { reportInput: true });
    return success ? { value: data } : { faults: error.issues.map((issue) => faultOf(column, issue, said)) };
  };
  const readText = remembered(read);
  return (said) => (typeof said === "string" ? readText(said) : read(said));
}

const CELL_SHOWN_MAX = 60;

/** A fault without a subject is about the cell, or the part of it, that it quotes. */
function faultOf(column: ImportColumn, { path, message, input }: z.core.$ZodIssue, said: unknown): string {
  const cell = path.length > 0 ? input : said;
  const isWhole = typeof cell !== "string" || /^\p{Lu}/u.test(message);
  return `${column}: ${isWhole ? "" : `"${oneLine(cell, CELL_SHOWN_MAX)}" `}${message}`;
}
