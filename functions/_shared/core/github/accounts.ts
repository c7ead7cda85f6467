/** GitHub accounts, as deliveries and the API show them. */
import { isSameLogin } from "../logins.ts";
import type { Settings } from "../settings.ts";

export interface Account {
  readonly id: number;
  readonly login: string;
  readonly type?: string | undefined;
}

/** GitHub's `ghost` account stands for all people whose account was deleted. */
const GHOST_ID = 10137;

type Bots = Pick<Settings, "bots">;

/** Bots: we never credit their work, and it never makes us write a comment. Only the settings know those that are users. */
export const isBot = ({ type, login }: Omit<Account, "id">, { bots }: Bots): boolean =>
  type === "Bot" || login.endsWith("[bot]") || bots.some((name) => isSameLogin(name, login));

/**
 * A person who can be credited and can give commands: not a bot, a ghost, an organisation or a mannequin. GitHub makes
 * mannequins for the authors of imported repositories, and they may have the login of another person.
 */
export const isPerson = (account: Account | undefined | null, settings: Bots): account is Account =>
  account != null && !isBot(account, settings) && account.id !== GHOST_ID && (account.type ?? "User") === "User";
