/** Accounts on GitHub as deliveries and the API show them. */

interface Account {
  readonly id: number;
  readonly login: string;
  readonly type?: string | undefined;
}

/** Stands for everybody whose account was deleted. */
const GHOST_ID = 10137;

/** Machines: their doing is never credited, and never makes us write. */
export const isBot = (account: Account): boolean => account.type === "Bot" || account.login.endsWith("[bot]");

/**
 * Somebody who can be credited and can command: neither a bot, a ghost, an organisation, nor a mannequin, which an import of
 * another forge makes of an author and which may bear the login of somebody else.
 */
export const isPerson = (account: Account | undefined | null): account is Account =>
  account != null && !isBot(account) && account.id !== GHOST_ID && (account.type ?? "User") === "User";
