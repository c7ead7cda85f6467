/** Chooses a representation: by the suffix of the path, else by Accept, else the first that is offered. */
import { PodsError } from "../core/errors.ts";
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
} as const;
export type Format = keyof typeof MEDIA;

/** Formats that only one function has, with their media types. */
type OwnFormats = ReadonlyMap<string, string>;
const NONE: OwnFormats = new Map();

const isCommon = (format: string): format is Format => Object.hasOwn(MEDIA, format);

export function mediaOf(format: string, own: OwnFormats = NONE): string {
  const media = isCommon(format) ? MEDIA[format] : own.get(format);
  if (media === undefined) throw new Error(`The format ${format} has no media type.`);
  return media;
}

/** `"2026-W47.md"` is the name `2026-W47` in the format `md`. An unknown suffix belongs to the name. */
export function splitSuffix(segment: string, own: OwnFormats = NONE): { name: string; format?: string } {
  // The longest, so that `.slack.json` is not taken for `.json`.
  const [format] = [...Object.keys(MEDIA), ...own.keys()]
    .filter((one) => segment.endsWith(`.${one}`))
    .sort((a, b) => b.length - a.length);
  return format === undefined ? { name: segment } : { name: segment.slice(0, -format.length - 1), format };
}

/**
 * One of `offered`, with `Vary` set if Accept decides. If nothing in Accept is offered, the first: a header is no reason to
 * turn a reader away.
 * Throws PodsError "not-found" for the suffix of a format that is not offered.
 */
export function negotiate<F extends Format>(c: AppContext, offered: readonly [F, ...F[]]): F;
export function negotiate<F extends string>(c: AppContext, offered: readonly [F, ...F[]], own: OwnFormats): F;
export function negotiate<F extends string>(c: AppContext, offered: readonly [F, ...F[]], own = NONE): F {
  const { format } = splitSuffix(c.req.path, own);
  if (format === undefined) {
    c.header("Vary", "Accept");
    return accepted(c.req.header("accept") ?? "", offered, own) ?? offered[0];
  }
  const asked = offered.find((one) => one === format);
  if (asked !== undefined) return asked;
  throw new PodsError("not-found", `There is nothing at ${c.req.path}: it ends in .${offered.join(", .")} or in none.`);
}

/** Whether an error is read by a person: the browser asks for HTML first, and the address does not end in `.json`. */
export const prefersPage = (c: AppContext): boolean =>
  splitSuffix(c.req.path).format !== "json" &&
  accepted(c.req.header("accept") ?? "", ["json", "html"], NONE) === "html";

interface Range {
  readonly type: string;
  readonly q: number;
  readonly order: number;
}

/** The format with the highest weight; among equals the one named first. */
function accepted<F extends string>(header: string, offered: readonly F[], own: OwnFormats): F | undefined {
  const ranges = header.split(",").map(rangeOf);
  const wanted = offered.flatMap((format) => {
    const range = nearest(mediaOf(format, own).split(";")[0]!, ranges);
    return range !== undefined && range.q > 0 ? [{ format, ...range }] : [];
  });
  return wanted.sort((a, b) => b.q - a.q || a.order - b.order)[0]?.format;
}

/** A part of a header such as Accept. */
export function rangeOf(part: string, order: number): Range {
  const [type = "", ...parameters] = part.split(";").map((piece) => piece.trim().toLowerCase());
  const q = parameters.find((parameter) => parameter.startsWith("q="));
  return { type, q: q === undefined ? 1 : Number(q.slice(2)), order };
}

/** The most specific range for `media`: the type itself, else its family, else any (RFC 9110, section 12.5.1). */
function nearest(media: string, ranges: readonly Range[]): Range | undefined {
  const family = `${media.split("/")[0]}/*`;
  for (const name of [media, family, "*/*"]) {
    const found = ranges.find(({ type }) => type === name);
    if (found !== undefined) return found;
  }
  return undefined;
}
