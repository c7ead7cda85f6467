/** The columns of an import by the names that people give them: short ones, and the questions of a form. */
import { oneLine } from "#shared/core/people-text.ts";
import { choiceIn } from "./choices.ts";

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

/** A seat in an area that somebody did not name, and the words of a question whether they agree to one. */
const UNNAMED =
  "areas? (that |which )?(you|i|they) (did not|didnt|have not|havent|do not|dont) (name|named|list|listed|choose|chosen|pick|picked|mention|mentioned)";
const AGREES =
  "(may|placed?|seat(ed)?|put|assign(ed)?|moved?|ok|okay|fine|happy|willing|open|possible|acceptable|consider|accept|agree|suits?|flexible)";
/** Such words may also ask for wishes, or for something else: "Any other areas?", "Do you work elsewhere?" */
const ELSEWHERE = `(other areas?|any areas|different areas?|elsewhere|${UNNAMED})`;
const ANY_AREA = String.raw`(?:.*\b(anywhere|any (other )?area|open to any\w*|another area)\b|(?!which|what)(?=.*\b${AGREES}\b).*\b${ELSEWHERE}\b)`;
/** Words by which an answer of yes or no may be about areas that somebody did not name, */
const OF_AREAS = /\b(areas?|anywhere|elsewhere|bereiche?|domaines?|áreas?)\b/;
/** unless they are about where somebody lives. */
const OF_HOME =
  /\b(live|living|based|located|reside\w*|residen\w+)\b|\b(bay|metro\w*|local|rural|urban) area\b|\barea code\b/;
/** Words that may speak of areas without naming them, */
const OF_PLACING = /\b(anything|flexib\w*|placed?|placements?)\b/;
/** unless another word says what they are about: when and how somebody works, a job, a prize, or what else there is to say. */
const OF_ANOTHER_MATTER =
  /\b(hours?|times?|timing|timezones?|schedul\w*|shifts?|days?|dates?|week\w*|evenings?|mornings?|meetings?|calls?|availab\w*|deadlines?|remote\w*|hybrid|office|workplace|travel\w*|relocat\w*|locations?|languages?|jobs?|employ\w*|intern\w*|university|college|school|students?|courses?|exams?|tests?|ads?|product|hackathons?|contests?|competitions?|races?|prizes?|awards?|winners?|orders?|budgets?|pay\w*|salary|rates?|else|know|add|share|mention|ask|tell|say|comments?|questions?|diet\w*|allerg\w*|accessib\w*|shirts?)\b/;

const speaksOfAreas = (words: string): boolean =>
  (OF_AREAS.test(words) && !OF_HOME.test(words)) || (OF_PLACING.test(words) && !OF_ANOTHER_MATTER.test(words));

/** What the words of a name are, after the column's own name: the surer patterns first. */
const OTHER_NAMES: Readonly<Record<ImportColumn, readonly RegExp[]>> = {
  login: [
    new RegExp(
      `^(?!how|why|when)(?=.*\\b(github|gh)\\b)(?!.*\\b(issue|repo|repository|project|pr|pull|commit|star|contribution|org|organi[sz]ation|team)s?\\b).*\\b${ACCOUNT}\\b|^(what is |whats )?(your |my )?github$`,
    ),
    /^(your |my |member |contributor )?(login|username|user|handle)$/,
  ],
  areas: [
    new RegExp(`^(?!${ANY_AREA})(?!how|why|when|who).*\\b(areas?|interests?)\\b`),
    /^(topics?|sigs?|what are you interested in|what would you like to work on)$/,
  ],
  ability: [
    /^(abilities|seniority|level|experience)$|\b(experience|skill|ability) level\b|\blevel of (experience|skill)\b|^how experienced\b/,
  ],
  timezone: [/\btimezone\b|^(tz|zone|(utc|gmt) offset)$/],
  advocate: [/^(?!how|why|when|what|which|who)(?!.*\b(hours|elsewhere)\b).*\b(advocate|volunteer(ing)?)\b/],
  mode: [],
  anywhere: [new RegExp(`^${ANY_AREA}`)],
  introduce: [/^(?!how|why|when|what|which|who).*\bintroduced?\b/],
  pod: [/^(your |my |current |existing |which |what )*(pod|team|group|squad)( name| are you in| do you belong to)?$/],
  with: [
    /\b(sit|seated|together|be|pod|group|team) with\b|^(with )?whom? .*\bwith\b|^(friends|buddies|with whom)$|^with whom\b/,
  ],
};

/** Words of a column about somebody else. */
const ELSE =
  /\b(mentors?|mentees?|buddy|buddys|buddies|friends?|partners?|sponsors?|teammates?|colleagues?|coworkers?|managers?|coach(es|s)?|guides?|reviewers?|referrers?|referrals?|inviters?|nominees?|supervisors?|advis[eo]rs?|neighbou?rs?|someones?|somebodys?|anyones?|anybodys?|elses?|whom?|whose|told|invited|referred|recommended by|introduced|brought)\b/;
const OWN: readonly ImportColumn[] = ["login", "areas", "ability", "timezone", "pod"];

/** Words of a question about the account of the person who answers it. Another word may make it somebody else's. */
const ABOUT_ONESELF = new RegExp(
  `^((what|whats|is|your|my|own|the|a|please|enter|member|contributor|participant|github|gh|com|on|of|for|or|without|with|no|not|exact|full|required|optional|public|${ACCOUNT})( |$))+$`,
);

