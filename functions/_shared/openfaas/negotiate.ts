/** Which representation a reader wants: a suffix in the address, over Accept, over the first that is offered. */
import type { AppContext } from "./context.ts";

export const MEDIA = {
  html: "text/html; charset=utf-8",
  json: "application/json",
  md: "text/markdown; charset=utf-8",
  txt: "text/plain; charset=utf-8",
  csv: "text/csv; charset=utf-8",
  ics: "text/calendar; charset=utf-8",
  atom: "application/atom+xml; charset=utf-8",
  svg: "image/svg+xml",
  "slack.json": "application/json",
  "discord.json": "application/json",
} as const;
export type Format = keyof typeof MEDIA;

/** Longest first, so that `.slack.json` is not taken for `.json`. */
const SUFFIXES = (Object.keys(MEDIA) as Format[]).sort((a, b) => b.length - a.length);

/** `"2026-W47.md"` is the name `2026-W47` in the format `md`. A suffix nobody knows belongs to the name. */
export function splitSuffix(segment: string): { name: string; format?: Format } {
  for (const format of SUFFIXES) {
    if (segment.endsWith(`.${format}`)) return { name: segment.slice(0, -format.length - 1), format };
  }
  return { name: segment };
}

/** One of `offered`. Says so in `Vary`. What cannot be satisfied gets the first: a reader is never turned away. */
export function negotiate(c: AppContext, offered: readonly [Format, ...Format[]]): Format {
  const { format } = splitSuffix(c.req.path);
  if (format !== undefined && offered.includes(format)) return format;
  c.header("Vary", "Accept");
  return accepted(c.req.header("accept") ?? "", offered) ?? offered[0];
}

function accepted(header: string, offered: readonly Format[]): Format | undefined {
  const wanted = header
    .split(",")
    .map((part, order) => {
      const [type = "", ...parameters] = part.split(";").map((piece) => piece.trim().toLowerCase());
      const q = parameters.find((parameter) => parameter.startsWith("q="));
      return { type, q: q === undefined ? 1 : Number(q.slice(2)), order };
    })
    .filter(({ q }) => q > 0)
    .sort((a, b) => b.q - a.q || a.order - b.order);
  for (const { type } of wanted) {
    const found = offered.find((format) => fits(MEDIA[format].split(";")[0]!, type));
    if (found !== undefined) return found;
  }
  return undefined;
}

const fits = (media: string, range: string) =>
  range === "*/*" || range === media || (range.endsWith("/*") && media.startsWith(range.slice(0, -1)));
