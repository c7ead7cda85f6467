/** The columns of an import by the names that people give them: short ones, and the questions of a form. */
import { oneLine } from "#shared/core/people-text.ts";
import type { Box, BoxAt } from "./check-boxes.ts";
import { choiceIn } from "./choices.ts";
import {
  asksClearly,
  asksToTakePart,
  canAsk,
  IMPORT_COLUMNS,
  type ImportColumn,
  isAboutOneself,
  isAboutSomebodyElse,
  isNegated,
  MAY_MEAN,
  wordsOf,
} from "./column-names.ts";
import { type Matter, matterOf } from "./matters.ts";
import { asksWhether, type Whether } from "./no-seat.ts";

const OWN: readonly ImportColumn[] = ["login", "areas", "ability", "timezone", "pod"];

interface Meaning {
  readonly column: ImportColumn;
  /** How sure it is that the name means the column, the lower the surer. */
  readonly rank: number;
  /** Which of several wishes the column holds, counted from 1. */
  readonly choice?: number;
  /** It may be about somebody else, unless no other column means the same. */
  readonly isDoubtful?: boolean;
  readonly namesGithub?: boolean;
  /** Why it does not ask for that: it asks what people do not want, or not clearly what they want. */
  readonly against?: "no" | "no-wish" | undefined;
  /** What a yes and a no stand for there: an area, or a mode. */
  readonly yes?: string | undefined;
  readonly no?: string | undefined;
  readonly isBox?: boolean;
}

function meaningsOf(name: string): readonly Meaning[] {
  const words = wordsOf(name);
  const choice = choiceIn(words);
  if (choice !== undefined) return [{ column: "areas", rank: 1, choice }];
  const meant = IMPORT_COLUMNS.flatMap((column): Meaning[] => {
    if (words === column) return [{ column, rank: 0 }];
    const rank = 1 + MAY_MEAN[column].findIndex((pattern) => pattern.test(words));
    if (rank === 0 || !canAsk(words, column) || (OWN.includes(column) && isAboutSomebodyElse(words))) return [];
    const isDoubtful = column === "login" && !isAboutOneself(words);
    const namesGithub = /\b(github|gh)\b/.test(words);
    return [{ column, rank, isDoubtful, namesGithub, ...answersOf(words, column), against: againstIn(words, column) }];
  });
  const surest = Math.min(...meant.map(({ rank }) => rank));
  return meant.filter(({ rank }) => rank === surest);
}

/** An invitation does no harm to somebody who wants no seat now. */
function answersOf(words: string, column: ImportColumn): Pick<Meaning, "yes" | "no"> {
  if (column !== "mode") return {};
  if (asksToTakePart(words)) return { no: "offer" };
  return /\bor\b(?! not\b)/.test(words) ? {} : { yes: "independent" };
}

/** A login is never asked for by a no: "without @". */
function againstIn(words: string, column: ImportColumn): Meaning["against"] {
  if (column !== "login" && isNegated(words)) return "no";
  return asksClearly(words, column) ? undefined : "no-wish";
}

/** A check box has the name of an area, or asks for wishes. */
function asBox(name: string, { area, question }: Box): readonly Meaning[] {
  const [meant] = meaningsOf(question || name);
  const isWish = question === "" ? !meant : meant?.column === "areas" && !meant.against;
  return isWish ? [{ column: "areas", rank: 1, isBox: true, yes: area }] : meaningsOf(name);
}

/** A column that is not used. */
export interface Unused {
  readonly at: number;
  readonly name: string;
  readonly matter: Matter;
  /** What it asks about taking part, if it may. */
  readonly whether: Whether | undefined;
  /** What it seems to ask for, and why it does not: it asks what people do not want, or not clearly what they want. */
  readonly against: { readonly column: ImportColumn; readonly why: "no" | "no-wish" } | undefined;
  readonly namesArea: boolean;
}

export interface Columns {
  /** By place; `undefined` for those that are not used. */
  readonly columns: readonly (ImportColumn | undefined)[];
  /** The places of those that are used, wishes in their order. */
  readonly places: readonly number[];
  readonly unused: readonly Unused[];
  /** What a yes and a no stand for, by place. */
  readonly yes: readonly (string | undefined)[];
  readonly no: readonly (string | undefined)[];
  /** Those that are named like check boxes, by place; and whether some are used as such. */
  readonly boxes: BoxAt;
  readonly hasBoxes: boolean;
  /** The place of a login that may be GitHub's number. */
  readonly numberedAt?: number;
  /** How many of the names mean a column, used or not. */
  readonly known: number;
  /** What a person is to change, if it is not clear what is meant. */
  readonly fault?: string;
}

