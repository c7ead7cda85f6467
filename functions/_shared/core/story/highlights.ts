/** What was out of the ordinary, and what people reached for the only time. */

import type { Line, Section, Span } from "../digest/lines.ts";
import type { DigestView, Highlight, Milestone, Milestones } from "../digest/model.ts";
import type { Places } from "../digest/places.ts";
import { unreachable } from "../errors.ts";
import * as say from "../messages/digest.ts";
import type { PersonView } from "../views.ts";
import { listed, listedUpTo, named, podSpan, quoted, saidIn, swag } from "./spans.ts";

export function highlights({ highlights = [], milestones = [] }: DigestView, places: Places): Section[] {
  const lines = [
    ...highlights.map((one) => lineOf(one, places)),
    ...milestones.map((one) => milestoneLine(one, places)),
  ];
  if (lines.length === 0) return [];
  const entries = lines.map((line) => ({ line }));
  return [{ id: "highlights", title: "Highlights", entries, empty: [] }];
}

function lineOf(one: Highlight<PersonView>, places: Places): Line {
  switch (one.kind) {
    case "across-pods": {
      const reviewers = listed(one.reviewers.map((reviewer) => [podSpan(reviewer, places)]));
      return [
        ...[...quoted(one.item), say.by, podSpan(one.pod, places), say.reviewedBy, ...reviewers, "."],
        ...(one.firstOf ? [say.firstOf, named(one.firstOf), ".", ...swag(places)] : []),
      ];
    }
    case "first-merge":
      return [
        ...[named(one.person), say.firstMerge, ...quoted(one.item)],
        ...(one.pod ? [say.forPod, podSpan(one.pod, places), ".", ...swag(places)] : ["."]),
      ];
    case "old-issue": {
      const by: Span[] = one.person ? [say.by, named(one.person)] : [];
      return [
        ...quoted(one.item),
        say.closedAfter(one.openDays),
        ...by,
        ...(one.person && one.pod ? [say.ofPod, podSpan(one.pod, places)] : []),
        ".",
      ];
    }
    default:
      return unreachable(one);
  }
}

/** Several people are one line. */
function milestoneLine({ kind, reached }: Milestones<PersonView>, places: Places): Line {
  const [first, ...others] = reached.items;
  const isAlone = others.length + reached.more === 0;
  const withItem = ({ person, item }: Milestone<PersonView>): Line => [named(person), ...(item ? saidIn(item) : [])];
  const people = isAlone && first ? [named(first.person)] : listedUpTo(reached, places.pods, withItem);
  const what: Span[] = isAlone && first?.item ? [": ", ...quoted(first.item)] : [];
  switch (kind) {
    case "tenth-merge":
      return isAlone ? [...people, say.tenthMerge, ...what, "."] : [say.tenthMergesOf, ...people, say.wereMerged];
    case "first-review-across":
      return [...people, say.firstReviewAcross, ...what, "."];
    default:
      return unreachable(kind);
  }
}
