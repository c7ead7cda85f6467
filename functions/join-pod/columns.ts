/** The columns of an import by the names that people give them: short ones, and the questions of a form. */
import { oneLine } from "#shared/core/people-text.ts";
import type { Box, BoxAt } from "./check-boxes.ts";
import { choiceIn } from "./choices.ts";
import {
  asksClearly,
  asksToTakePart,
  type Closing,
  canAsk,
  closingAnswers,
  IMPORT_COLUMNS,
  type ImportColumn,
  isAboutOneself,
  isAboutSomebodyElse,
  isNegated,
  MAY_MEAN,
  mayTellWhetherHere,
  wordsOf,
} from "./column-names.ts";
import { asksHowFlexible, isOfAnotherMatter, isOfWorking, type TextOfAreas, textOfAreas } from "./matters.ts";

const OWN: readonly ImportColumn[] = ["login", "areas", "ability", "timezone", "pod"];

interface Meaning {
  readonly column: ImportColumn;
  /** How sure it is that the name means the column, the lower the surer. */
  readonly rank: number;
  /** Which of several wishes the column holds, counted from 1. */
  readonly choice?: number;
  /** It may be about somebody else, unless no other column means the same. */
  readonly isDoubtful?: boolean;
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
    return [{ column, rank, isDoubtful, ...answersOf(words, column), against: againstIn(words, column) }];
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

interface Unused {
  readonly at: number;
  readonly name: string;
  /** By its name, it is not about the areas that somebody wants. */
  readonly isOfAnotherMatter: boolean;
  /** Which text there may be about other areas. */
  readonly textOfAreas: TextOfAreas;
  readonly asksHowFlexible: boolean;
  readonly isOfWorking: boolean;
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
  /** Those that are not used otherwise and tell whether somebody wants a seat: what says that they want none. */
  readonly closing: readonly { readonly at: number; readonly by: Closing }[];
  /** Those that are named like check boxes, by place; and whether some are used as such. */
  readonly boxes: BoxAt;
  readonly hasBoxes: boolean;
  /** The place of a login that may be GitHub's number. */
  readonly numberedAt?: number;
  /** Those among them that ask what people do not want, or not clearly what they want. */
  readonly against: readonly {
    readonly name: string;
    readonly column: ImportColumn;
    readonly against: "no" | "no-wish";
  }[];
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
    if (clash) faults.push(twice(column, shown(chosen[chosen.indexOf(clash) - 1]!.at), shown(clash.at)));
    for (const { at } of chosen) columns[at] = column;
    places.push(...chosen.map(({ at }) => at));
  }
  const loginAt = columns.indexOf("login");
  const closing = names.flatMap((name, at) =>
    columns[at] ? [] : closingAnswers(wordsOf(name)).map((by) => ({ at, by })),
  );
  const isRead = (name: string, at: number): boolean =>
    columns[at] !== undefined || (closing.some((one) => one.at === at) && !mayTellWhetherHere(wordsOf(name)));
  const unused = names.flatMap((name, at) => (isRead(name, at) ? [] : [unusedAt(at, name, shown(at))]));
  return {
    columns,
    places,
    yes: meanings.map(([meant], at) => (columns[at] ? meant?.yes : undefined)),
    no: meanings.map(([meant], at) => (columns[at] ? meant?.no : undefined)),
    closing,
    boxes,
    hasBoxes: places.some((at) => meanings[at]![0]?.isBox),
    ...(OF_NUMBERS.test(wordsOf(names[loginAt] ?? "")) && { numberedAt: loginAt }),
    unused,
    against: names.flatMap((_, at) => {
      const { column, against } = againstAt(at) ?? {};
      return column && against ? [{ name: shown(at), column, against }] : [];
    }),
    known: meanings.filter((meant) => meant.length > 0).length,
    ...(faults[0] !== undefined && { fault: faults[0] }),
  };
}

function unusedAt(at: number, name: string, shown: string): Unused {
  const words = wordsOf(name);
  return {
    at,
    name: shown,
    isOfAnotherMatter: isOfAnotherMatter(words),
    textOfAreas: textOfAreas(words),
    asksHowFlexible: asksHowFlexible(words),
    isOfWorking: isOfWorking(words),
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
    .filter((one) => (firm.includes(one) ? one.rank === surest : one.choice !== undefined || surest > 0))
    .sort((one, other) => choiceOf(one) - choiceOf(other));
}

const choiceOf = ({ choice = 1 }: Meaning): number => choice;

export const NAME_LENGTH_MAX = 60;

const unclear = (name: string, meant: readonly Meaning[]): string =>
  `The column "${name}" can mean ${meant.map(({ column }) => column).join(" or ")}: name it by one of these words.`;

const twice = (column: string, one: string, other: string): string =>
  `The columns "${one}" and "${other}" can both mean ${column}: name only the right one "${column}".`;
