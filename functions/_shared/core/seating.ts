/** Asking for a seat: one way to the store for JSON and `/pod join`. */
import { isClosedPod } from "./closed-pod.ts";
import { invalidAt } from "./errors.ts";
import { levelOf, type Member, type Other, type Profile, type Pseudonym, withoutRepeats } from "./member.ts";
import { closedPod, noPod } from "./messages/pods.ts";
import { rankPods, reasonsToJoin } from "./placement.ts";
import type { Reason } from "./plan/plan.ts";
import { openSeats, POD_SIZE, type Pod, type Seat } from "./pod.ts";
import { numberOf } from "./pod-names.ts";
import {
  CANDIDATES_MAX,
  type Directory,
  type Joined,
  type JoinRequest,
  type Operation,
  type ProfileChange,
  type Seats,
  type Subject,
} from "./ports.ts";
import type { Person } from "./scoring/community.ts";
import type { Mix } from "./scoring/mix.ts";
import type { Settings } from "./settings.ts";
import { offsetOf } from "./timezone.ts";

/** One person's request for a seat. */
export interface SeatRequest {
  readonly subject: Subject;
  readonly profile: JoinRequest["profile"];
  /** The slug of a pod they would like best. */
  readonly pod?: string;
  readonly again?: boolean;
  readonly thread?: JoinRequest["thread"];
}

/** The list of people who named no area, and whom any suits. */
export const ANYWHERE = "*";
/** The list of people who named no area and did not say that any suits them. */
export const NOWHERE = "-";
/** The list of people who named some areas, but whom any other suits as well. */
export const ELSEWHERE = "+";
export const isNoArea = (list: string): boolean => [ANYWHERE, NOWHERE, ELSEWHERE].includes(list);

/** The lists that somebody who waits is on, without the one of those whom any other area suits as well. */
export const listsOf = ({ areas, anywhere }: Pick<Profile, "areas" | "anywhere">): readonly string[] =>
  areas.length > 0 ? areas : [anywhere ? ANYWHERE : NOWHERE];

/** The people of whom the next seating makes a new pod of an area: those who wait for it, and those whom any suits. */
export async function peopleAgreedTo(list: string, store: Pick<Directory, "waiting">): Promise<Pseudonym[]> {
  const lists = isNoArea(list) ? [list] : [list, ANYWHERE, ELSEWHERE];
  return withoutRepeats((await Promise.all(lists.map((one) => store.waiting(one)))).flat());
}

/** The people who wait and whom any area suits, whether they named some or none. */
export const peopleOpenToAny = async (store: Pick<Directory, "waiting">): Promise<Pseudonym[]> =>
  withoutRepeats((await Promise.all([store.waiting(ANYWHERE), store.waiting(ELSEWHERE)])).flat());

/** The defaults of the store for a person who has told us nothing yet. */
const UNSAID = { areas: [], ability: "newcomer", volunteer: false, anywhere: false } as const;

/** The person as the points see them: what they say now goes over what they said before. */
export function joinerOf(
  said: Omit<ProfileChange, "with">,
  before: Partial<Profile> = UNSAID,
  companions: readonly Pseudonym[] = before.with ?? [],
): Person {
  const profile = { ...UNSAID, ...before, ...said };
  return {
    areas: profile.areas,
    level: levelOf(profile.ability),
    offset: offsetOf(profile.timezone),
    volunteer: profile.volunteer,
    anywhere: Boolean(profile.anywhere),
    with: companions,
  };
}

/** An open seat, and the reasons for it. */
export interface Match {
  readonly pod: Pod;
  readonly reasons: readonly Reason[];
}

interface Answered {
  readonly joined: Joined;
  /** For the seat that they got. */
  readonly reasons: readonly Reason[];
  /** The pod that they asked for and that has no open seat. */
  readonly missed?: Pod;
  /** Of somebody who kept their seat: another pod that they asked for, with an open seat. */
  readonly other?: Pod;
  /** Of somebody who waits: a seat elsewhere. */
  readonly offer?: Match;
  /** Of somebody who waits. */
  readonly wishes?: Pick<Profile, "areas" | "anywhere">;
  /** Who counted them as open to any area, if that is not their own word, and they wait or sit in an area they did not name. */
  readonly counted?: Other;
}

/**
 * Seats somebody, or queues them; the store does it in one atomic step.
 * Throws PodsError "invalid" for a pod that does not exist.
 */
