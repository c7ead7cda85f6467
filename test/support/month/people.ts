/** The people and robots of the month: how they stand to the pods when it begins. */
import { bot, type User, user } from "../github/deliver-as-github.ts";

const LOGINS = {
  maintainers: ["captain"],
  hull: [
    ...["mate", "ana", "ben", "chloe", "dmitri", "esra", "femi"],
    ...["grace", "hugo", "ines", "jonas", "kofi", "lena", "milo"],
  ],
  sail: ["nadia", "omar", "petra", "quentin", "rosa", "sven"],
  docs: ["tomas", "ursula", "vikram", "wanda", "xenia", "yusuf"],
  /** They wait for a pod. */
  charts: ["zoe", "arjun", "bea"],
  independent: ["carlos", "dana", "emil", "fatou"],
  paused: ["gil", "hana", "ivan"],
  alumni: ["jade", "karim", "lucia", "marek"],
  forgotten: ["nilsson", "olgaviva", "pavelka"],
  /** They know nothing of pods, and had work merged before we came. */
  outside: ["rania", "sami", "tess", "umberto"],
  newcomers: [
    ...["vera", "will", "xiu", "yann", "zara", "abel"],
    ...["bruna", "cedric", "delia", "enzo", "flora", "goran"],
  ],
} as const;

export type Group = keyof typeof LOGINS;

const named = Object.entries(LOGINS).flatMap(([group, logins]) =>
  logins.map((login) => ({ group: group as Group, login })),
);
export const PEOPLE: readonly User[] = named.map(({ login }, n) => user(101 + n, login));

export const groupOf = ({ id }: User): Group | undefined => named[id - 101]?.group;

export const inGroup = (...groups: readonly Group[]): readonly User[] =>
  PEOPLE.filter((one) => groups.some((group) => group === groupOf(one)));

export function person(login: string): User {
  const found = PEOPLE.find((one) => one.login === login);
  if (!found) throw new Error(`Nobody is called ${login}.`);
  return found;
}

/** They get a label at most, whatever they open. */
export const UNWILLING: readonly Group[] = ["independent", "paused", "alumni", "forgotten"];
/** They know the pods. */
export const INSIDERS: readonly Group[] = ["maintainers", "hull", "sail", "docs", "charts"];

/** Robots: three apps, and one that GitHub calls a user. */
export const ROBOTS = {
  dependencies: bot(201, "renovate"),
  merges: bot(202, "bors"),
  stale: bot(203, "stale"),
  releases: user(204, "ships-release"),
} as const;

/** What GitHub calls an author who had work merged there before the month, or belongs to the organisation. */
export function associationOf(author: User): string {
  const group = groupOf(author);
  if (group === undefined || group === "newcomers") return "NONE";
  return group === "outside" || UNWILLING.includes(group) ? "CONTRIBUTOR" : "MEMBER";
}
