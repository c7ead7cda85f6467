/** What was out of the ordinary. */

import type { Line, Section, Span } from "../digest/lines.ts";
import type { DigestView, Highlight } from "../digest/model.ts";
import type { Places } from "../digest/places.ts";
import { unreachable } from "../errors.ts";
import * as say from "../messages/digest.ts";
import type { PersonView } from "../views.ts";
import { listed, named, podSpan, quoted } from "./spans.ts";

export function highlights({ highlights = [] }: DigestView, places: Places): Section[] {
  if (highlights.length === 0) return [];
  const entries = highlights.map((one) => ({ line: lineOf(one, places) }));
  return [{ id: "highlights", title: "Highlights", entries, empty: [] }];
}

function lineOf(one: Highlight<PersonView>, places: Places): Line {
  const pod: Span[] = one.pod ? [podSpan(one.pod, places)] : [];
  switch (one.kind) {
    case "across-pods": {
      const reviewers = listed(one.reviewers.map((reviewer) => [podSpan(reviewer, places)]));
      return [...quoted(one.item), ...(one.pod ? [say.by, ...pod] : []), say.reviewedBy, ...reviewers, "."];
    }
    case "first-merge":
      return [named(one.person), say.firstMerge, ...quoted(one.item), ...(one.pod ? [say.forPod, ...pod] : []), "."];
    case "old-issue": {
      const by: Span[] = one.person ? [say.by, named(one.person)] : [];
      return [
        ...quoted(one.item),
        say.closedAfter(one.openDays),
        ...by,
        ...(one.person && one.pod ? [say.ofPod, ...pod] : []),
        ".",
      ];
    }
    default:
      return unreachable(one);
  }
}
