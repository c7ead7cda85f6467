/** Reads about pods and areas. */
import { setImmediate as endOfTurn } from "node:timers/promises";
import { podWithNobody } from "#shared/core/closed-pod.ts";
import { PodsError, unreachable } from "#shared/core/errors.ts";
import { handOverOf } from "#shared/core/hand-over.ts";
import { pastAndNext } from "#shared/core/meetings.ts";
import type { Pseudonym } from "#shared/core/member.ts";
import { closedPod, needsOf, noPod, shortPod } from "#shared/core/messages/pods.ts";
import { canCountSeated } from "#shared/core/missing-people.ts";
import { issueView, publicIssues } from "#shared/core/open-issues.ts";
import { openSeats, type Pod } from "#shared/core/pod.ts";
import { numberOf } from "#shared/core/pod-names.ts";
import { peopleOpenToAny } from "#shared/core/seating.ts";
import type { Settings } from "#shared/core/settings.ts";
import { type PodView, peopleIn, personView, podView } from "#shared/core/views.ts";
import { podLink } from "#shared/web/links.ts";
import { areasPage } from "./areas-page.ts";
import { badgeJson, badgeSvg } from "./badge.ts";
import { type CalendarEntry, calendar } from "./calendar.ts";
import type { ReadRequest } from "./conditional-get.ts";
import { pageOf, roomByArea } from "./directory.ts";
import { directoryPage, MAP_PODS_MAX, type PodCard } from "./directory-page.ts";
import type { DirectorySnapshot } from "./directory-snapshot.ts";
import { asHtml, asJson, asText, type HttpAnswer } from "./http-answer.ts";
import { membersSvg, PICTURE_PODS_MAX } from "./members-picture.ts";
import { podPage } from "./pod-page.ts";
import { isFiltered, readQuery, readZone } from "./query.ts";
import type { PodsStore } from "./store.ts";
import { podsAsCsv, podsAsText } from "./tables.ts";
import { areaViews, exactOffsets, personFacts, podCard, podItem, seatedPeople } from "./views.ts";

export async function showDirectory(
  request: ReadRequest<"html" | "json" | "csv" | "txt">,
  snapshot: DirectorySnapshot,
): Promise<HttpAnswer> {
  const { c, store, settings, format, now } = request;
  const query = readQuery(request);
  const isTable = format === "csv" || format === "txt";
  // CSV and text have no 'next page' link that a reader would see, so they hold every pod unless `limit` is given.
  if (isTable && !c.req.query("limit")?.trim()) query.limit = Number.POSITIVE_INFINITY;
  const named = await peopleLike(query.q, store);
  const hasPerson = ({ seats }: Pod) => seats.some(({ pseudonym }) => named.has(pseudonym));
  // The order by a reader's day needs everybody's time zone; else the people of the page are enough.
  const everybody = query.timezone === undefined ? undefined : await store.profiles(peopleIn(snapshot.pods));
  const offsetsOf = (pod: Pod) => exactOffsets(pod, everybody ?? new Map());
  const page = pageOf(snapshot.pods, { query, settings, hasPerson, offsetsOf });
  const cards: PodCard[] = [];
  // In pieces, so that others have their turn while a table of all pods is made.
  for (let from = 0; from < page.pods.length; from += PODS_AT_ONCE) {
    if (from > 0) await endOfTurn();
    const some = page.pods.slice(from, from + PODS_AT_ONCE);
    const profiles = everybody ?? (await store.profiles(peopleIn(some)));
    for (const pod of some) cards.push(podCard(pod, profiles, now(), snapshot.pulse.get(pod.number)));
  }
  const table = (render: (pods: readonly PodView[]) => string): HttpAnswer => {
    const { body, headers } = asText(format, render(cards.map(({ pod }) => pod)));
    return { body, headers: { ...headers, ...linkToNext(c.req.query(), page.next) } };
  };
  switch (format) {
    case "csv":
      return table(podsAsCsv);
    case "txt":
      return table((pods) => podsAsText(pods, settings, isFiltered(query)));
    case "json":
      return asJson({ items: cards.map((card) => podItem(settings, card)), next: page.next });
    case "html":
      return asHtml(
        settings,
        directoryPage({ settings, cards, filters: query, ...page, ...overview(snapshot, settings) }),
      );
    default:
      return unreachable(format);
  }
}

