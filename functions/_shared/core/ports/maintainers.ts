/** Whose the maintainers' logins are: a login can be given up and taken by somebody else, a number cannot. */

export interface Maintainers {
  /** Whether this login is theirs whose it was when it was first seen; a first call decides that. */
  claimMaintainer(who: { readonly login: string; readonly id: number }): Promise<"theirs" | "taken">;
  /** Those of these logins that were last seen with somebody else. */
  takenLogins(logins: readonly string[]): Promise<string[]>;
}