export async function seat(
  store: Seats & Directory,
  settings: Pick<Settings, "areas">,
  request: SeatRequest,
  operation: Operation,
): Promise<Answered> {
  const said = request.profile;
  // A request that names areas needs no stored profile, which saves a round trip.
  const before = said.areas === undefined ? await store.find(request.subject) : undefined;
  const asked = request.pod === undefined ? undefined : await podOf(store, request.pod);
  const wished = asked?.orphaned ? undefined : asked;
  // Nobody accepts anything before we know them: then the pod they name gives them no area.
  const profile = request.again && !before ? said : withAreas(said, before?.profile.areas, wished);
  const joiner = joinerOf(profile, before?.profile, await companionsOf(store, profile, before));
  const [open, mix, old, others] = await Promise.all([
    store.openPods(joiner.areas),
    store.mix(),
    oldPod(store, before),
    joiner.anywhere ? store.openPods(otherAreas(settings, joiner)) : [],
  ]);
  // People who come back from a pause prefer their old pod to a slightly better one, if they still want its area.
  const returns =
    old && !old.orphaned && (joiner.areas.length === 0 || joiner.areas.includes(old.area)) ? old : undefined;
  const preferred = [wished, returns].flatMap((pod) => (pod ? [pod.number] : []));
  const ranked = (pods: readonly Pod[]) => rankPods(joiner, pods, mix).map(({ number }) => number);
  const candidates = ranked(open).slice(0, CANDIDATES_MAX);
  const elsewhere = ranked(others).slice(0, CANDIDATES_MAX);
  const { subject, again = false, thread } = request;
  const wanted = { subject, profile, preferred, candidates, elsewhere, again, ...(thread !== undefined && { thread }) };
  const joined = await store.join(wanted, operation);
  const missed = asked && (await missedBy(joined, asked, store));
  const counted = countedBy(joined);
  const answered = {
    joined,
    reasons: reasonsFor(joined, joiner, mix, missed),
    ...(missed && { missed }),
    ...(counted && { counted }),
  };
  if (joined.outcome === "already-seated" && asked && !missed && joined.pod !== asked.number)
    return { ...answered, other: asked };
  if (joined.outcome !== "waiting" && joined.outcome !== "already-waiting") return answered;
  const member = await store.find(subject);
  const offer = await offerTo(member, store, settings);
  const wishes = member?.standing.state === "waiting" ? member.profile : undefined;
  const opened = wishes?.anywhereBy && { counted: wishes.anywhereBy };
  return { ...answered, ...(offer && { offer }), ...(wishes && { wishes }), ...opened };
}

/** Who counted somebody as open to any area, if they got a seat by that. */
function countedBy(joined: Joined): Other | undefined {
  if (joined.outcome !== "seated") return undefined;
  const { pod, profiles } = joined.context;
  const { areas = [], anywhereBy } = profiles.get(joined.pseudonym) ?? {};
  return pod && !areas.includes(pod.area) ? anywhereBy : undefined;
}

/**
 * The area of a pod that a maintainer names for somebody, if consent to a seat there is theirs alone: other areas are named,
 * and they are not open to any. Where none is named, the pod names its area.
 */
export async function areaNotTheirs(
  { subject, profile, pod: slug = "" }: SeatRequest,
  store: Directory,
): Promise<string | undefined> {
  const number = numberOf(slug);
  const [member, pod] = number === undefined ? [] : await Promise.all([store.find(subject), store.pod(number)]);
  if (!pod || pod.orphaned || member?.standing.state === "seated") return undefined;
  const { areas: before, anywhere } = member?.profile ?? UNSAID;
  const areas = profile.areas ?? before;
  const isTheirs = areas.length === 0 || areas.includes(pod.area) || Boolean(profile.anywhere ?? anywhere);
  return isTheirs ? undefined : pod.area;
}

/** The reasons for the seat that somebody got, and none for anything else. */
function reasonsFor(joined: Joined, joiner: Person, mix: Mix | undefined, missed: Pod | undefined): Reason[] {
  if (joined.outcome !== "seated") return [];
  const { pod } = joined.context;
  const seat = pod?.seats.find(({ pseudonym }) => pseudonym === joined.pseudonym);
  // When a request is repeated later, a plan may have moved the person meanwhile: then there are no reasons to give.
  if (!pod || !seat) return [];
  const reasons = reasonsToJoin({ ...joiner, ...seat }, without(seat, pod), mix);
  const size = missed?.seats.length ?? 0;
  if (!missed || size < POD_SIZE.max) return reasons;
  return [{ because: "was-full", pod: String(missed.number), size }, ...reasons];
}

