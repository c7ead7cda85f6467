/** A digest as it is shown: names put in, and left out what may not be shown any more. */
import type { Member, Pseudonym } from "../member.ts";
import type { PersonView } from "../views.ts";
import { type Capped, type Digest, type DigestView, type Item, mapCapped } from "./model.ts";

type KnownMember = Pick<Member, "profile" | "standing">;

/** What is known today of those whom a digest speaks of. */
export interface Known {
  /** Who was forgotten is missing. */
  readonly members: ReadonlyMap<Pseudonym, KnownMember>;
  /** Repositories that are private today, whatever they were that week. */
  readonly privateRepositories: ReadonlySet<number>;
}

/** Everybody a digest may name. */
export function peopleOf({ welcome, thanks }: Digest): Pseudonym[] {
  const thanked = thanks.items.flatMap(({ people }) => people.items);
  return [...new Set([...welcome.items.map(({ person }) => person), ...thanked])];
}

export function viewOf(digest: Digest, { members, privateRepositories }: Known): DigestView {
  const isShown = ({ repository }: Item) => !privateRepositories.has(repository);
  const items = (list: Capped<Item>) => keep(list, isShown);
  // Who has not answered an invitation, declined it, or pauses is named nowhere, so they are one of "and 3 more".
  const isNamed = (person: Pseudonym) => {
    const member = members.get(person);
    return member === undefined || !isHidden(member);
  };
  const name = (person: Pseudonym): PersonView => ({ login: members.get(person)?.profile.login ?? null });

  return {
    ...digest,
    welcome: mapCapped(
      keep(digest.welcome, ({ person }) => isNamed(person)),
      ({ person, pod, first }) => ({ person: name(person), pod, first: first && isShown(first) ? first : null }),
    ),
    thanks: mapCapped(digest.thanks, (thanks) => {
      const named = mapCapped(keep(thanks.people, isNamed), name);
      return { ...thanks, merged: items(thanks.merged), people: { ...named, items: [...named.items].sort(byLogin) } };
    }),
    releases: items(digest.releases),
    repositories: keep(digest.repositories, ({ id }) => !privateRepositories.has(id)),
  };
}

/** As the page about privacy promises. Who declined and works independently since is thanked by name again. */
const isHidden = ({ profile, standing: { state } }: KnownMember): boolean =>
  state === "invited" || state === "paused" || (state === "known" && profile.declined === true);

const keep = <T>({ items, more }: Capped<T>, isKept: (item: T) => boolean): Capped<T> => {
  const kept = items.filter(isKept);
  return { items: kept, more: more + items.length - kept.length };
};

/** Former members last. */
const byLogin = ({ login: a }: PersonView, { login: b }: PersonView): number =>
  a === null || b === null ? Number(a === null) - Number(b === null) : a.toLowerCase() < b.toLowerCase() ? -1 : 1;
