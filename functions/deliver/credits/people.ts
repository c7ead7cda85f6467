/** The people of a release: each is one, however we know them, and those who asked to be forgotten are not named. */
import type { CreditedActivity } from "#shared/core/activity.ts";
import type { Identity, Member } from "#shared/core/member.ts";
import { checkedLogin } from "#shared/core/messages/github-parts.ts";
import { loginsIn, withoutNamesInProse } from "#shared/core/names-in-text.ts";
import type { Credits, Directory } from "#shared/core/ports.ts";
import type { Credited } from "./credits-text.ts";

interface Person extends Credited {
  /** The pod that they sit in now. */
  readonly pod: number | null;
}

export interface People {
  /** Somebody whom GitHub names; one of `known`. */
  named(login: string): Person;
  /** Whoever did something that we recorded. GitHub may know their present login. */
  recorded(activity: CreditedActivity, login?: string): Credited;
  /** A title by people, without the names of those who were forgotten. */
  title(text: string): string;
}

interface Known {
  readonly identities: readonly Identity[];
  readonly activities: readonly CreditedActivity[];
  readonly titles: readonly string[];
}

export async function openPeople(
  { identities, activities, titles }: Known,
  store: Pick<Credits, "forgottenAmong"> & Pick<Directory, "members" | "find">,
): Promise<People> {
  const words = [...new Set(titles.flatMap(loginsIn))].map((login) => ({ login }));
  const pseudonyms = activities.flatMap(({ person }) => person ?? []);
  const [recorded, forgotten] = await Promise.all([
    store.members(pseudonyms),
    store.forgottenAmong([...identities, ...words]),
  ]);
  const forgottenNames = new Set([...forgotten].map(({ login }) => login.toLowerCase()));
  const byLogin = new Map<string, Member>();
  for (const who of identities) {
    const member = await store.find(who);
    if (member) byLogin.set(who.login.toLowerCase(), member);
  }
  const shown = (login: string): string | null =>
    forgottenNames.has(login.toLowerCase()) ? null : (checkedLogin(login) ?? null);

  return {
    named(login) {
      const member = byLogin.get(login.toLowerCase());
      const pod = member?.standing.state === "seated" ? member.standing.pod : null;
      return { key: member?.pseudonym ?? `@${login.toLowerCase()}`, login: shown(login), pod };
    },
    recorded({ person, key }, login) {
      if (person === null) return { key, login: null };
      const member = recorded.get(person);
      return { key: person, login: member ? shown(login ?? member.profile.login) : null };
    },
    title: (text) => withoutNamesInProse(text, (word) => forgottenNames.has(word)),
  };
}

/** By name, each once; those who are not named come first. */
export function inOrder(people: readonly Credited[]): Credited[] {
  const nameOf = ({ login }: Credited) => login?.toLowerCase() ?? "";
  const each = [...new Map(people.map((one) => [one.key, one])).values()];
  return each.sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : Number(nameOf(a) > nameOf(b))));
}
