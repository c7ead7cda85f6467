/** Slack: one message in Block Kit, because a webhook can neither edit nor delete its messages. */
import { momentInWords } from "../core/digest/dates.ts";
import type { Section } from "../core/digest/lines.ts";
import { bodyOf, type Medium, renderLine } from "../core/digest/medium.ts";
import { sparkline } from "../core/digest/sparkline.ts";
import type { Story } from "../core/digest/story.ts";
import { isAbsolute } from "../core/digest/url.ts";
import { footnote, readAll } from "../core/messages/digest.ts";
import { defineChannel } from "./channel.ts";
import { cut, ZERO_WIDTH_SPACE } from "./text.ts";
import { webhookDelivery, webhookSecret } from "./webhook.ts";

/** Slack's own limits. Undocumented: a whole message may have about 13,200 characters; `message` stays well below. */
const MAX = { blocks: 50, section: 3000, header: 150, button: 75, text: 3000, message: 12_000 } as const;
/** The most entries of a list; more belong on the page. */
const ENTRIES_MAX = 8;

type Words = { type: "mrkdwn"; text: string; verbatim: true } | { type: "plain_text"; text: string };
type Block =
  | { type: "header"; text: Words }
  | { type: "section"; text: Words }
  | { type: "context"; elements: Words[] }
  | { type: "actions"; elements: { type: "button"; text: Words; url: string; style?: "primary" }[] };

interface SlackMessage {
  /** The text for notifications and screen readers; the whole message if it has no blocks. */
  readonly text: string;
  readonly unfurl_links: false;
  readonly unfurl_media: false;
  readonly blocks?: readonly Block[];
}

const longest =
  (type: "header" | "section") =>
  ({ blocks = [] }: SlackMessage) =>
    Math.max(0, ...blocks.map((block) => (block.type === type ? block.text.text.length : 0)));

export const slack = defineChannel({
  id: "slack",
  title: "Slack",
  secret: webhookSecret("slack: https://hooks.slack.com/services/…"),
  limits: [
    { what: "blocks", max: MAX.blocks, of: ({ blocks = [] }) => blocks.length },
    { what: "characters in the header", max: MAX.header, of: longest("header") },
    { what: "characters in a section", max: MAX.section, of: longest("section") },
    { what: "characters in the text", max: MAX.text, of: ({ text }) => text.length },
    { what: "characters in all", max: MAX.message, of: ({ text, blocks = [] }) => text.length + sizeOf(blocks) },
  ],
  format: "slack.json",
  digest: renderDigest,
  introduction: (line) => ({ text: renderLine(line, MRKDWN), unfurl_links: false, unfurl_media: false }),
  show: (message) => JSON.stringify(message),
  // The body of its answer is `ok`, or one word for the fault, such as `channel_is_archived`.
  delivery: webhookDelivery({ taken: [200] }),
});

/**
 * Slack has no escapes for its marks. An invisible space separates marks from the edges of words, and backticks, which
 * would swallow a link, become apostrophes. Without `<` nothing can mention a person or a channel.
 */
const safe = (text: string): string =>
  text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll("`", "'")
    .replace(/(?<![\p{L}\p{N}])[*_~]|[*_~](?![\p{L}\p{N}])/gu, `${ZERO_WIDTH_SPACE}$&${ZERO_WIDTH_SPACE}`);

const strong = (markup: string): string => `*${markup}*`;

const MRKDWN: Medium = {
  text: safe,
  strong,
  link: (markup, url) => (isAbsolute(url) ? `<${url.replaceAll("&", "&amp;")}|${markup}>` : markup),
  // Each reader sees their own time.
  time: (at, zone) => `<!date^${Math.floor(at / 1000)}^{date_short_pretty}, {time}|${safe(momentInWords(at, zone))}>`,
};

const mrkdwn = (text: string): Words => ({ type: "mrkdwn", text, verbatim: true });
const plainText = (text: string, max: number): Words => ({ type: "plain_text", text: cut(text, max) });

function renderDigest(story: Story): SlackMessage {
  const { headline, when, lead, trend, url } = story;
  const chart = trend.length > 0 ? `  ${sparkline(trend)}` : "";
  const head: Block[] = [
    { type: "header", text: plainText(headline, MAX.header) },
    { type: "context", elements: [mrkdwn(safe(when))] },
    { type: "section", text: mrkdwn(`${safe(lead)}${chart}`) },
  ];
  const foot: Block[] = [...buttons(story), { type: "context", elements: [mrkdwn(safe(footnote))] }];
  const text = cut(safe(`${headline}. ${lead}`), MAX.text);
  const room = MAX.message - text.length - sizeOf([...head, ...foot]);
  const body = fit(story.sections, url, room);
  return { text, unfurl_links: false, unfurl_media: false, blocks: [...head, ...body, ...foot] };
}

/** As many entries of every section as there is room for. All sections get shorter together, so none is lost. */
function fit(sections: readonly Section[], url: string, room: number): Block[] {
  for (let max = ENTRIES_MAX; max > 0; max--) {
    const blocks = sections.map((section) => sectionBlock(section, url, max));
    if (sizeOf(blocks) <= room) return blocks;
  }
  return sections.map((section) => sectionBlock(section, url, 0));
}

function sectionBlock(section: Section, url: string, max: number): Block {
  const { list, words } = bodyOf(section, MRKDWN, url, max);
  const text = [strong(safe(section.title)), ...list.map((line) => `• ${line}`), ...words].join("\n");
  if (text.length > MAX.section && max > 0) return sectionBlock(section, url, max - 1);
  return { type: "section", text: mrkdwn(text) };
}

function buttons({ url, links }: Story): Block[] {
  const all = [{ text: readAll, link: url, style: "primary" as const }, ...links.slice(0, 2)];
  const elements = all
    .filter(({ link }) => isAbsolute(link))
    .map(({ text, link, ...style }) => ({
      type: "button" as const,
      text: plainText(text, MAX.button),
      url: link,
      ...style,
    }));
  return elements.length === 0 ? [] : [{ type: "actions", elements }];
}

const sizeOf = (blocks: readonly Block[]): number =>
  blocks.reduce((total, block) => total + ("text" in block ? block.text.text.length : JSON.stringify(block).length), 0);
