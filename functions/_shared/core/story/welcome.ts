/** The new people, a line for each pod that they joined. */

import type { Entry, Line, Section, Span } from "../digest/lines.ts";
import type { DigestView, Item, Newcomer } from "../digest/model.ts";
import type { Places } from "../digest/places.ts";
import * as say from "../messages/digest.ts";
import type { PersonView } from "../views.ts";
import { beyond, grouped, linked, listed, listOf, named, podSpan, quoted, saidIn, swag } from "./spans.ts";

type New = Newcomer<PersonView>;

/** More people without a pod, each with the title of a pull request, would fill the page. */
const TITLED_MAX = 2;

/** Nothing where all who are new stand among the highlights. */
export function welcome({ welcome, numbers }: DigestView, places: Places): Section[] {
  const { items, more } = welcome;
  if (items.length + more === 0 && numbers.newcomers > 0) return [];
  const joined = items.filter(({ pod }) => pod !== null);
  const others = items.filter(({ pod }) => pod === null);
  const entries = [
    ...grouped(joined, ({ pod }) => pod?.slug ?? "").map((people) => joinedEntry(people, places)),
    ...(others.length > TITLED_MAX ? [gathered(others)] : others.map(alone)),
  ];
  const nobody: Line = [say.nobodyNew.before, linked(say.nobodyNew.link, places.pods), say.nobodyNew.after];
  const isUnnamed = entries.length === 0 && more > 0;
  return [
    {
      id: "welcome",
      title: "Welcome",
      entries,
      ...(isUnnamed ? {} : beyond(more, listOf(welcome, places.pods))),
      empty: isUnnamed ? [say.newButUnnamed(more)] : nobody,
    },
  ];
}

function joinedEntry(people: readonly [New, ...New[]], places: Places): Entry {
  const [{ pod }] = people;
  const buddies = [...new Set(people.flatMap(({ buddy }) => buddy?.login ?? []))];
  const firsts = people.flatMap((one): Span[] =>
    one.first ? [" ", ...firstMerge(one, one.first), ...swag(places)] : [],
  );
  return {
    line: [
      ...listed(people.map(({ person }) => [named(person)])),
      ...(pod ? [say.joined, podSpan(pod, places)] : []),
      ".",
      ...(buddies.length > 0 ? [say.buddies(buddies)] : []),
      ...firsts,
    ],
    faces: people.map(({ person }) => person),
  };
}

const alone = (one: New): Entry => ({
  line: one.first ? firstMerge(one, one.first) : [named(one.person), say.contributedFirst, "."],
  faces: [one.person],
});

const firstMerge = ({ person }: New, first: Item): Span[] => [named(person), say.firstMerge, ...quoted(first), "."];

const gathered = (people: readonly New[]): Entry => ({
  line: [
    say.firstMergesOf,
    ...listed(people.map(({ person, first }) => [named(person), ...(first ? saidIn(first) : [])])),
    say.wereMerged,
  ],
  faces: people.map(({ person }) => person),
});
