/** Addresses that come from outside, made fit to stand in any medium. */

const URL_LENGTH_MAX = 400;

/** What would end a link or begin a markup in Markdown, Slack or Discord, percent-encoded. */
const SPECIAL = /[()[\]{}<>|"'`*~\\^\s]/g;

/** The address with nothing in it that means something to a medium; `null` for what is no http(s) address. */
export function safeUrl(text: string | undefined): string | null {
  if (text === undefined || !URL.canParse(text)) return null;
  const url = new URL(text);
  if (!/^https?:$/.test(url.protocol)) return null;
  const safe = url.href.replace(SPECIAL, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
  return safe.length <= URL_LENGTH_MAX ? safe : null;
}

/** Only an address with a host leads anywhere from a chat or a mail: `/function/pods` does not. */
export const isAbsolute = (url: string): boolean => /^https?:\/\//.test(url);
