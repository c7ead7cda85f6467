/**
 * Co-authors, as the last lines of a commit's message name them: `Co-authored-by: Ada <ada@example.org>`. Anybody can write
 * such a line, so the name and the address are only what somebody claims. GitHub says who is behind an address.
 */
import { noReplyHostOf, type Site } from "./site.ts";

/** An account as GitHub shows it. */
export interface CommitAccount {
  readonly id: number;
  readonly login: string;
  readonly type?: string;
}

export interface Commit {
  readonly message: string;
  /** The address that its author wrote into it. */
  readonly email: string;
  /** The account that GitHub connects with this address. */
  readonly account: CommitAccount | null;
}

/** Who is behind a trailer: an account, or what to look it up by. */
export type CoAuthor = CommitAccount | { readonly id: number } | { readonly login: string };

const TRAILER = "co-authored-by:";
/** No address is longer (RFC 5321). */
const ADDRESS_LENGTH_MAX = 254;

/** The addresses in the trailers of a message, in lower case, each once. The first line is the subject. */
export function trailersIn(message: string): string[] {
  const [, ...lines] = message.split(/\r?\n/);
  const found = lines.filter((line) => line.toLowerCase().startsWith(TRAILER)).flatMap((line) => addressIn(line) ?? []);
  return [...new Set(found)];
}

function addressIn(line: string): string | undefined {
  const text = line.trimEnd();
  const address = text.slice(text.lastIndexOf("<") + 1, -1);
  const isWhole =
    text.endsWith(">") && text.includes("<") && /^[^\s<>@]+@[^\s<>@]+$/.test(address.slice(0, ADDRESS_LENGTH_MAX + 1));
  return isWhole && address.length <= ADDRESS_LENGTH_MAX ? address.toLowerCase() : undefined;
}

/** An address by which GitHub hides that of an account, before the `@`. */
const NO_REPLY = /^(?:(\d{1,15})\+)?([a-z0-9][a-z0-9_-]{0,38})$/;

/**
 * The co-authors of commits, each once. An address leads to an account only if it is one of GitHub's own, or if one of these
 * commits connects the two. The account that made a commit is no co-author of it.
 */
export function coAuthorsOf(commits: readonly Commit[], site: Site): CoAuthor[] {
  const accounts = commits.flatMap(({ account }) => account ?? []);
  const byEmail = new Map(commits.flatMap(({ email, account }) => (account ? [[email.toLowerCase(), account]] : [])));
  const byId = new Map(accounts.map((account) => [account.id, account]));
  const byLogin = new Map(accounts.map((account) => [account.login.toLowerCase(), account]));
  const behind = (email: string): CoAuthor | undefined => {
    const [name = "", host] = email.split("@");
    const [, id, login] = (host === noReplyHostOf(site) && NO_REPLY.exec(name)) || [];
    if (id !== undefined) return byId.get(Number(id)) ?? { id: Number(id) };
    return byEmail.get(email) ?? (login === undefined ? undefined : (byLogin.get(login) ?? { login }));
  };
  const found = new Map<string, CoAuthor>();
  for (const { message, email: own, account } of commits) {
    for (const email of trailersIn(message)) {
      const one = email === own.toLowerCase() ? undefined : behind(email);
      if (one && !isSame(one, account)) found.set(keyOf(one), one);
    }
  }
  return [...found.values()];
}

const keyOf = (one: CoAuthor): string => ("id" in one ? `${one.id}` : one.login);

const isSame = (one: CoAuthor, account: CommitAccount | null): boolean => "id" in one && one.id === account?.id;
