/**
 * npm run simulate [-- --years 3 --people 2000 --seed 1 --effort 0.1 --moves 5 --json]
 *
 * Simulates years of a community that grows from nobody, with the product's rules and without its store, and prints
 * figures about seats, waits, moves and first choices. The same options print the same figures.
 */
import { parseArgs } from "node:util";
import type { YearFigures } from "./simulate/figures.ts";
import { type Options, simulate } from "./simulate/simulate.ts";

/** The most years, so that a simulation takes minutes rather than hours. */
const YEARS_MAX = 20;
const PEOPLE_MAX = 20_000;

const { values } = parseArgs({
  options: {
    years: { type: "string", default: "3" },
    people: { type: "string", default: "2000" },
    seed: { type: "string", default: "1" },
    effort: { type: "string", default: "0.1" },
    moves: { type: "string", default: "5" },
    json: { type: "boolean", default: false },
  },
});

const options: Options = {
  years: numberOf("years", 0, YEARS_MAX),
  people: numberOf("people", 0, PEOPLE_MAX),
  seed: numberOf("seed", 0, 2 ** 31),
  effort: numberOf("effort", 0.01, 10),
  maxMovesPercent: numberOf("moves", 0, 100),
};

const years: YearFigures[] = [];
const running = simulate(options);
if (!values.json) {
  console.log(`${options.years} years, from nobody to about ${options.people} people, seed ${options.seed}\n`);
  console.log(
    line(["", "people", "pods", "5 to 9", "moves", "joins", "at once", "waited", "longest", "first", "points"]),
  );
  console.log(line(["", "", "", "pod-days", "a year", "", "", "days", "days", "choice", "each"]));
}
let next = running.next();
for (; !next.done; next = running.next()) {
  const { year } = next.value;
  if (!year) continue;
  years.push(year);
  if (!values.json) console.log(row(`year ${years.length}`, year));
}
if (values.json) console.log(JSON.stringify({ options, years, all: next.value }, null, 2));
else console.log(row("in all", next.value));

function row(name: string, figures: YearFigures): string {
  const percent = (share: number, digits = 0) => `${(100 * share).toFixed(digits)} %`;
  return line([
    name,
    figures.people,
    figures.pods,
    percent(figures.podDaysInRange, 2),
    figures.movesPerMemberYear.toFixed(2),
    figures.joins,
    percent(figures.seatedAtOnce, 1),
    figures.daysWaited.toFixed(1),
    figures.daysWaitedMost,
    percent(figures.firstChoice, 1),
    figures.pointsPerMember.toFixed(2),
  ]);
}

function line(cells: readonly (string | number)[]): string {
  return cells.map((cell, at) => (at === 0 ? String(cell).padEnd(7) : String(cell).padStart(9))).join("");
}

function numberOf(name: "years" | "people" | "seed" | "effort" | "moves", min: number, max: number): number {
  const number = Number(values[name]);
  if (values[name].trim() !== "" && number >= min && number <= max) return number;
  console.error(`--${name} is a number from ${min} to ${max}, not "${values[name]}".`);
  process.exit(2);
}