const PODS_AT_ONCE = 200;

/** The figures and the map above a directory: of the whole community, whatever the filters. */
function overview({ pods, census, openToAny }: DirectorySnapshot, settings: Settings) {
  return {
    totals: {
      pods: pods.length,
      seated: census.seated,
      independent: census.independent,
      waiting: census.waiting,
      openToAny,
      openSeats: pods.reduce((sum, pod) => sum + openSeats(pod), 0),
    },
    areas: roomByArea(pods, settings),
    map: pods.length <= MAP_PODS_MAX ? pods.map(glyph) : undefined,
  };
}

/** RFC 8288; the same address with another cursor. */
function linkToNext(asked: Readonly<Record<string, string>>, next: string | null): Readonly<Record<string, string>> {
  return next === null ? {} : { Link: `<?${new URLSearchParams({ ...asked, cursor: next })}>; rel="next"` };
}

const glyph = ({ seats, advocate }: Pod) => ({ taken: seats.length, hasAdvocate: advocate !== null });

/** Shorter parts of a login stand in too many. */
const LOGIN_PART_MIN = 3;

/** The people whom a reader may mean. */
function peopleLike(q = "", store: Pick<PodsStore, "peopleNamed">): Promise<ReadonlySet<Pseudonym>> {
  const part = q.replace(/^@/, "");
  return store.peopleNamed(part, part.length < LOGIN_PART_MIN);
}

export async function showPod(
  request: ReadRequest<"html" | "json" | "txt">,
  snapshot: DirectorySnapshot,
  slug: string,
): Promise<HttpAnswer> {
  const { store, now, settings, format } = request;
  const timezone = readZone(request);
  const pod = podBySlug(snapshot, slug);
  const issues = publicIssues(snapshot.issues, snapshot.repositories, settings).filter((one) =>
    one.areas.includes(pod.area),
  );
  const profiles = await store.profiles([...peopleIn([pod]), ...issues.flatMap(({ author }) => author ?? [])]);
  const toTake = issues.map((issue) => issueView(issue, profiles));
  const card = podCard(pod, profiles, now(), snapshot.pulse.get(pod.number));
  const people = seatedPeople(card, profiles);
  const short = shortPod(pod, settings);
  switch (format) {
    case "json":
      return asJson({
        ...podItem(settings, card),
        members: people.map(personFacts),
        ...(short && { short }),
        pulse: card.pulse,
        issues: toTake,
      });
    case "txt":
      return asText(format, podsAsText([card.pod], settings));
    case "html": {
      const handOver = handOverOf(pod, now());
      const isAnswered = await store.answersOnGitHub();
      const meetingUnclear = pod.meeting === undefined && pod.meetingsSet !== undefined;
      return asHtml(
        settings,
        podPage({
          ...{ settings, ...card, people, short, issues: toTake },
          ...{ meetingUnclear, isAnswered, needs: needsOf(pod), timezone },
          ...(handOver && { former: { ...personView(handOver.former, profiles), until: handOver.until } }),
        }),
      );
    }
    default:
      return unreachable(format);
  }
}

type PodsFormed = Pick<DirectorySnapshot, "pods" | "podsFormed">;

/** Written in any case. Throws PodsError "not-found", with another sentence for a pod that nobody is in any more. */
export function podBySlug({ pods, podsFormed }: PodsFormed, slug: string): Pod {
  const number = numberFormed(podsFormed, slug);
  const pod = pods.find((one) => one.number === number);
  if (pod) return pod;
  throw new PodsError("not-found", closedPod(slug));
}

function numberFormed(podsFormed: number, slug: string): number {
  const number = numberOf(slug.toLowerCase());
  if (number === undefined || number > podsFormed) throw new PodsError("not-found", noPod(slug));
  return number;
}

