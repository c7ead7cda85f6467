/** GitHub accounts, as deliveries and the API show them. */

interface Account {
  readonly id: number;
  readonly login: string;
  readonly type?: string | undefined;
}

/** GitHub's `ghost` account stands for all people whose account was deleted. */
const GHOST_ID = 10137;

/** Bots: we never credit their work, and it never makes us write a comment. */
export const isBot = (account: Account): boolean => account.type === "Bot" || account.login.endsWith("[bot]");

/**
 * A person who can be credited and can give commands: not a bot, a ghost, an organisation or a mannequin. GitHub makes
 * mannequins for the authors of imported repositories, and they may have the login of another person.
 */
export const isPerson = (account: Account | undefined | null): account is Account =>
  account != null && !isBot(account) && account.id !== GHOST_ID && (account.type ?? "User") === "User";
