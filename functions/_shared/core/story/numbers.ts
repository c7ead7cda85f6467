/** The week in numbers, each a link where GitHub has a search that shows what was counted. */

import type { Line, Section, Span } from "../digest/lines.ts";
import type { DigestView } from "../digest/model.ts";
import type { Places } from "../digest/places.ts";
import * as say from "../messages/digest.ts";
import { count } from "../number-words.ts";
import { linked, listed, listedUpTo } from "./spans.ts";

export function inNumbers(view: DigestView, places: Places): Section {
  const lines = [merged(view, places), opened(view, places), active(view), stars(view, places), busiest(view, places)];
  return {
    id: "numbers",
    title: "Numbers",
    entries: lines.filter((line) => line.length > 0).map((line) => ({ line })),
    empty: [],
  };
}

const merged = ({ numbers: { merged, mergedBefore, reviews } }: DigestView, places: Places): Line => [
  merged > 0 ? linked(say.pullRequests(merged), places.merged()) : say.pullRequests(0),
  say.mergedWithBefore(mergedBefore),
  `, ${count(reviews, "review")}`,
];

/** Left out if nothing was opened or closed. */
function opened({ numbers }: DigestView, places: Places): Line {
  const { opened, openedIssues, closed } = numbers;
  if (opened + closed === 0) return [];
  const pulls = opened - (openedIssues ?? 0);
  const parts: Span[] =
    openedIssues === undefined
      ? [count(opened, "issue or pull request", "issues and pull requests")]
      : [
          ...(openedIssues > 0 || pulls === 0 ? [linked(count(openedIssues, "issue"), places.openedIssues)] : []),
          ...(pulls > 0 ? [linked(say.pullRequests(pulls), places.openedPulls)] : []),
        ];
  return [
    ...listed(parts.map((part) => [part])),
    " opened, ",
    linked(count(closed, "issue"), places.closedIssues),
    " closed",
  ];
}

const active = ({ numbers: { people, repositories } }: DigestView): Line =>
  people === 0
    ? []
    : [
        `${count(people, "person", "people")} active`,
        ...(repositories > 0 ? [` in ${count(repositories, "repository", "repositories")}`] : []),
      ];

const stars = ({ numbers: { stars, starsChange } }: DigestView, places: Places): Line => [
  linked(count(stars, "star"), places.repositories),
  say.starsChanged(starsChange),
];

function busiest({ repositories }: DigestView, places: Places): Line {
  if (repositories.items.length === 0) return [];
  const names = listedUpTo(
    repositories,
    places.repositories,
    ({ name, fullName, merged }): Line => [
      linked(name, fullName === undefined ? null : addressOf(fullName, merged, places)),
      ...(merged > 0 ? [say.mergedThere(merged)] : []),
    ],
  );
  return [say.busiest, ...names];
}

/** Where nothing was merged, no search finds what was pushed. */
const addressOf = (repository: string, merged: number, places: Places): string =>
  merged > 0 ? places.merged(repository) : places.repository(repository);