/** Finds a pod that nobody is in, too: READMEs and calendars show it, and must not break while everybody in it is away. */
async function podEverFormed(
  { pods, podsFormed }: PodsFormed,
  slug: string,
  store: Pick<PodsStore, "lastNames">,
): Promise<Pod> {
  const number = numberFormed(podsFormed, slug);
  const pod = pods.find((one) => one.number === number);
  return pod ?? podWithNobody(number, (await store.lastNames([number])).get(number));
}

export async function showBadge(
  { format, store }: ReadRequest<"svg" | "json">,
  snapshot: DirectorySnapshot,
  slug: string,
): Promise<HttpAnswer> {
  // A badge names nobody.
  const pod = podView(await podEverFormed(snapshot, slug, store), new Map());
  switch (format) {
    case "svg":
      return asText(format, badgeSvg(pod));
    case "json":
      return asJson(badgeJson(pod));
    default:
      return unreachable(format);
  }
}

/** The people in the pod with this slug; without one, of the community's first pods. */
export async function showMembers(
  { store, settings, format }: ReadRequest<"svg">,
  snapshot: DirectorySnapshot,
  slug?: string,
): Promise<HttpAnswer> {
  const asked =
    slug === undefined
      ? snapshot.pods.filter(({ seats }) => seats.length > 0)
      : [await podEverFormed(snapshot, slug, store)];
  const drawn = asked.slice(0, PICTURE_PODS_MAX);
  const profiles = await store.profiles(peopleIn(drawn));
  const title = `The people of ${slug === undefined ? settings.community : drawn[0]?.name}`;
  const more = asked.length - drawn.length;
  const { body, headers } = asText(
    format,
    membersSvg({ title, pods: drawn.map((pod) => podView(pod, profiles)), more }),
  );
  // Its colours by the reader's theme are in the picture itself.
  return { body, headers: { ...headers, "Content-Security-Policy": PICTURE_POLICY } };
}

const PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";

export function showCalendar(
  { now, settings, format }: ReadRequest<"ics">,
  { pods }: DirectorySnapshot,
  community: readonly CalendarEntry[],
): HttpAnswer {
  const entries = [...community, ...podMeetings(pods, settings)];
  return asText(format, calendar(`${settings.community} pods`, entries, `${settings.id}.pods`, now()));
}

export async function showPodCalendar(
  { now, settings, format, store }: ReadRequest<"ics">,
  snapshot: DirectorySnapshot,
  slug: string,
): Promise<HttpAnswer> {
  const pod = await podEverFormed(snapshot, slug, store);
  return asText(format, calendar(`${pod.name} pod`, podMeetings([pod], settings), `${settings.id}.pods`, now()));
}

const podMeetings = (pods: readonly Pod[], settings: Settings): CalendarEntry[] =>
  pods.flatMap((pod) => {
    const regular = pastAndNext(pod);
    const { slug, name, meetingsSet = 1 } = pod;
    const url = podLink(settings, `${slug}/agenda`);
    return regular ? [{ ...regular, title: `${name} pod`, url, sequence: meetingsSet - 1 }] : [];
  });

export async function showAreas(
  { store, settings, format }: ReadRequest<"html" | "json">,
  snapshot: DirectorySnapshot,
): Promise<HttpAnswer> {
  const ids = Object.keys(settings.areas);
  const open = await peopleOpenToAny(store);
  const waiting = new Map(
    await Promise.all(
      ids.map(async (id) => {
        const queue = await store.waiting(id);
        return [id, { named: queue.length, agreed: new Set([...queue, ...open]).size }] as const;
      }),
    ),
  );
  const profiles = canCountSeated(snapshot.pods) ? await store.profiles(peopleIn(snapshot.pods)) : undefined;
  const areas = areaViews(settings, snapshot.pods, waiting, profiles);
  switch (format) {
    case "json":
      return asJson({ items: areas });
    case "html":
      return asHtml(settings, areasPage({ settings, areas }));
    default:
      return unreachable(format);
  }
}
