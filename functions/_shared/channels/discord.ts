/** Discord: a line, and an embed with the rest. Notifies nobody, whatever a title says. */
import * as z from "zod";
import type { Section } from "../core/digest/lines.ts";
import { bodyOf, type Medium, renderLine } from "../core/digest/medium.ts";
import { sparkline } from "../core/digest/sparkline.ts";
import type { Story } from "../core/digest/story.ts";
import { isAbsolute } from "../core/digest/url.ts";
import { footnote } from "../core/messages/digest.ts";
import { defineChannel } from "./channel.ts";
import { type Reply, readJson } from "./http.ts";
import { ZERO_WIDTH_SPACE } from "./text.ts";
import { retryAfter, webhookDelivery, webhookSecret } from "./webhook.ts";

/** Discord's own limits; `embeds` is for all embeds of a message together. */
const MAX = { content: 2000, title: 256, description: 4096, footer: 2048, embeds: 6000 } as const;
/** The most entries of a list; more belong on the page. */
const ENTRIES_MAX = 8;

interface Embed {
  readonly title: string;
  readonly url?: string;
  readonly description: string;
  readonly footer: { readonly text: string };
}

interface DiscordMessage {
  readonly content: string;
  readonly embeds?: readonly Embed[];
  readonly allowed_mentions: { readonly parse: readonly never[] };
  readonly flags?: typeof SUPPRESS_EMBEDS;
}

/** No previews of linked pages. */
const SUPPRESS_EMBEDS = 4;

const longest =
  (length: (embed: Embed) => number) =>
  ({ embeds = [] }: DiscordMessage): number =>
    Math.max(0, ...embeds.map(length));
const textOf = ({ title, description, footer }: Embed): string => `${title}${description}${footer.text}`;

export const discord = defineChannel({
  id: "discord",
  title: "Discord",
  secret: webhookSecret("discord: https://discord.com/api/webhooks/…"),
  limits: [
    { what: "characters in the content", max: MAX.content, of: ({ content }) => content.length },
    { what: "characters in the title", max: MAX.title, of: longest(({ title }) => title.length) },
    {
      what: "characters in the description",
      max: MAX.description,
      of: longest(({ description }) => description.length),
    },
    { what: "characters in the footer", max: MAX.footer, of: longest(({ footer }) => footer.text.length) },
    { what: "characters in all embeds", max: MAX.embeds, of: ({ embeds = [] }) => embeds.map(textOf).join("").length },
  ],
  format: "discord.json",
  digest: renderDigest,
  introduction: (line) => ({
    content: renderLine(line, MARKDOWN),
    allowed_mentions: { parse: [] },
    flags: SUPPRESS_EMBEDS,
  }),
  show: (message) => JSON.stringify(message),
  delivery: webhookDelivery({
    // With `wait` Discord replies once the message exists: with its id, or with the reason why it was refused.
    address(url) {
      const address = new URL(url);
      address.searchParams.set("wait", "true");
      return address.href;
    },
    receiptOf: (text) => z.object({ id: z.string() }).safeParse(readJson(text)).data?.id,
    waitIn: (reply) => preciseWait(reply) ?? retryAfter(reply),
    taken: [200, 204],
  }),
});

/** `retry_after` is in seconds with a fraction, so it is more precise than the header. */
function preciseWait({ text }: Reply): number | undefined {
  const { data } = z.object({ retry_after: z.number() }).safeParse(readJson(text));
  return data && Math.ceil(data.retry_after * 1000);
}

/** Discord turns `@` and `://` into mentions and links even if they are escaped. */
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

function renderDigest({ headline, when, lead, trend, sections, url }: Story): DiscordMessage {
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

/** As many entries of every section as there is room for. All sections get shorter together, so none is lost. */
function fit(head: string, sections: readonly Section[], url: string, max: number = ENTRIES_MAX): string {
  const text = [head, ...sections.map((section) => sectionText(section, url, max))].join("\n\n");
  return text.length > MAX.description && max > 0 ? fit(head, sections, url, max - 1) : text;
}

function sectionText(section: Section, url: string, max: number): string {
  const { list, words } = bodyOf(section, MARKDOWN, url, max);
  return [`**${safe(section.title)}**`, ...list.map((line) => `• ${line}`), ...words].join("\n");
}
