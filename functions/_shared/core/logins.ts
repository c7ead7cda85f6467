/** Logins as people write them. */

/** What copying leaves around a login. Inside one, an invisible character makes it another name, which is refused. */
const AROUND = /^[\s\p{Cf}]+|[\s\p{Cf}]+$/gu;

/** `@ada`, or the address of her profile on this GitHub. Anything else is as it was. */
export function loginIn(text: string, github: string): string {
  const written = text.replace(AROUND, "");
  const [, host, login] = /^(?:https?:\/\/)?(?:www\.)?([^/\s]+)\/@?([^/?#\s]+)\/?(?:[?#].*)?$/i.exec(written) ?? [];
  const isOurs = host !== undefined && host.toLowerCase() === github.replace(/^https?:\/\//, "");
  return isOurs && login !== undefined ? login : written.replace(/^@ ?/, "");
}

export const isSameLogin = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** Each person once, whatever the case of the letters. */
export const differentLogins = (logins: readonly string[]): string[] =>
  logins.filter((login, at) => logins.findIndex((other) => isSameLogin(other, login)) === at);
