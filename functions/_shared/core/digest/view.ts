/** A digest as it is shown: with names, and without anything that may no longer be shown. */
import { unreachable } from "../errors.ts";
import { isHidden, type Member, type Pseudonym } from "../member.ts";
import type { PersonView } from "../views.ts";
import {
  type Capped,
  type Digest,
  type DigestView,
  type Highlight,
  type Item,
  type Milestones,
  mapCapped,
  type Said,
  type Shipped,
  type ThankedPeople,
} from "./model.ts";

type KnownMember = Pick<Member, "profile" | "standing">;

/** Today's facts about the people and repositories in a digest. */
export interface Known {
  /** Forgotten people are missing. */
  readonly members: ReadonlyMap<Pseudonym, KnownMember>;
  /** Repositories that are private today, even if they were public that week. */
  readonly privateRepositories: ReadonlySet<number>;
}

/** All people that a digest may name, and those whose words it may show. */
export function peopleOf(digest: Digest): Pseudonym[] {
  const {
    welcome,
    thanks,
    releases,
    issues,
    kudos,
    news,
    demos,
    notes,
    farewells,
    highlights = [],
    milestones = [],
    thanked: byWork,
  } = digest;
  const firsts = welcome.items.flatMap(({ first }) => first ?? []);
  const shipped = releases.items.flatMap(({ pulls }) => pulls?.items ?? []);
  const merged = thanks.items.flatMap(({ merged }) => merged.items);
  const items = [...firsts, ...shipped, ...merged, ...releases.items, ...highlights.map(({ item }) => item)];
  const authors = items.flatMap(({ by }) => by ?? []);
  const special = highlights.flatMap((one) => (one.kind === "across-pods" ? one.firstOf : one.person) ?? []);
  const reached = milestones.flatMap(({ reached }) => reached.items.map(({ person }) => person));
  const openers = (issues?.items ?? []).flatMap(({ item }) => item.by ?? []);
  const thanked = thanks.items.flatMap(({ people, work = [] }) =>
    [people, ...work.map((one) => one.people)].flatMap(({ items }) => items),
  );
  const spoken = [kudos, news, demos, notes, farewells].flatMap(
    (said) => said?.items.map(({ person }) => person) ?? [],
  );
  const givers = (kudos?.items ?? []).flatMap(({ from }) => from ?? []);
  const newcomers = welcome.items.flatMap(({ person, buddy }) => [person, ...(buddy === undefined ? [] : [buddy])]);
  const workers = byWork ? listsOf(byWork).flatMap(({ items }) => items) : [];
  const all = [newcomers, reached, thanked, workers, authors, openers, spoken, givers, special];
  return [...new Set(all.flat())];
}

const listsOf = <Person>({ code, reviews, issues, other }: ThankedPeople<Person>): Capped<Person>[] => [
  code,
  reviews,
  issues,
  ...other.map(({ people }) => people),
];

type Across = Omit<Extract<Highlight<Pseudonym>, { kind: "across-pods" }>, "item">;