/** `holdTicks`: whether the cells of `boxes` can be ticks. */
export function columnsOf(names: readonly string[], boxes: BoxAt = [], holdTicks = true): Columns {
  const meanings = names.map((name, at) => (holdTicks && boxes[at] ? asBox(name, boxes[at]) : meaningsOf(name)));
  const shown = (at: number) => oneLine(names[at] ?? "", NAME_LENGTH_MAX) || `column ${at + 1}`;
  const againstAt = (at: number) => meanings[at]!.find(({ against }) => against);
  const faults = meanings.flatMap((meant, at) =>
    meant.length > 1 && !againstAt(at) ? [unclear(shown(at), meant)] : [],
  );
  const columns: (ImportColumn | undefined)[] = names.map(() => undefined);
  const places: number[] = [];
  for (const column of IMPORT_COLUMNS) {
    const candidates = meanings.flatMap(([meant], at) =>
      meant?.column === column && !againstAt(at) ? [{ ...meant, at }] : [],
    );
    const chosen = chosenOf(candidates);
    const clash = chosen.find((one, at) => at > 0 && !one.isBox && choiceOf(one) === choiceOf(chosen[at - 1]!));
    if (clash) {
      const before = chosen[chosen.indexOf(clash) - 1]!;
      const ofAreas = boxes[before.at] && boxes[clash.at];
      faults.push((ofAreas ? noTicks : twice)(shown(before.at), shown(clash.at), column));
    }
    for (const { at } of chosen) columns[at] = column;
    places.push(...chosen.map(({ at }) => at));
  }
  const loginAt = columns.indexOf("login");
  const unused = names.flatMap((name, at): Unused[] => {
    if (columns[at]) return [];
    const { column, against } = againstAt(at) ?? {};
    const isAgainst = column !== undefined && against !== undefined;
    const seems = isAgainst ? { column, why: against } : undefined;
    const namesArea = boxes[at] !== undefined;
    const words = wordsOf(name);
    const matter = matterOf(name, words);
    const whether = matter === "unknown" && !namesArea ? asksWhether(words) : undefined;
    return [{ at, name: shown(at), matter, whether, against: seems, namesArea }];
  });
  return {
    columns,
    places,
    yes: meanings.map(([meant], at) => (columns[at] ? meant?.yes : undefined)),
    no: meanings.map(([meant], at) => (columns[at] ? meant?.no : undefined)),
    boxes,
    hasBoxes: places.some((at) => meanings[at]![0]?.isBox),
    ...(OF_NUMBERS.test(wordsOf(names[loginAt] ?? "")) && { numberedAt: loginAt }),
    unused,
    known: meanings.filter((meant) => meant.length > 0).length,
    ...(faults[0] !== undefined && { fault: faults[0] }),
  };
}

/** "GitHub ID" may be a login, or the number of an account. */
const OF_NUMBERS = /\b(id|number)\b/;

interface Candidate extends Meaning {
  readonly at: number;
}

/** The columns that are meant, wishes in their order: the surest, and those that may be meant as well. Else check boxes. */
function chosenOf(all: readonly Candidate[]): Candidate[] {
  const candidates = all.filter(({ isBox }) => !isBox);
  if (candidates.length === 0) return [...all];
  const firm = candidates.filter(({ isDoubtful, choice }) => !isDoubtful && choice === undefined);
  const surest = Math.min(...firm.map(({ rank }) => rank));
  return candidates
    .filter((one) => (firm.includes(one) ? isAsSure(one, surest) : one.choice !== undefined || surest > 0))
    .sort((one, other) => choiceOf(one) - choiceOf(other));
}

/** "Login" may be the account of another system, where another column names GitHub. */
const isAsSure = ({ column, rank, namesGithub = false }: Meaning, surest: number): boolean =>
  rank === surest || (column === "login" && surest === 0 && namesGithub);

const choiceOf = ({ choice = 1 }: Meaning): number => choice;

export const NAME_LENGTH_MAX = 60;

const unclear = (name: string, meant: readonly Meaning[]): string =>
  `The column "${name}" can mean ${meant.map(({ column }) => column).join(" or ")}: name it by one of these words.`;

const twice = (one: string, other: string, column: ImportColumn): string => {
  const choices =
    column === "areas"
      ? `, or, if each holds one area, call them "First choice", "Second choice" and "Third choice"`
      : "";
  return `The columns "${one}" and "${other}" can both mean ${column}: name only the right one "${column}", and leave the other out${choices}.`;
};

const noTicks = (one: string, other: string): string =>
  `The columns "${one}" and "${other}" name areas, and some of their cells are no ticks: write the areas that people want into one column "areas" instead, the most wanted first.`;
