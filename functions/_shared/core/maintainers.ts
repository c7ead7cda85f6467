/** The maintainers in the settings: `login`, or `login:number` where the login alone would not be certain. */
import type { Identity } from "./member.ts";
import type { Maintainers } from "./ports/maintainers.ts";

/** `taken`: the login is a maintainer's, but belonged to somebody else when it was first seen. */
export type MaintainerRights = "maintainer" | "taken" | "none";

const read = (entry: string) => {
  const [login = "", id] = entry.toLowerCase().split(":");
  return { login, id: id === undefined ? undefined : Number(id) };
};

/** The logins that stand there without a number. */
export const loginsAlone = (entries: readonly string[]): string[] => entries.filter((entry) => !entry.includes(":"));

/** Whether the settings name them: by their number where it stands there, else by their login. */
export const isNamed = (who: Identity, entries: readonly string[]): boolean =>
  entries.map(read).some(({ login, id }) => (id === undefined ? login === who.login.toLowerCase() : id === who.id));

export async function rightsOf(
  who: Identity,
  entries: readonly string[],
  store: Maintainers,
): Promise<MaintainerRights> {
  const { id } = who;
  if (id === undefined) return "none";
  const listed = entries.map(read);
  if (listed.some((one) => one.id === id)) return "maintainer";
  const same = listed.find(({ login }) => login === who.login.toLowerCase());
  if (same === undefined) return "none";
  if (same.id !== undefined) return "taken";
  return (await store.claimMaintainer({ ...who, id })) === "theirs" ? "maintainer" : "taken";
}