export function viewOf(digest: Digest, { members, privateRepositories }: Known): DigestView {
  const isShown = ({ repository }: Item) => repository === null || !privateRepositories.has(repository);
  // Titles by people who may not be named are left out.
  const shown = ({ by, ...item }: Item): Item =>
    by === undefined || (by !== null && members.has(by)) ? item : { ...item, title: item.ref };
  const items = (list: Capped<Item>) => mapCapped(open(list, isShown), shown);
  // People who declined an invitation or are on a break are never named; "and 3 more" counts them.
  const isNamed = (person: Pseudonym) => {
    const member = members.get(person);
    return member === undefined || !isHidden(member);
  };
  const name = (person: Pseudonym): PersonView => ({ login: members.get(person)?.profile.login || null });
  // Words are shown with the name of the person they are of, or are about. Those of a forgotten person are not counted as left
  // out either: a reader who searches for them would find the name.
  const said = <Words extends Said<Pseudonym>>(words: Capped<Words>) =>
    mapCapped(
      keep(
        open(words, ({ item, person }) => isShown(item) && members.has(person)),
        ({ person }) => isNamed(person),
      ),
      ({ person, item, ...one }) => ({ ...one, person: name(person), item: shown(item) }),
    );

  const named = (people: Capped<Pseudonym>) => {
    const { items, ...rest } = mapCapped(keep(people, isNamed), name);
    return { items: [...items].sort(byLogin), ...rest };
  };

  const release = ({ pulls, pods, ...item }: Shipped): Shipped => ({
    ...shown(item),
    ...(pulls && { pulls: items(pulls) }),
    ...(pods && { pods }),
  });
  const across = ({ firstOf, ...one }: Across, item: Item): Highlight<PersonView> => ({
    ...one,
    item: shown(item),
    ...(firstOf !== undefined && isNamed(firstOf) && { firstOf: name(firstOf) }),
  });
  const highlight = ({ item, ...one }: Highlight<Pseudonym>): Highlight<PersonView>[] => {
    if (!isShown(item)) return [];
    switch (one.kind) {
      case "across-pods":
        return [across(one, item)];
      case "first-merge":
        return isNamed(one.person) ? [{ ...one, item: shown(item), person: name(one.person) }] : [];
      case "old-issue": {
        const person = one.person !== null && isNamed(one.person) ? name(one.person) : null;
        return [{ ...one, item: shown(item), person }];
      }
      default:
        return unreachable(one);
    }
  };

  // Nobody reads that there is one more whose name may not be said.
  const milestone = ({ kind, reached: { items, more } }: Milestones<Pseudonym>): Milestones<PersonView>[] => {
    const named = items.filter(
      ({ person, repository }) => !privateRepositories.has(repository) && members.has(person) && isNamed(person),
    );
    if (named.length === 0) return [];
    const views = named.map((one) => ({ ...one, person: name(one.person), item: one.item && shown(one.item) }));
    return [{ kind, reached: { items: views, more } }];
  };

  const {
    kudos,
    news,
    demos,
    notes,
    farewells,
    highlights,
    milestones,
    thanked,
    beyond: _,
    organisation: __,
    ...others
  } = digest;
  return {
    ...others,
    ...(highlights && { highlights: highlights.flatMap(highlight) }),
    ...(milestones && { milestones: milestones.flatMap(milestone) }),
    ...(thanked && {
      thanked: {
        code: named(thanked.code),
        reviews: named(thanked.reviews),
        issues: named(thanked.issues),
        other: thanked.other.map((one) => ({ ...one, people: named(one.people) })),
      },
    }),
    ...(kudos && {
      kudos: mapCapped(said(kudos), ({ from, ...one }) => ({
        ...one,
        ...(from !== undefined && isNamed(from) && { from: name(from) }),
      })),
    }),
    ...(news && { news: said(news) }),
    ...(demos && { demos: mapCapped(said(demos), ({ at: _, ...one }) => one) }),
    // A link that may not be shown is not counted either: readers would search for it in vain.
    ...(notes && { notes: { items: said(notes).items, more: notes.more } }),
    ...(farewells && {
      farewells: {
        items: farewells.items
          .filter(({ person }) => members.has(person) && isNamed(person))
          .map((one) => ({ ...one, person: name(one.person) })),
        more: farewells.more,
      },
    }),
    welcome: mapCapped(
      keep(digest.welcome, ({ person }) => isNamed(person)),
      ({ person, pod, first, buddy }) => ({
        person: name(person),
        pod,
        first: first && isShown(first) ? shown(first) : null,
        ...(buddy !== undefined && members.has(buddy) && isNamed(buddy) && { buddy: name(buddy) }),
      }),
    ),
    thanks: mapCapped(digest.thanks, (thanks) => {
      const { work, ...did } = thanks;
      return {
        ...did,
        merged: items(did.merged),
        people: named(did.people),
        ...(work && { work: work.map((one) => ({ ...one, people: named(one.people) })) }),
      };
    }),
    releases: mapCapped(open(digest.releases, isShown), release),
    ...(digest.issues && {
      issues: mapCapped(
        open(digest.issues, ({ item }) => isShown(item)),
        (issue) => ({ ...issue, item: shown(issue.item) }),
      ),
    }),
    repositories: open(digest.repositories, ({ id, name }) => name !== undefined && !privateRepositories.has(id)),
  };
}

/** What has become private is not counted either: readers would search for it in vain. */
const open = <T>({ items, more }: Capped<T>, isShown: (item: T) => boolean): Capped<T> => ({
  items: items.filter(isShown),
  more,
});

const keep = <T>({ items, more }: Capped<T>, isKept: (item: T) => boolean): Capped<T> => {
  const kept = items.filter(isKept);
  const unnamed = items.length - kept.length;
  return { items: kept, more: more + unnamed, ...(unnamed > 0 && { unnamed }) };
};

/** Former members last. */
const byLogin = ({ login: a }: PersonView, { login: b }: PersonView): number =>
  a === null || b === null ? Number(a === null) - Number(b === null) : a.toLowerCase() < b.toLowerCase() ? -1 : 1;
