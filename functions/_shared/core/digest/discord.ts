/** The digest as one Discord message: a line, and an embed with the rest. Pings nobody, whatever a title says. */
import { footnote } from "../messages/digest.ts";
import { bodyOf, type Medium } from "./medium.ts";
import { sparkline } from "./sparkline.ts";
import type { Section, Story } from "./story.ts";
import { isAbsolute } from "./url.ts";

/** Discord's own limits, in characters; `embeds` is for all embeds of a message together. */
export const DISCORD_MAX = { content: 2000, title: 256, description: 4096, footer: 2048, embeds: 6000 } as const;
const ENTRIES_MAX = 8;

export interface DiscordMessage {
  readonly content: string;
  readonly embeds: readonly {
    readonly title: string;
    readonly url?: string;
    readonly description: string;
    readonly footer: { readonly text: string };
  }[];
  readonly allowed_mentions: { readonly parse: readonly never[] };
}

const ZERO_WIDTH_SPACE = "\u200b";

/** `@` and `://` are made into mentions and links even where they are escaped. */
const safe = (text: string): string =>
  text
    .replace(/[\\*_~`|<>#[\]()]/g, "\\$&")
    .replaceAll("@", `@${ZERO_WIDTH_SPACE}`)
    .replaceAll("://", `:${ZERO_WIDTH_SPACE}//`);

const MARKDOWN: Medium = {
  text: safe,
  strong: (markup) => `**${markup}**`,
  link: (markup, url) => (isAbsolute(url) ? `[${markup}](${url})` : markup),
  // Each reader sees their own time.
  time: (at) => `<t:${Math.floor(at / 1000)}:f>`,
};

export function renderDiscord({ headline, when, lead, trend, sections, url }: Story): DiscordMessage {
  const chart = trend.length > 0 ? `\n${sparkline(trend)}` : "";
  const head = `${safe(lead)}${chart}`;
  const embed = {
    title: when,
    ...(isAbsolute(url) && { url }),
    description: fit(head, sections, url),
    footer: { text: footnote },
  };
  return { content: `**${safe(headline)}**`, embeds: [embed], allowed_mentions: { parse: [] } };
}

/** As many entries of every section as there is room for: all sections get shorter together, none falls off the end. */
function fit(head: string, sections: readonly Section[], url: string, max: number = ENTRIES_MAX): string {
  const text = [head, ...sections.map((section) => sectionText(section, url, max))].join("\n\n");
  return text.length > DISCORD_MAX.description && max > 0 ? fit(head, sections, url, max - 1) : text;
}

function sectionText(section: Section, url: string, max: number): string {
  const { list, words } = bodyOf(section, MARKDOWN, url, max);
  return [`**${safe(section.title)}**`, ...list.map((line) => `• ${line}`), ...words].join("\n");
}
