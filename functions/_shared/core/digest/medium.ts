/** How a medium writes the four kinds of span. */
import { andMore } from "../messages/digest.ts";
import { linked } from "../story/spans.ts";
import type { Entry, Line, Section, Span } from "./lines.ts";

export interface Medium {
  /** Escapes its argument. The other three get markup that is escaped already. */
  text(text: string): string;
  strong(markup: string): string;
  /** `url` comes from `safeUrl` or is one of ours: it holds no character that is special in any medium. */
  link(markup: string, url: string): string;
  /** `at` in ms; `zone` is the community's. */
  time(at: number, zone: string): string;
}

export const renderLine = (line: Line, medium: Medium): string => line.map((span) => renderSpan(span, medium)).join("");

function renderSpan(span: Span, medium: Medium): string {
  if (typeof span === "string") return medium.text(span);
  if ("time" in span) return medium.time(span.time, span.zone);
  if (!("link" in span)) return medium.strong(medium.text(span.strong));
  const link = medium.link(medium.text(span.text), span.link);
  return span.strong ? medium.strong(link) : link;
}

/**
 * The body of a section: a list, which ends with a link to where the rest is, and words below it. With `max` the list has at
 * most that many entries, apart from those that are always kept: a chat shows the first ones, the page at `url` has them all.
 */
export function bodyOf(section: Section, medium: Medium, url: string, max = Number.POSITIVE_INFINITY) {
  const { empty, note, more } = section;
  const entries = firstOf(section.entries, max);
  const cut = section.entries.length - entries.length;
  const list = entries.map(({ line }) => renderLine(line, medium));
  if (cut > 0) list.push(medium.link(medium.text(andMore(cut + (more?.count ?? 0))), `${url}#${section.id}`));
  else if (more) list.push(renderLine([linked(andMore(more.count), more.at)], medium));
  const words = list.length === 0 ? [renderLine(empty, medium)] : [];
  if (note) words.push(renderLine(note, medium));
  return { list, words };
}

/** Those that are always kept, and as many others as make `max` together; in their order. */
function firstOf(entries: readonly Entry[], max: number): Entry[] {
  const others = entries.filter(({ isKept }) => !isKept);
  const chosen = new Set(others.slice(0, Math.max(0, max - (entries.length - others.length))));
  return entries.filter((one) => one.isKept || chosen.has(one));
}
