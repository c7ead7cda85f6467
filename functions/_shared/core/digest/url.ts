/** Addresses from outside, made safe for every medium. */

const URL_LENGTH_MAX = 400;

/** Characters that would end a link or begin markup in Markdown, Slack or Discord. */
const SPECIAL = /[()[\]{}<>|"'`*~\\^\s]/g;

/** The address with such characters percent-encoded; `null` for anything but an http(s) address. */
export function safeUrl(text: string | undefined): string | null {
  if (text === undefined || !URL.canParse(text)) return null;
  const url = new URL(text);
  if (!/^https?:$/.test(url.protocol)) return null;
  const safe = url.href.replace(SPECIAL, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
  return safe.length <= URL_LENGTH_MAX ? safe : null;
}

/** Without the name and the password before the host: they are nobody else's, or make an address look like another. */
export function withoutPassword(address: string): string {
  const url = new URL(address);
  url.username = "";
  url.password = "";
  return url.href;
}

/** Ends of an address that lead to no other post, while `#v2` may: some feeds are of one page with many. */
const SAME_PLACE = /^#(?:(?:utm_|xtor=).*|rss|top)$/;

/** The same for addresses that lead to the same post: readers of feeds are often counted by a part of the address. */
export function sameAddress(link: string): string {
  if (!URL.canParse(link)) return link;
  const { host, pathname, searchParams, hash } = new URL(link);
  for (const name of [...searchParams.keys()]) if (name.startsWith("utm_")) searchParams.delete(name);
  return `${host}${pathname.replace(/\/$/, "")}?${searchParams}${SAME_PLACE.test(hash) ? "" : hash}`;
}

/** Whether a link works outside our pages: in a chat or a mail `/function/pods` leads nowhere. */
export const isAbsolute = (url: string): boolean => /^https?:\/\//.test(url);
