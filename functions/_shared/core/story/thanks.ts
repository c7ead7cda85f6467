/** What the pods did, and the people by the kind of their work. Nobody is ranked, and nothing is told a second time. */

import { monthInWords } from "../digest/dates.ts";
import type { Entry, Line, Section, Span } from "../digest/lines.ts";
import { type Capped, cap, type DigestView, type PodThanks } from "../digest/model.ts";
import type { Places } from "../digest/places.ts";
import * as say from "../messages/digest.ts";
import type { PersonView } from "../views.ts";
import { dayOf } from "../week.ts";
import { beyond, grouped, linked, listedUpTo, listOf, named, nameOf, podSpan, quoted, saidIn } from "./spans.ts";

type Did = PodThanks<PersonView>;

/** More would fill a line with names. */
const HELPERS_MAX = 6;

export function thanks(view: DigestView, places: Places): Section {
  const { thanks, kudos } = view;
  const merged = thanks.items.flatMap((did) => merges(did, places));
  const entries = [...merged, ...people(view, places), ...kudosGiven(view), ...farewells(view, places)];
  const helped = helpers(view, places);
  const others: Span[] = thanks.more > 0 ? [linked(say.morePods(thanks.more), places.pods), say.helpedToo] : [];
  const calm = view.quiet > 0 ? [say.quietPods(view.quiet)] : [];
  const note = [helped, others, calm]
    .filter((sentence) => sentence.length > 0)
    .flatMap((sentence, at) => [...(at > 0 ? [" "] : []), ...sentence]);
  return {
    id: "thanks",
    title: "Thank you",
    entries,
    ...beyond(entries.length > 0 ? (kudos?.more ?? 0) : 0, places.words("kudos")),
    empty: [say.nothingDone],
    ...(note.length > 0 && entries.length > 0 && { note }),
  };
}

/** Pods of which every pull request stands elsewhere have none left to tell. */
function merges({ pod, merged }: Did, places: Places): Entry[] {
  const { items, more } = merged;
  if (items.length + more === 0) return [];
  const team: Span = pod ? podSpan(pod, places) : { strong: say.outsidePods };
  const what: Line =
    items.length > 0 ? listedUpTo(merged, places.merged(), quoted) : [linked(say.pullRequests(more), places.merged())];
  return [{ line: [team, say.merged, ...what, "."] }];
}

function people({ thanked, thanks: { items } }: DigestView, places: Places): Entry[] {
  const entry = (what: string, people: Capped<PersonView>): Entry[] => {
    if (people.items.length === 0) return [];
    const names = listedUpTo(people, listOf(people, places.pods), (person) => [nameOf(person)]);
    return [{ line: [{ strong: say.thanksFor(what) }, ": ", ...names, "."] }];
  };
  // Digests published before people were thanked by their work.
  if (!thanked) {
    const all = items.flatMap(({ people }) => people.items);
    return entry(say.allTheyDid, cap(all, all.length));
  }
  const { code, reviews, issues, other } = thanked;
  return [
    ...entry("code", code),
    ...entry("reviews", reviews),
    ...entry("issues", issues),
    ...other.flatMap(({ kind, people }) => entry(kind, people)),
  ];
}

const kudosGiven = ({ kudos }: DigestView): Entry[] =>
  (kudos?.items ?? []).map(({ person, from, item }) => {
    const why: Span[] = item.title === item.ref ? [] : [`: ${item.title}`];
    const line = [say.kudosFor, named(person), ...(from ? [say.kudosFrom(nameOf(from))] : []), ...why];
    return { line: [...line, ...saidIn(item)], faces: [person] };
  });

function farewells({ farewells }: DigestView, places: Places): Entry[] {
  if (!farewells) return [];
  const { items, more } = farewells;
  const entries = items.map(({ person, pod, since, wroteCode = false }): Entry => {
    const month = since === undefined ? undefined : monthInWords(dayOf(since, places.zone).slice(0, "2026-11".length));
    const line = [named(person), say.hasLeft, podSpan(pod, places), say.thanksForTime(month, wroteCode)];
    return { line, faces: [person] };
  });
  return more > 0 ? [...entries, { line: [linked(say.more(more), places.words("goodbye")), say.leftToo] }] : entries;
}

/** The pods of which no merged pull request is told here but that did something else: a sentence for each kind of help. */
function helpers({ thanks: { items } }: DigestView, places: Places): Span[] {
  const pods = items.flatMap((did) => {
    const help = did.merged.items.length + did.merged.more === 0 ? helpOf(did) : [];
    return did.pod && help.length > 0 ? { pod: did.pod, help } : [];
  });
  return grouped(pods, ({ help }) => help.join()).flatMap((group, at) => {
    const names = listedUpTo(cap(group, HELPERS_MAX), places.pods, ({ pod }) => [podSpan(pod, places)]);
    return [...(at > 0 ? [" "] : []), ...names, say.helpedWith(group[0].help)];
  });
}

/** What was opened and merged is told as merged, here or above. */
function helpOf({ coAuthored = 0, underWay = 0, reviews, openedIssues = 0, closed }: Did): string[] {
  return [
    ...(coAuthored + underWay > 0 ? ["code"] : []),
    ...(reviews > 0 ? ["reviews"] : []),
    ...(openedIssues + closed > 0 ? ["issues"] : []),
  ];
}
