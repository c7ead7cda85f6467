/** Where a reader could help: issues by area, pods without an advocate, open seats. */

import type { Entry, Section, Span } from "../digest/lines.ts";
import type { DigestView, IssueToTake } from "../digest/model.ts";
import type { Places } from "../digest/places.ts";
import * as say from "../messages/digest.ts";
import { count } from "../number-words.ts";
import { grouped, linked, listed, listedUpTo, podSpan, quoted } from "./spans.ts";

export function help(view: DigestView, places: Places): Section {
  const reading = places.reading.map(({ link, text }) => [{ link, text }]);
  return {
    id: "help",
    title: "Where you could help",
    entries: [...issuesByArea(view, places), ...vacant(view, places), ...openSeats(view, places)],
    empty: [view.pods === 0 ? say.noPods : say.allFull],
    ...(reading.length > 0 && { note: [say.whereToBegin, ...listed(reading), "."] }),
  };
}

function issuesByArea({ issues }: DigestView, places: Places): Entry[] {
  if (!issues) return [];
  const areaOf = ({ area, pod }: IssueToTake) => area ?? pod?.area ?? "";
  const groups = grouped(issues.items, (one) => `${one.kind}/${areaOf(one)}`);
  const entries = groups.map((group): Entry => {
    const [{ kind }] = group;
    const area = areaOf(group[0]);
    const pods = new Map(group.flatMap(({ pod }) => (pod ? [[pod.slug, pod] as const] : [])));
    const helpers = listed([...pods.values()].map((pod) => [podSpan(pod, places)]));
    return {
      line: [
        ...(area === "" ? [say.issueKinds[kind]] : [say.issuesIn[kind], { strong: area }]),
        ": ",
        ...listed(group.map(({ item }) => quoted(item))),
        ...(pods.size > 0 ? [". ", ...helpers, say.willHelp] : ["."]),
      ],
    };
  });
  const more: Span[] = [linked(say.moreIssues(issues.more), places.issues), "."];
  return issues.more > 0 ? [...entries, { line: more }] : entries;
}

function vacant({ advocates }: DigestView, places: Places): Entry[] {
  if (advocates.items.length === 0) return [];
  const pods = listedUpTo(advocates, places.pods, (pod) => [podSpan(pod, places), say.areaOf(pod)]);
  return [{ line: [...pods, say.noAdvocate(advocates.items.length + advocates.more)], tag: "Advocate" }];
}

function openSeats({ seats: { items, more } }: DigestView, places: Places): Entry[] {
  const entries = items.map(
    ({ pod, people, seats, needs }): Entry => ({
      line: [podSpan(pod, places), say.openSeats(pod, people, seats, needs)],
      tag: count(seats, "seat"),
    }),
  );
  const rest: Span[] = [linked(say.morePods(more), places.openSeats), say.haveSeats(more)];
  return more > 0 ? [...entries, { line: rest }] : entries;
}
