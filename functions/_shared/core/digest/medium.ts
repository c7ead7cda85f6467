/** How a medium writes the four things a line is made of. */
import { andMore } from "../messages/digest.ts";
import type { Line, Section, Span } from "./story.ts";

export interface Medium {
  /** Escapes what it is given; what the others are given is escaped already. */
  text(text: string): string;
  strong(markup: string): string;
  /** `url` is safe: it holds nothing that means something to a medium. */
  link(markup: string, url: string): string;
  /** `at` in ms */
  time(at: number): string;
}

export const renderLine = (line: Line, medium: Medium): string => line.map((span) => renderSpan(span, medium)).join("");

function renderSpan(span: Span, medium: Medium): string {
  if (typeof span === "string") return medium.text(span);
  if ("time" in span) return medium.time(span.time);
  if (!("link" in span)) return medium.strong(medium.text(span.strong));
  const link = medium.link(medium.text(span.text), span.link);
  return span.strong ? medium.strong(link) : link;
}

/**
 * What stands under a section's title: a list, with how many more there are behind `url`, and words below it.
 * With `max` the list has at most so many entries: a chat shows the beginning, the page has the rest.
 */
export function bodyOf(section: Section, medium: Medium, url: string, max = Number.POSITIVE_INFINITY) {
  const { empty, note } = section;
  const entries = section.entries.slice(0, max);
  const more = section.more + section.entries.length - entries.length;
  const list = entries.map(({ line }) => renderLine(line, medium));
  if (more > 0 && section.entries.length > 0) list.push(medium.link(medium.text(andMore(more)), url));
  const words = list.length === 0 ? [medium.text(empty)] : [];
  if (note) words.push(renderLine(note, medium));
  return { list, words };
}
