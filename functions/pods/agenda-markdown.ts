/** The agenda of a meeting as Markdown: for a document in which somebody takes notes. */
import { safe } from "#shared/core/digest/markdown.ts";
import { isAbsolute, safeUrl } from "#shared/core/digest/url.ts";
import { quoteCode } from "#shared/core/github/neutralise.ts";
import { agendaSections, agendaTitle, noMeeting, type ShownAgenda, type Span, whenInWords } from "./agenda-lines.ts";

export function agendaMarkdown(page: ShownAgenda): string {
  const { settings, agenda } = page;
  const parts = [`# ${safe(agendaTitle(page))}`];
  if (agenda) {
    const { at, meeting } = agenda.next;
    const call = safeUrl(meeting.link);
    parts.push(safe(whenInWords(at, meeting.timezone)) + (call === null ? "" : `, [video call](${call})`));
    for (const { title, rows, note } of agendaSections(agenda, settings)) {
      const items = rows.map(
        ({ line, small }) => `- ${lineInMarkdown(line)}${small === undefined ? "" : ` (${safe(small)})`}`,
      );
      parts.push(
        `## ${title}`,
        ...(items.length > 0 ? [items.join("\n")] : []),
        ...(note.length > 0 ? [lineInMarkdown(note)] : []),
      );
    }
  } else parts.push(lineInMarkdown(noMeeting(page)));
  return `${parts.join("\n\n")}\n`;
}

const lineInMarkdown = (spans: readonly Span[]): string =>
  spans
    .map((span) => {
      if (typeof span === "string") return safe(span);
      if ("code" in span) return quoteCode(span.code, CODE_MAX);
      const link = span.link === null ? null : safeUrl(span.link);
      return link !== null && isAbsolute(link) ? `[${safe(span.text)}](${link})` : safe(span.text);
    })
    .join("");

/** No example of ours is longer. */
const CODE_MAX = 200;
