/**
 * npm run simulate [-- --people 2000 --years 3 --steady 2 --seed 1 --seeds 3 --effort 0.3 --moves 5 --settle 8 --json]
 *
 * Simulates a community that grows from nobody for some years and then stays as large, with the product's rules and
 * without its store, and prints figures about seats, waits, moves and first choices. The same options print the same
 * figures.
 */
import { parseArgs } from "node:util";
import { type Counts, type Figures, figuresOf, together } from "./simulate/figures.ts";
import { type Options, simulate } from "./simulate/simulate.ts";

/** The most years, so that a simulation takes minutes rather than hours. */
const YEARS_MAX = 20;
const PEOPLE_MAX = 20_000;
const SEEDS_MAX = 100;
const WEEKS_MAX = 52;

const { values } = parseArgs({
  options: {
    years: { type: "string", default: "3" },
    steady: { type: "string", default: "2" },
    people: { type: "string", default: "2000" },
    seed: { type: "string", default: "1" },
    seeds: { type: "string", default: "1" },
    effort: { type: "string", default: "0.3" },
    moves: { type: "string", default: "5" },
    settle: { type: "string", default: "8" },
    json: { type: "boolean", default: false },
  },
});

const options: Options = {
  years: numberOf("years", 0, YEARS_MAX),
  steadyYears: numberOf("steady", 0, YEARS_MAX),
  people: numberOf("people", 0, PEOPLE_MAX),
  seed: numberOf("seed", 0, 2 ** 31),
  effort: numberOf("effort", 0.01, 10),
  maxMovesPercent: numberOf("moves", 0, 100),
  settleWeeks: numberOf("settle", 0, WEEKS_MAX),
};
const seeds = numberOf("seeds", 1, SEEDS_MAX);

/** The columns of the table, as two lines of a heading and what stands below it. */
const COLUMNS: readonly (readonly [string, string, (figures: Figures) => string | number])[] = [
  ["people", "", ({ people }) => people],
  ["pods", "", ({ pods }) => pods],
  ["pod-days", "5 to 9", ({ podDaysInRange }) => percent(podDaysInRange, 2)],
  ["moves", "a year", ({ movesPerMemberYear }) => decimal(movesPerMemberYear)],
  ["unasked", "a year", ({ unaskedPerMemberYear }) => decimal(unaskedPerMemberYear)],
  ["notices", "a year", ({ noticesPerMemberYear }) => decimal(noticesPerMemberYear)],
  ["joins", "", ({ joins }) => joins],
  ["seated", "at once", ({ seatedAtOnce }) => percent(seatedAtOnce, 1)],
  ["longest", "wait", ({ daysWaitedMost }) => daysWaitedMost],
  ["kept", "waiting", ({ daysKeptWaiting }) => daysKeptWaiting],
  ["first", "choice", ({ firstChoice }) => percent(firstChoice, 1)],
  ["÷ fresh", "search", ({ firstChoiceToFresh }) => decimal(firstChoiceToFresh, 3)],
  ["not", "agreed", ({ unnamed }) => unnamed],
  ["points", "each", ({ pointsPerMember }) => decimal(pointsPerMember)],
];

const phases: Record<"growing" | "steady", Counts[]> = { growing: [], steady: [] };
const print = (text: string) => values.json || console.log(text);
print(
  `${options.years} years from nobody to about ${options.people} people, then ${options.steadyYears} years as many. Waits in days.\n`,
);
print(line(["", ...COLUMNS.map(([upper]) => upper)]));
print(line(["", ...COLUMNS.map(([, lower]) => lower)]));
for (let n = 0; n < seeds; n++) run(options.seed + n);
const results = { growing: figuresOf(together(phases.growing)), steady: figuresOf(together(phases.steady)) };
if (values.json) console.log(JSON.stringify({ options, seeds, ...results }, null, 2));
else {
  print(seeds > 1 ? `\nall ${seeds} seeds` : "");
  if (phases.growing.length > 0) print(row("growing", results.growing));
  if (phases.steady.length > 0) print(row("steady", results.steady));
}

function run(seed: number): void {
  if (seeds > 1) print(`seed ${seed}`);
  const years: Record<keyof typeof phases, Counts[]> = { growing: [], steady: [] };
  for (const { year } of simulate({ ...options, seed })) {
    if (!year) continue;
    const phase = year.steady ? "steady" : "growing";
    years[phase].push(year.counts);
    print(row(`${phase} ${years[phase].length}`, figuresOf(year.counts)));
  }
  for (const phase of ["growing", "steady"] as const) {
    const last = years[phase].at(-1);
    if (!last) continue;
    phases[phase].push(asPhase(years[phase], last));
  }
}

/** The years as one period: what is counted at the end is that of the last. */
function asPhase(years: readonly Counts[], { people, pods, seated, waiting, points, inFirst }: Counts): Counts {
  return { ...together(years), people, pods, seated, waiting, points, inFirst };
}

function row(name: string, figures: Figures): string {
  return line([name, ...COLUMNS.map(([, , show]) => show(figures))]);
}

function percent(share: number | null, digits: number): string {
  return share === null ? "" : `${(100 * share).toFixed(digits)} %`;
}

function decimal(number: number | null, digits = 2): string {
  return number === null ? "" : number.toFixed(digits);
}

function line(cells: readonly (string | number)[]): string {
  return cells.map((cell, at) => (at === 0 ? String(cell).padEnd(10) : String(cell).padStart(9))).join("");
}

function numberOf(name: Exclude<keyof typeof values, "json">, min: number, max: number): number {
  const number = Number(values[name]);
  if (values[name].trim() !== "" && number >= min && number <= max) return number;
  console.error(`--${name} is a number from ${min} to ${max}, not "${values[name]}".`);
  process.exit(2);
}
