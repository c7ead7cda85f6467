/** The digest as GitHub Markdown: for a discussion, an issue, a mail. Nobody is mentioned. */
import { neutralise } from "../github/neutralise.ts";
import { footnote } from "../messages/digest.ts";
import { momentInWords } from "./dates.ts";
import type { Section } from "./lines.ts";
import { bodyOf, type Medium } from "./medium.ts";
import { sparkline } from "./sparkline.ts";
import type { Story } from "./story.ts";
import { isAbsolute } from "./url.ts";

/** No sentence of ours is longer. */
const TEXT_MAX = 2000;

/** Neutralised like a comment; `$` as well, because it begins a formula. Spaces at both ends are ours and stay. */
export function safe(text: string): string {
  const [, before = "", words = "", after = ""] = /^(\s*)(.*?)(\s*)$/su.exec(text) ?? [];
  return before + neutralise(words, TEXT_MAX).replaceAll("$", "\\$") + after;
}

const MARKDOWN: Medium = {
  text: safe,
  strong: (markup) => `**${markup}**`,
  link: (markup, url) => (isAbsolute(url) ? `[${markup}](${url})` : markup),
  time: (at, zone) => `**${momentInWords(at, zone)}**`,
};

export function renderMarkdown(story: Story): string {
  const { headline, when, lead, trend, sections, url, links } = story;
  const chart = trend.length > 0 ? ` People week by week: \`${sparkline(trend)}\`` : "";
  const subtitle = isAbsolute(url)
    ? `*${safe(when)}* · ${MARKDOWN.link("read it on the web", url)}`
    : `*${safe(when)}*`;
  const foot = links.filter(({ link }) => isAbsolute(link)).map(({ text, link }) => MARKDOWN.link(safe(text), link));
  return [
    `# ${safe(headline)}`,
    subtitle,
    `${safe(lead)}${chart}`,
    ...sections.flatMap((section) => [`## ${safe(section.title)}`, sectionText(section, url)]),
    ...(foot.length > 0 ? [foot.join(" · ")] : []),
    `*${safe(footnote)}*`,
    "",
  ]
    .join("\n\n")
    .trimEnd()
    .concat("\n");
}

function sectionText(section: Section, url: string): string {
  const { list, words } = bodyOf(section, MARKDOWN, url);
  const items = list.map((line) => `- ${line}`).join("\n");
  return [...(items === "" ? [] : [items]), ...words].join("\n\n");
}
