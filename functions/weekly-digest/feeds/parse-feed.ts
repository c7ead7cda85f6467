/** Posts from the text of a feed: RSS 0.9 to 2.0 and Atom. Nothing in a DTD is used, so no entity of it is ever expanded. */
import { parseXml, XmlElement, XmlError } from "@rgrove/parse-xml";
import { safeUrl, withoutPassword } from "#shared/core/digest/url.ts";
import type { FeedEntry } from "#shared/core/feeds.ts";
import { FeedFault } from "./fault.ts";
import { inText } from "./title-text.ts";

export interface ParsedFeed {
  /** "" where it has none. */
  readonly title: string;
  /** The page that it is the feed of. */
  readonly site?: string;
  readonly entries: readonly FeedEntry[];
}

/** `url` is where it was found, from which relative addresses count. Throws FeedFault. */
export function parseFeed(text: string, url: URL): ParsedFeed {
  const root = rootOf(text);
  const [prefix, name] = /:/.test(root.name) ? (root.name.split(":") as [string, string]) : ["", root.name];
  if (name === "feed") return atom(root, prefix === "" ? "" : `${prefix}:`, url.href);
  const channel = childOf(root, "channel");
  if ((name === "rss" || name === "RDF") && channel) return rss(root, channel, url.href);
  throw new FeedFault("what comes is no feed");
}

/** Characters that XML forbids, which many blogs let through. */
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;

function rootOf(text: string): XmlElement {
  if (/^\s*<(!doctype\s+)?html[\s>]/i.test(text)) throw new FeedFault("what comes is a web page and no feed");
  try {
    const { root } = parseXml(text.replace(FORBIDDEN, ""), { ignoreUndefinedEntities: true });
    if (root) return root;
  } catch (error) {
    const where = error instanceof XmlError ? ` (line ${error.line})` : "";
    throw new FeedFault(`what comes is not well-formed XML${where}`, { cause: error });
  }
  throw new FeedFault("what comes is empty");
}

function atom(feed: XmlElement, prefix: string, url: string): ParsedFeed {
  const titleOf = (one: XmlElement): Title => {
    const title = childOf(one, `${prefix}title`);
    return { written: title?.text ?? "", isHtml: title?.attributes.type === "html" };
  };
  const linkOf = (one: XmlElement) => {
    const links = childrenOf(one, `${prefix}link`).filter(
      ({ attributes: { rel = "alternate" } }) => rel === "alternate",
    );
    const page = links.find(({ attributes: { type = "text/html" } }) => /html/.test(type)) ?? links[0];
    return page && absolute(page.attributes.href, page, url);
  };
  const entries = childrenOf(feed, `${prefix}entry`).map((entry) => ({
    id: textOf(entry, `${prefix}id`),
    title: titleOf(entry),
    link: linkOf(entry),
    at: timeOf(textOf(entry, `${prefix}published`) || textOf(entry, `${prefix}updated`)),
  }));
  return parsed(titleOf(feed), linkOf(feed), entries);
}

/** RSS 1.0 has the posts beside the channel, the others in it. */
function rss(root: XmlElement, channel: XmlElement, url: string): ParsedFeed {
  const titleOf = (one: XmlElement): Title => ({ written: textOf(one, "title"), isHtml: true });
  const linkOf = (one: XmlElement, permalink?: string) => {
    const at = childOf(one, "link");
    return absolute(at?.text || permalink, at ?? one, url);
  };
  const entries = [...childrenOf(channel, "item"), ...childrenOf(root, "item")].map((item) => {
    const guid = childOf(item, "guid");
    const permalink = guid?.attributes.isPermaLink === "false" ? undefined : guid?.text;
    return {
      id: guid?.text.trim() ?? item.attributes["rdf:about"] ?? "",
      title: titleOf(item),
      link: linkOf(item, permalink),
      at: timeOf(textOf(item, "pubDate") || textOf(item, "dc:date")),
    };
  });
  return parsed(titleOf(channel), linkOf(channel), entries);
}

interface Title {
  readonly written: string;
  readonly isHtml: boolean;
}

const shownTitle = ({ written, isHtml }: Title): string => inText(written, isHtml);

interface Found {
  readonly id: string;
  readonly title: Title;
  readonly link: string | undefined;
  readonly at: number | undefined;
}

/** Without posts that have no title or lead nowhere. */
const parsed = (title: Title, site: string | undefined, entries: readonly Found[]): ParsedFeed => ({
  title: shownTitle(title),
  ...(site !== undefined && { site }),
  entries: entries.flatMap(({ id, title, link, at }) =>
    title.written.trim() === "" || link === undefined
      ? []
      : [{ id: id || link, title: () => shownTitle(title), link, ...(at !== undefined && { at }) }],
  ),
});

const childrenOf = ({ children }: XmlElement, name: string): XmlElement[] =>
  children.filter((one): one is XmlElement => one instanceof XmlElement && one.name === name);

const childOf = (parent: XmlElement, name: string): XmlElement | undefined => childrenOf(parent, name)[0];

const textOf = (parent: XmlElement, name: string): string => childOf(parent, name)?.text.trim() ?? "";

/** An http address that a digest can show, without a name and a password; `undefined` for anything else. */
function absolute(link: string | undefined, where: XmlElement, url: string): string | undefined {
  const base = baseOf(where, url);
  const text = link?.trim() ?? "";
  if (text === "" || text.length > ADDRESS_LENGTH_MAX || !URL.canParse(text, base)) return undefined;
  const address = withoutPassword(new URL(text, base).href);
  return safeUrl(address) === null ? undefined : address;
}

/** Every post is read with the address that it begins with, so a long one would take long. */
const ADDRESS_LENGTH_MAX = 2_000;

/** What `xml:base` of the element and those around it says. */
function baseOf(where: XmlElement, url: string): string {
  const outer = where.parent instanceof XmlElement ? baseOf(where.parent, url) : url;
  const base = where.attributes["xml:base"];
  return base !== undefined && base.length <= ADDRESS_LENGTH_MAX && URL.canParse(base, outer)
    ? new URL(base, outer).href
    : outer;
}

/** A time without a zone counts as UTC, wherever this runs. */
function timeOf(text: string): number | undefined {
  if (!/\d{4}/.test(text)) return undefined;
  const isWithoutZone = /\d:\d\d(:\d\d(\.\d+)?)?$/.test(text) && !/[+-]\d\d:?\d\d$/.test(text);
  const at = Date.parse(isWithoutZone ? `${text}${/^\d{4}-/.test(text) ? "Z" : " UTC"}` : text);
  return Number.isNaN(at) ? undefined : at;
}
