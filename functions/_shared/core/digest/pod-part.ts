/** The part of a week that is about one pod, for the pod's own channels: made of the digest, and told by its sections. */
import type { Repository } from "../activity.ts";
import { demosFrom, firstToCome, meetingOfPod, meetingsOfCommunity } from "../meetings.ts";
import * as say from "../messages/digest.ts";
import type { OpenIssue } from "../open-issues.ts";
import { type Pod, seeksAdvocate } from "../pod.ts";
import type { Settings } from "../settings.ts";
import { comingUp } from "../story/coming-up.ts";
import { help } from "../story/help.ts";
import { highlights } from "../story/highlights.ts";
import { news } from "../story/news.ts";
import { shipped } from "../story/shipped.ts";
import { thanks } from "../story/thanks.ts";
import { welcome } from "../story/welcome.ts";
import { capMeetings, daysComing, meetingsIn, openPods } from "./announce.ts";
import { daysInWords, weekInWords } from "./dates.ts";
import { issuesToTake } from "./issues.ts";
import { lookups } from "./lookups.ts";
import { type Capped, cap, type Digest, type DigestView, type PodRef } from "./model.ts";
import { type PlaceSettings, placesOf } from "./places.ts";
import type { Story } from "./story.ts";

/** What comes next, as it is now. */
interface Facts {
  readonly pod: Pod;
  readonly issues: readonly OpenIssue[];
  readonly repositories: readonly Repository[];
  readonly settings: Pick<Settings, "areas" | "meetings" | "digest">;
  readonly publishedAt: number;
}

/** Every list for itself, so that a new one is thought of. People are thanked together, however they helped. */
type Part = Required<Omit<Digest, "thanked" | "beyond" | "organisation">>;

/** `numbers` and `trend` stay those of the community: the sections of a part tell neither. */
export function partOf(digest: Digest, { pod, issues, repositories, settings, publishedAt }: Facts): Part {
  const { format, week, community, from, to, numbers, trend } = digest;
  const look = lookups({ pods: [pod], repositories, settings });
  const ref = look.pod(pod.number);
  const isOurs = (other: PodRef | null | undefined) => other?.slug === ref.slug;
  const people = new Set(pod.seats.map(({ pseudonym }) => pseudonym));
  const ofPeople = <One extends { readonly person: string }>(said: Capped<One> | undefined) =>
    only(said, ({ person }) => people.has(person));
  const coming = daysComing(week, publishedAt, settings.digest.timezone);
  const meetings = meetingsIn(coming, week, [pod], settings, look);
  const own = meetings.filter((meeting) => isOurs(meeting.pod));
  const regular = own.length > 0 ? [meetingOfPod(pod) ?? []].flat() : meetingsOfCommunity(settings);
  const next = firstToCome(regular, coming.from);
  const thanked = [...digest.thanks.items, ...(digest.beyond ?? [])].filter((thanks) => isOurs(thanks.pod));
  const toTake = issuesToTake({ issues, repositories, pods: [pod], settings }, look);
  return {
    ...{ format, week, community, from, to, numbers, trend },
    releases: only(digest.releases, ({ pods = [] }) => pods.some(isOurs)),
    highlights: (digest.highlights ?? []).filter(
      (one) => isOurs(one.pod) || (one.kind === "across-pods" && one.reviewers.some(isOurs)),
    ),
    milestones: (digest.milestones ?? []).flatMap(({ kind, reached }) => {
      const ours = ofPeople(reached);
      return ours.items.length > 0 ? { kind, reached: ours } : [];
    }),
    // People who joined in an earlier week are welcomed without their pod.
    welcome: only(digest.welcome, ({ pod, person }) => (pod === null ? people.has(person) : isOurs(pod))),
    thanks: cap(thanked, thanked.length),
    kudos: ofPeople(digest.kudos),
    news: ofPeople(digest.news),
    // A feed names no person, so nothing says which pod its posts are from.
    feeds: [],
    demos: only(
      ofPeople(digest.demos),
      ({ at, waits }) => waits || (next !== undefined && (at ?? next.at) >= demosFrom(next)),
    ),
    notes: only(digest.notes, ({ pod }) => isOurs(pod)),
    farewells: only(digest.farewells, ({ pod }) => isOurs(pod)),
    pods: 1,
    quiet: 0,
    seats: cap(openPods([pod], look), 1),
    advocates: cap(seeksAdvocate(pod) || digest.advocates.items.some(isOurs) ? [ref] : [], 1),
    comingUp: coming.days,
    meetings: capMeetings(own.length > 0 ? own : meetings),
    issues: cap(
      toTake.filter((issue) => isOurs(issue.pod)),
      ISSUES_MAX,
    ),
    repositories: NONE,
    glance: NONE,
  };
}

const ISSUES_MAX = 3;
const NONE = { items: [], more: 0 };

/** What the list leaves out may be of others. */
const only = <T>(list: Capped<T> | undefined, isKept: (item: T) => boolean): Capped<T> => ({
  items: (list?.items ?? []).filter(isKept),
  more: 0,
});

/** `undefined` where nothing happened and nothing waits for anybody. Open seats alone are no reason to post every week. */
export function podStoryOf(view: DigestView, pod: PodRef, settings: PlaceSettings): Story | undefined {
  const places = { ...placesOf(view, settings), calendar: `${placesOf(view, settings).pod(pod.slug)}/calendar.ics` };
  const done = [
    ...shipped(view, places),
    ...highlights(view, places),
    ...welcome(view, places),
    thanks(view, places),
    ...news(view, places),
  ].filter(hasEntries);
  const { issues, advocates, meetings, demos } = view;
  const next = [issues, advocates, meetings, demos].some((list) => list && list.items.length > 0);
  if (done.length === 0 && !next) return undefined;
  const [did] = view.thanks.items;
  const lead = did
    ? say.podLead(did.people.items.length + did.people.more, did.reviews, did.reviewsElsewhere)
    : done.length > 0
      ? say.podNews
      : say.podQuiet;
  return {
    headline: say.podInWeek(pod, weekInWords(view.week)),
    when: `${pod.name}${say.areaOf(pod)} · ${daysInWords(view.from, view.to)}`,
    lead,
    trend: [],
    sections: [...done, help(view, places), comingUp(view, places)].filter(hasEntries),
    // A page of the week for each pod: posts are found by it.
    url: `${places.digest}?pod=${pod.slug}`,
    links: [
      { text: say.aboutPod, link: places.pod(pod.slug) },
      { text: "Calendar", link: places.calendar },
      { text: "Take my name out", link: places.privacy },
    ],
  };
}

const hasEntries = ({ entries }: Story["sections"][number]): boolean => entries.length > 0;
