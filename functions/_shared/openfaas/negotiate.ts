/** Chooses a representation: by the suffix of the path, else by Accept, else the nearest that is offered. */
import { PodsError } from "../core/errors.ts";
import type { App, AppContext } from "./context.ts";

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

/** `"2026-W47.slack.json"` is the name `2026-W47` in the format `slack.json`. No name holds a dot, so any suffix is a format. */
export function splitSuffix(path: string): { name: string; format?: string } {
  const dot = path.indexOf(".", path.lastIndexOf("/") + 1);
  return dot < 0 ? { name: path } : { name: path.slice(0, dot), format: path.slice(dot + 1) };
}

/**
 * One of `offered`, with `Vary` set if Accept decides. If nothing in Accept is offered, the nearest: a header is no reason
 * to turn a reader away (RFC 9110, section 12.5.1).
 * Throws PodsError "not-found" for the suffix of a format that is not offered.
 */
export function negotiate<F extends Format>(c: AppContext, offered: readonly [F, ...F[]]): F;
export function negotiate<F extends string>(c: AppContext, offered: readonly [F, ...F[]], own: OwnFormats): F;
export function negotiate<F extends string>(c: AppContext, offered: readonly [F, ...F[]], own = NONE): F {
  const { format } = splitSuffix(c.req.path);
  if (format === undefined) {
    c.header("Vary", "Accept");
    const header = c.req.header("accept") ?? "";
    return accepted(header, offered, own) ?? nearest(header, offered, own);
  }
  const suffixes = offered.filter((one) => one !== "html");
  const asked = suffixes.find((one) => one === format);
  if (asked !== undefined) return asked;
  throw wrongSuffix(c.req.path, suffixes);
}

/** Every form but HTML has a suffix, where there are several. */
export const addressesOf = (path: string, offered: readonly string[]): string[] =>
  splitSuffix(path).format !== undefined || path === "/" || ENDS_IN_NAME.test(path)
    ? [path]
    : [path, ...offered.filter((one) => one !== "html").map((one) => `${path}.${one}`)];

/** The path's last part stands for a name, and the suffix belongs to it. */
const ENDS_IN_NAME = /\/:\w+$/;

/** The error of an address with a suffix whose route has no such form; `undefined` for others. */
export function suffixFault(app: App, path: string): PodsError | undefined {
  const { name, format } = splitSuffix(path);
  if (format === undefined) return undefined;
  const isRoute = (address: string) =>
    app.router.match("GET", address)[0].some(([[, { method, path }]]) => method === "GET" && !ENDS_IN_NAME.test(path));
  const suffixes = Object.keys(MEDIA).filter((one) => isRoute(`${name}.${one}`));
  if (isRoute(name)) return wrongSuffix(path, suffixes);
  return suffixes.length > 0 ? wrongSuffix(path, suffixes, "") : undefined;
}

const wrongSuffix = (path: string, suffixes: readonly string[], none = " or in none"): PodsError =>
  new PodsError(
    "not-found",
    `There is nothing at ${path}: ${suffixes.length > 0 ? `it ends in .${suffixes.join(", .")}${none}` : "it takes no suffix"}.`,
  );

/** Whether an error is read by a person: the browser asks for HTML first, and the address does not end in `.json`. */
export const prefersPage = (c: AppContext): boolean =>
  !c.req.path.endsWith(".json") && accepted(c.req.header("accept") ?? "", ["json", "html"], NONE) === "html";

interface Range {
  readonly type: string;
  readonly q: number;
  readonly order: number;
}

/** The format with the highest weight; among equals the one named first. */
function accepted<F extends string>(header: string, offered: readonly F[], own: OwnFormats): F | undefined {
  const ranges = header.split(",").map(rangeOf);
  const wanted = offered.flatMap((format) => {
    const range = rangeFor(mediaOf(format, own), ranges);
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

/** The plainest form of the same family, which is named last: text is nearer to Markdown than to HTML, and nearer to HTML than to JSON. */
function nearest<F extends string>(header: string, offered: readonly [F, ...F[]], own: OwnFormats): F {
  const families = header.split(",").map((part, order) => familyOf(rangeOf(part, order).type));
  return offered.findLast((format) => families.includes(familyOf(mediaOf(format, own)))) ?? offered[0];
}

const familyOf = (type: string): string => type.split("/")[0]!;

/** The most specific range for a media type: the type itself, else its family, else any (RFC 9110, section 12.5.1). */
function rangeFor(media: string, ranges: readonly Range[]): Range | undefined {
  for (const name of [media.split(";")[0]!, `${familyOf(media)}/*`, "*/*"]) {
    const found = ranges.find(({ type }) => type === name);
    if (found !== undefined) return found;
  }
  return undefined;
}