/** Such a question asks what people do not want. */
const NEGATED =
  /\b(not|no|never|neither|nor|dont|doesnt|wont|cannot|cant|wouldnt|shouldnt|isnt|arent|avoid|avoided|except|exclude|excluded|excluding|dislikes?|disliked|unwanted|uninterested|least|worst|nicht|keine?n?|ohne|pas|sans|sauf|jamais|nunca|excepto|salvo)\b/;
const NO_NEGATION = new RegExp(
  `\\b((no|not) (more|less|fewer) than|at least|not sure|dont (worry|mind|know)|${UNNAMED})\\b`,
  "g",
);
/** Such a question is about areas, but not about those that people want. */
const NO_WISH =
  /\b(improve\w*|leav(e|ing)|quit|last (year|season|time|month|quarter)|previous(ly)?|former(ly)?|past|current(ly)?|used to|worked|went|did you (work|help|contribute)|residence|residential|live|area code|surface)\b/;

/** Such questions are answered by yes or no, or by a name. */
const WHETHER = /^(would|are|am|is|do|does|did|can|could|may|might|will|shall|should|has|have)\b/;
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

interface Meaning {
  readonly column: ImportColumn;
  /** How sure it is that the name means the column, the lower the surer. */
  readonly rank: number;
  /** Which of several wishes the column holds, counted from 1. */
  readonly choice?: number;
  /** It may be about somebody else, unless no other column means the same. */
  readonly isDoubtful?: boolean;
  /** Why it does not ask for that: it asks what people do not want, or for other areas than those that they want. */
  readonly against?: "no" | "no-wish" | undefined;
}

function meaningsOf(name: string): readonly Meaning[] {
  const words = wordsOf(name);
  const choice = choiceIn(words);
  if (choice !== undefined) return [{ column: "areas", rank: 1, choice }];
  const meant = IMPORT_COLUMNS.filter((column) => !WHETHER.test(words) || ASKED_WHETHER.has(column)).flatMap(
    (column): Meaning[] => {
      if (words === column) return [{ column, rank: 0 }];
      const rank = 1 + OTHER_NAMES[column].findIndex((pattern) => pattern.test(words));
      if (rank === 0 || (OWN.includes(column) && isAboutSomebodyElse(words))) return [];
      const isDoubtful = column === "login" && !ABOUT_ONESELF.test(words);
      return [{ column, rank, isDoubtful, against: againstIn(words, column) }];
    },
  );
  const surest = Math.min(...meant.map(({ rank }) => rank));
  return meant.filter(({ rank }) => rank === surest);
}

/** A login is never asked for by a no: "without @". */
function againstIn(words: string, column: ImportColumn): Meaning["against"] {
  if (column !== "login" && NEGATED.test(words.replace(NO_NEGATION, ""))) return "no";
  return column === "areas" && NO_WISH.test(words) ? "no-wish" : undefined;
}

const isAboutSomebodyElse = (words: string): boolean =>
  ELSE.test(words) || OTHER_NAMES.with.some((pattern) => pattern.test(words));

interface Unused {
  readonly at: number;
  readonly name: string;
}

export interface Columns {
  /** By place; `undefined` for those that are not used. */
  readonly columns: readonly (ImportColumn | undefined)[];
  /** The places of those that are used, wishes in their order. */
  readonly places: readonly number[];
  /** The names of those that are not used. */
  readonly ignored: readonly string[];
  /** Those among them that ask what people do not want, or for other areas than those that they want. */
  readonly against: readonly {
    readonly name: string;
    readonly column: ImportColumn;
    readonly against: "no" | "no-wish";
  }[];
  /** Those that are not used, by place, where none was read as areas: their cells may name some. */
  readonly mayHoldAreas: readonly Unused[];
  /** Those that are not used, by place, whose names speak of areas: a yes or no there may be about areas not named. */
  readonly mayHoldConsent: readonly Unused[];
  /** How many of the names mean a column, used or not. */
  readonly known: number;
  /** What a person is to change, if it is not clear what is meant. */
  readonly fault?: string;
}

export function columnsOf(names: readonly string[]): Columns {
  const meanings = names.map(meaningsOf);
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
    const clash = chosen.find((one, at) => at > 0 && choiceOf(one) === choiceOf(chosen[at - 1]!));
    if (clash) faults.push(twice(column, shown(chosen[chosen.indexOf(clash) - 1]!.at), shown(clash.at)));
    for (const { at } of chosen) columns[at] = column;
    places.push(...chosen.map(({ at }) => at));
  }
  const unused = names.flatMap((_, at) => (columns[at] ? [] : [{ at, name: shown(at) }]));
  return {
    columns,
    places,
    ignored: unused.map(({ name }) => name),
    against: names.flatMap((_, at) => {
      const { column, against } = againstAt(at) ?? {};
      return column && against ? [{ name: shown(at), column, against }] : [];
    }),
    mayHoldAreas: columns.includes("areas") ? [] : unused,
    mayHoldConsent: unused.filter(({ at }) => speaksOfAreas(wordsOf(names[at]!))),
    known: meanings.filter((meant) => meant.length > 0).length,
    ...(faults[0] !== undefined && { fault: faults[0] }),
  };
}

interface Candidate extends Meaning {
  readonly at: number;
}

/** The columns that are meant, wishes in their order: the surest, and those that may be meant as well. */
function chosenOf(candidates: readonly Candidate[]): Candidate[] {
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
