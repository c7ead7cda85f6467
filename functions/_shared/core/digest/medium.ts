/** How a medium writes the four kinds of span. */
import { andMore } from "../messages/digest.ts";
import type { Line, Section, Span } from "./story.ts";

export interface Medium {
  /** Escapes its argument. The other three get markup that is escaped already. */
  text(text: string): string;
  strong(markup: string): string;
  /** `url` comes from `safeUrl` or is one of ours: it holds no character that is special in any medium. */
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
 * The body of a section: a list, which ends with a link to `url` when entries were left out, and words below it.
 * With `max` the list has at most that many entries: a chat shows the first ones, the page has them all.
 */
export function bodyOf(section: Section, medium: Medium, url: string, max = Number.POSITIVE_INFINITY) {
  const { empty, note } = section;
  const entries = section.entries.slice(0, max);
  const more = section.more + section.entries.length - entries.length;
  const list = entries.map(({ line }) => renderLine(line, medium));
  if (more > 0 && section.entries.length > 0) list.push(medium.link(medium.text(andMore(more)), url));
  const words = list.length === 0 ? [renderLine(empty, medium)] : [];
  if (note) words.push(renderLine(note, medium));
  return { list, words };
}
