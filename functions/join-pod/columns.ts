/** The columns of an import by the names that people give them: short ones, and the questions of a form. */
import { oneLine } from "#shared/core/people-text.ts";

export const IMPORT_COLUMNS = [
  "login",
  "areas",
  "ability",
  "timezone",
  "advocate",
  "mode",
  "anywhere",
  "introduce",
  "pod",
  "with",
] as const;
export type ImportColumn = (typeof IMPORT_COLUMNS)[number];

const ACCOUNT = "(login|username|user|handle|name|nick|nickname|account|profile|id|url|link|address)";
const ANY_AREA = String.raw`\b(anywhere|any (other )?area|open to any\w*)\b`;

/** What the words of a name are, after the column's own name: the surer patterns first. */
const OTHER_NAMES: Readonly<Record<ImportColumn, readonly RegExp[]>> = {
  login: [
    new RegExp(
      `^(?!how|why|when)(?=.*\\bgithub\\b)(?!.*\\b(issue|repo|repository|organi[sz]ation|team)s?\\b).*\\b${ACCOUNT}\\b`,
    ),
    /^(what is |whats )?(your |my )?github$/,
    /^(your |my |member |contributor )?(login|username|user|handle)$/,
  ],
  areas: [
    new RegExp(`^(?!.*${ANY_AREA})(?!how|why|when|who).*\\b(areas?|interests?)\\b`),
    /^(topics?|sigs?|what are you interested in|what would you like to work on)$/,
  ],
  ability: [
    /^(abilities|seniority|level|experience)$|\b(experience|skill|ability) level\b|\blevel of (experience|skill)\b|^how experienced\b/,
  ],
  timezone: [/\btimezone\b|^(tz|zone|(utc|gmt) offset)$/],
  advocate: [/^(?!how|why|when|what|which|who)(?!.*\bhours\b).*\b(advocate|volunteer(ing)?)\b/],
  mode: [],
  anywhere: [new RegExp(ANY_AREA)],
  introduce: [/^(?!how|why|when|what|which|who).*\bintroduced?\b/],
  pod: [/^(your |my |current |existing |which |what )*(pod|team|group|squad)( name| are you in| do you belong to)?$/],
  with: [/\b(sit|seated|together|be|pod|group|team) with\b|^whom? .*\bwith\b|^(friends|buddies|with whom)$/],
};

/** Such questions are answered by yes or no, or by a name. */
const WHETHER = /^(would|are|is|do|does|can|could|will|shall|have)\b/;
const ASKED_WHETHER: ReadonlySet<ImportColumn> = new Set(["advocate", "anywhere", "introduce", "with"]);

const wordsOf = (name: string): string =>
  name
    .normalize("NFKC")
    .replace(/(?<=\p{Ll})(?=\p{Lu})/gu, " ")
    .toLowerCase()
    .replace(/['’‘`]/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
    .replace(/\b(git|time|user) (?=(hub|zone|name)\b)/g, "$1");

/** How sure it is that a name means a column, the lower the surer. */
function meaningsOf(name: string): { readonly column: ImportColumn; readonly rank: number }[] {
  const words = wordsOf(name);
  const meant = IMPORT_COLUMNS.filter((column) => !WHETHER.test(words) || ASKED_WHETHER.has(column)).flatMap(
    (column) => {
      const rank = words === column ? 0 : 1 + OTHER_NAMES[column].findIndex((pattern) => pattern.test(words));
      return words === column || rank > 0 ? [{ column, rank }] : [];
    },
  );
  const surest = Math.min(...meant.map(({ rank }) => rank));
  return meant.filter(({ rank }) => rank === surest);
}

export interface Columns {
  /** By place; `undefined` for those that are not used. */
  readonly columns: readonly (ImportColumn | undefined)[];
  /** The names of those that are not used. */
  readonly ignored: readonly string[];
  /** How many of the names mean a column, used or not. */
  readonly known: number;
  /** What a person is to change, if it is not clear what is meant. */
  readonly fault?: string;
}

export function columnsOf(names: readonly string[]): Columns {
  const meanings = names.map(meaningsOf);
  const shown = (at: number) => oneLine(names[at] ?? "", NAME_LENGTH_MAX) || `column ${at + 1}`;
  const faults = meanings.flatMap((meant, at) =>
    meant.length > 1
      ? [
          unclear(
            shown(at),
            meant.map(({ column }) => column),
          ),
        ]
      : [],
  );
  const columns: (ImportColumn | undefined)[] = names.map(() => undefined);
  for (const column of IMPORT_COLUMNS) {
    const candidates = meanings.flatMap(([meant], at) => (meant?.column === column ? [{ at, rank: meant.rank }] : []));
    const surest = Math.min(...candidates.map(({ rank }) => rank));
    const [first, second] = candidates.filter(({ rank }) => rank === surest);
    if (second) faults.push(twice(column, shown(first!.at), shown(second.at)));
    if (first) columns[first.at] = column;
  }
  return {
    columns,
    ignored: names.flatMap((_, at) => (columns[at] ? [] : [shown(at)])),
    known: meanings.filter((meant) => meant.length > 0).length,
    ...(faults[0] !== undefined && { fault: faults[0] }),
  };
}

export const NAME_LENGTH_MAX = 60;

const unclear = (name: string, columns: readonly string[]): string =>
  `The column "${name}" can mean ${columns.join(" or ")}: name it by one of these words.`;

const twice = (column: string, one: string, other: string): string =>
  `The columns "${one}" and "${other}" can both mean ${column}: name only the right one "${column}".`;