/** The pod that somebody asked for, as it is now, if they do not sit in it and it takes nobody. */
async function missedBy(joined: Joined, { number }: Pod, store: Directory): Promise<Pod | undefined> {
  if ("pod" in joined && joined.pod === number) return undefined;
  const pod = await store.pod(number);
  return pod && openSeats(pod) === 0 ? pod : undefined;
}

export const otherAreas = ({ areas }: Pick<Settings, "areas">, joiner: Pick<Person, "areas">): string[] =>
  Object.keys(areas).filter((area) => !joiner.areas.includes(area));

/** The people somebody would like to sit with, as far as we know them. */
async function companionsOf(store: Directory, said: ProfileChange, before: Member | undefined): Promise<Pseudonym[]> {
  if (said.with === undefined) return [...(before?.profile.with ?? [])];
  const found = await Promise.all(said.with.map((companion) => store.find(companion)));
  return found.flatMap((member) => (member ? [member.pseudonym] : []));
}

async function oldPod(store: Directory, before: Member | undefined): Promise<Pod | undefined> {
  const number = before?.standing.pod ?? undefined;
  return number === undefined ? undefined : store.pod(number);
}

/** The pod as it was before this person took their seat. */
const without = (seat: Seat, pod: Pod): Pod => ({ ...pod, seats: pod.seats.filter((other) => other !== seat) });

/** Whether somebody may be offered a seat in an area that they did not name. */
export const mayBeOffered = ({ profile, standing }: Pick<Member, "profile" | "standing">): boolean =>
  standing.state === "waiting" && !profile.anywhere && !profile.noOffers;

/**
 * The best open seat in an area that somebody who waits did not name; it is theirs when they say so. People whom any area
 * suits need no offer. Their wishes for company do not count, as an offer must not tell of them.
 */
export async function offerTo(
  member: Pick<Member, "profile" | "standing"> | undefined,
  store: Pick<Directory, "openPods" | "podsNumbered" | "mix">,
  settings: Pick<Settings, "areas">,
): Promise<Match | undefined> {
  if (!member || !mayBeOffered(member)) return undefined;
  const joiner = joinerOf({}, member.profile, []);
  const near = await matches(store, joiner, otherAreas(settings, joiner));
  // The list of open pods may be a second old, and an offer may follow one that somebody else has just taken.
  const [now, mix] = await Promise.all([store.podsNumbered(near.map(({ pod }) => pod.number)), store.mix()]);
  return bestOf(joiner, now, mix)[0];
}

/** The three best open pods of these areas, with reasons. Changes nothing. */
export async function matches(
  store: Pick<Directory, "openPods" | "mix">,
  joiner: Person,
  areas: readonly string[],
): Promise<Match[]> {
  const [open, mix] = await Promise.all([store.openPods(areas), store.mix()]);
  return bestOf(joiner, open, mix);
}

/** The three best of these pods that have an open seat. */
export const bestOf = (joiner: Person, pods: readonly Pod[], mix?: Mix): Match[] =>
  rankPods(joiner, pods, mix)
    .filter((pod) => openSeats(pod) > 0)
    .slice(0, MATCHES)
    .map((pod) => ({ pod, reasons: reasonsToJoin(joiner, pod, mix) }));

const MATCHES = 3;

async function podOf(store: Directory, slug: string): Promise<Pod> {
  const number = numberOf(slug);
  const pod = number === undefined ? undefined : await store.pod(number);
  if (pod) return pod;
  const isClosed = await isClosedPod(slug, store);
  const detail = isClosed ? `${closedPod(slug)} ${openInWords(bestOf(joinerOf({}), await store.pods()))}` : noPod(slug);
  throw invalidAt("/pod", detail);
}

const openInWords = (open: readonly Match[]): string =>
  open.length === 0
    ? "No pod has an open seat now."
    : `Open seats: ${open.map(({ pod }) => `${pod.slug} (${pod.area})`).join(", ")}.`;

/** People who ask for a pod and never named an area get the pod's area. */
function withAreas(
  said: SeatRequest["profile"],
  before: readonly string[] = [],
  pod: Pod | undefined,
): SeatRequest["profile"] {
  return said.areas === undefined && before.length === 0 && pod ? { ...said, areas: [pod.area] } : said;
}
