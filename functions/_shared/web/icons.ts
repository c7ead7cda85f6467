/** Drawings as SVG with classes and presentation attributes, so that no inline style is needed. */
import { html, type Markup, raw } from "./markup.ts";

/** Six seats around one. */
export const mark = (): Markup => MARK;

export const MARK_SHAPES = html`<circle cx="12" cy="12" r="3.2"/><g opacity=".55">${ring(6, 8.4, 12).map(([x, y]) => html`<circle cx="${x}" cy="${y}" r="3"/>`)}</g>`;

const MARK = html`<svg class="mark" width="26" height="26" viewBox="0 0 24 24" aria-hidden="true">${MARK_SHAPES}</svg>`;

/** `n` points on a circle of radius `r` round (`c`, `c`), the first at the top. */
function ring(n: number, r: number, c: number): [string, string][] {
  return Array.from({ length: n }, (_, i) => {
    const angle = (i / n) * 2 * Math.PI;
    return [(c + r * Math.sin(angle)).toFixed(1), (c - r * Math.cos(angle)).toFixed(1)];
  });
}

const AROUND = ring(8, 14.5, 21);
const dot = (x: string, y: string, r: number): string =>
  `M${(Number(x) - r).toFixed(1)} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`;

/** A pod at a glance: the advocate in the middle, eight seats around, open seats as rings. Decorative. */
export function seatGlyph(taken: number, hasAdvocate: boolean): Markup {
  const around = Math.max(0, Math.min(8, hasAdvocate ? taken - 1 : taken));
  const paths = (from: number, to: number, r: number) =>
    AROUND.slice(from, to)
      .map(([x, y]) => dot(x, y, r))
      .join("");
  return html`<svg viewBox="0 0 42 42" aria-hidden="true"><path class="${hasAdvocate ? "seat-lead" : "seat-open"}" d="${dot("21", "21", 5)}"/><path class="seat" d="${paths(0, around, 4.2)}"/><path class="seat-open" d="${paths(around, 8, 3.6)}"/></svg>`;
}

/** One small bar per week, the last one in full colour. `values` are oldest first; `label` is the same in words. */
export function bars(values: readonly number[], label: string, size = ""): Markup {
  const top = Math.max(1, ...values);
  const bar = (value: number, i: number) => {
    const height = Math.max(1, Math.round((value / top) * 18));
    return `M${i * 6} ${18 - height}h4v${height}h-4z`;
  };
  const width = Math.max(1, values.length * 6 - 2);
  return html`<svg class="bars ${size}" width="${width}" height="18" viewBox="0 0 ${width} 18"${size !== "" && html` preserveAspectRatio="none"`} role="img" aria-label="${label}"><path class="bar" d="${values.slice(0, -1).map(bar).join("")}"/><path class="bar-now" d="${raw(bar(values.at(-1) ?? 0, values.length - 1))}"/></svg>`;
}

/** One cell per hour, darker for more people. `shares` are 24 numbers from 0 to 1; `mine` are the reader's own hours. */
export function hourStrip(shares: readonly number[], label: string, mine: readonly number[] = []): Markup {
  const levels: string[] = ["", "", "", "", ""];
  shares.forEach((share, hour) => {
    const level = share === 0 ? 0 : Math.max(1, Math.ceil(share * 4));
    levels[level] += `M${hour * 10} 0h9v11h-9z`;
  });
  const underline = mine.map((hour) => `M${hour * 10} 13h10v2h-10z`).join("");
  return html`<svg class="hours" viewBox="0 0 240 15" role="img" aria-label="${label}">${levels.map((d, level) => d !== "" && html`<path class="q${level}" d="${d}"/>`)}${underline !== "" && html`<path class="mine" d="${underline}"/>`}</svg>`;
}
