/** node --import tsx test/bench/scale/plot.ts docs/scale.json docs/scale.svg: the processor seconds of a plan against people, both axes logarithmic. */
import { readFileSync, writeFileSync } from "node:fs";

interface Row {
  readonly people: number;
  readonly processorSeconds: number;
}

const [from = "docs/scale.json", to = "docs/scale.svg"] = process.argv.slice(2);
const rows: Row[] = JSON.parse(readFileSync(from, "utf8"));

const BOX = { left: 64, top: 20, width: 560, height: 320 } as const;
/** Powers of ten. */
const X = decades(rows.map(({ people }) => people));
const Y = decades(rows.map(({ processorSeconds }) => processorSeconds));

const x = (people: number) => BOX.left + (BOX.width * (Math.log10(people) - X.from)) / (X.to - X.from);
const y = (seconds: number) => BOX.top + BOX.height * (1 - (Math.log10(seconds) - Y.from) / (Y.to - Y.from));

writeFileSync(to, `${svg()}\n`);

function svg(): string {
  const size = { width: BOX.left + BOX.width + 48, height: BOX.top + BOX.height + 52 };
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" font-family="system-ui, sans-serif" font-size="13">`,
    "<title>Processor seconds of a plan against people</title>",
    `<rect width="${size.width}" height="${size.height}" fill="#fff"/>`,
    ...ticks(X).map(
      (people) =>
        `<path d="M${at(x(people))} ${BOX.top}v${BOX.height}" stroke="#ddd"/><text x="${at(x(people))}" y="${BOX.top + BOX.height + 20}" text-anchor="middle">${people.toLocaleString("en-GB")}</text>`,
    ),
    ...ticks(Y).map(
      (seconds) =>
        `<path d="M${BOX.left} ${at(y(seconds))}h${BOX.width}" stroke="#ddd"/><text x="${BOX.left - 8}" y="${at(y(seconds) + 4)}" text-anchor="end">${seconds} s</text>`,
    ),
    linear(),
    `<polyline points="${rows.map((row) => `${at(x(row.people))},${at(y(row.processorSeconds))}`).join(" ")}" fill="none" stroke="#0a6c9e" stroke-width="2"/>`,
    ...rows.map(
      (row) =>
        `<circle cx="${at(x(row.people))}" cy="${at(y(row.processorSeconds))}" r="4" fill="#0a6c9e"/><text x="${at(x(row.people))}" y="${at(y(row.processorSeconds) - 12)}" text-anchor="middle">${row.processorSeconds} s</text>`,
    ),
    `<text x="${BOX.left + BOX.width / 2}" y="${size.height - 8}" text-anchor="middle">people</text>`,
    "</svg>",
  ].join("\n");
}

/** The line of proportional growth through the largest community, as far as the plot reaches. */
function linear(): string {
  const last = rows.at(-1);
  if (!last) return "";
  const perPerson = last.processorSeconds / last.people;
  const begin = Math.max(10 ** X.from, 10 ** Y.from / perPerson);
  return `<path d="M${at(x(begin))} ${at(y(begin * perPerson))}L${at(x(last.people))} ${at(y(last.processorSeconds))}" stroke="#999" stroke-dasharray="5 5"/><text x="${at(x(begin) + 24)}" y="${at(y(begin * perPerson) - 6)}" fill="#666">in proportion</text>`;
}

function decades(numbers: readonly number[]): { from: number; to: number } {
  return { from: Math.floor(Math.log10(Math.min(...numbers))), to: Math.ceil(Math.log10(Math.max(...numbers))) };
}

function ticks({ from, to }: { from: number; to: number }): number[] {
  return Array.from({ length: to - from + 1 }, (_, step) => Number((10 ** (from + step)).toPrecision(1)));
}

function at(pixels: number): string {
  return pixels.toFixed(1);
}
