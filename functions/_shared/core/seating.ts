/** Somebody asks for a seat, by whichever way: one road to the store for the form, the import and `/pod join`. */
import { PodsError } from "./errors.ts";
import { levelOf, type Member, type Profile } from "./member.ts";
import { rankPods, reasonsToJoin } from "./placement.ts";
import type { Reason } from "./plan/plan.ts";
import { openSeats, POD_SIZE, type Pod, type Seat } from "./pod.ts";
import { numberOf } from "./pod-names.ts";
import {
  CANDIDATES_MAX,
  type Directory,
  type Joined,
  type JoinOutcome,
  type JoinRequest,
  type Operation,
  type Seats,
  type Subject,
} from "./ports.ts";
import type { Joiner } from "./scoring/join-points.ts";
import type { Settings } from "./settings.ts";
import { offsetOf } from "./timezone.ts";

/** What somebody asks for. */
export interface SeatRequest {
  readonly subject: Subject;
  readonly profile: JoinRequest["profile"];
  /** The slug of a pod they would like best. */
  readonly pod?: string;
  readonly by: JoinRequest["by"];
}

/** What stands for the area of somebody who waits and named none: only a seating can place them. */
export const ANYWHERE = "*";

/** Somebody with nothing said yet: what the store would fill in. */
const UNSAID = { areas: [], ability: "newcomer", volunteer: false } as const;

/** The person as the points see them: what they say now over what they said before. */
export function joinerOf(said: Partial<Profile>, before: Partial<Profile> = UNSAID): Joiner {
  const profile = { ...UNSAID, ...before, ...said };
  return {
    areas: profile.areas,
    level: levelOf(profile.ability),
    offset: offsetOf(profile.timezone),
    volunteer: profile.volunteer,
  };
}

/**
 * Seats somebody, or queues them; the store does it in one atomic step.
 * Throws PodsError "invalid" for an area or a pod that does not exist.
 */
export async function seat(
  store: Seats & Directory,
  settings: Pick<Settings, "areas">,
  request: SeatRequest,
  operation: Operation,
): Promise<{ joined: Joined; reasons: Reason[] }> {
  checkAreas(settings, request.profile.areas);
  // Who says what draws them is ranked by that, without first looking up what they said before.
  const before = request.profile.areas === undefined ? await store.find(request.subject) : undefined;
  const wished = request.pod === undefined ? undefined : await podOf(store, request.pod);
  const profile = withAreas(request.profile, before?.profile.areas, wished);
  const joiner = joinerOf(profile, before?.profile);
  const [open, mix, old] = await Promise.all([store.openPods(joiner.areas), store.mix(), oldPod(store, before)]);
  // Who comes back from a pause would rather have their old pod than a slightly better one, if its area still draws them.
  const again = old && (joiner.areas.length === 0 || joiner.areas.includes(old.area)) ? old : undefined;
  const preferred = [wished, again].flatMap((pod) => (pod ? [pod.number] : []));
  const ranked = rankPods(joiner, open, mix).map(({ number }) => number);
  const candidates = [...new Set([...preferred, ...ranked])].slice(0, CANDIDATES_MAX);
  const joined = await store.join({ subject: request.subject, profile, candidates, by: request.by }, operation);
  if (joined.outcome !== "seated") return { joined, reasons: [] };
  const { pod } = joined.context;
  const seat = pod?.seats.find(({ pseudonym }) => pseudonym === joined.pseudonym);
  // Asked again later, a plan may have moved them since; what became of it is told by the next question.
  if (!pod || !seat) return { joined, reasons: [] };
  const reasons = reasonsToJoin({ ...joiner, ...seat }, without(seat, pod), mix);
  const wasFull = wished && wished.number !== pod.number && wished.seats.length >= POD_SIZE.max;
  if (!wasFull) return { joined, reasons };
  return {
    joined,
    reasons: [{ because: "was-full", pod: String(wished.number), size: wished.seats.length }, ...reasons],
  };
}

async function oldPod(store: Directory, before: Member | undefined): Promise<Pod | undefined> {
  const number = before?.standing.pod ?? undefined;
  return number === undefined ? undefined : store.pod(number);
}

/** The pod as it was before this person took their seat. */
const without = (seat: Seat, pod: Pod): Pod => ({ ...pod, seats: pod.seats.filter((other) => other !== seat) });

/** Many wishes in one go, for an import: ranked against the same picture of the open pods. */
export async function seatMany(
  store: Seats & Directory,
  requests: readonly SeatRequest[],
  operation: Operation,
): Promise<JoinOutcome[]> {
  const areas = [...new Set(requests.flatMap(({ profile }) => profile.areas ?? []))];
  const [open, mix] = await Promise.all([store.openPods(areas), store.mix()]);
  const joins = requests.map((request): JoinRequest => {
    const joiner = joinerOf(request.profile);
    const near = open.filter(({ area }) => joiner.areas.includes(area));
    const candidates = rankPods(joiner, near, mix)
      .slice(0, CANDIDATES_MAX)
      .map(({ number }) => number);
    return { subject: request.subject, profile: request.profile, candidates, by: request.by };
  });
  return store.joinMany(joins, operation);
}

/** Three pods of these areas that would suit somebody, with reasons; changes nothing. */
export async function matches(
  store: Directory,
  joiner: Joiner,
  areas: readonly string[],
): Promise<{ pod: Pod; reasons: Reason[] }[]> {
  const [open, mix] = await Promise.all([store.openPods(areas), store.mix()]);
  return rankPods(joiner, open, mix)
    .filter((pod) => openSeats(pod) > 0)
    .slice(0, MATCHES)
    .map((pod) => ({ pod, reasons: reasonsToJoin(joiner, pod, mix) }));
}
const MATCHES = 3;

/** Throws PodsError "invalid" naming the areas there are, when one is asked for that there is not. */
export function checkAreas(settings: Pick<Settings, "areas">, areas: readonly string[] = []): void {
  const errors = areas.flatMap((area, index) =>
    Object.hasOwn(settings.areas, area) ? [] : [{ pointer: `/areas/${index}`, detail: unknownArea(settings, area) }],
  );
  if (errors[0]) throw new PodsError("invalid", errors[0].detail, { errors });
}

export const unknownArea = (settings: Pick<Settings, "areas">, area: string): string =>
  `There is no area "${area}". The areas are ${Object.keys(settings.areas).join(", ")}.`;

async function podOf(store: Directory, slug: string): Promise<Pod> {
  const number = numberOf(slug);
  const pod = number === undefined ? undefined : await store.pod(number);
  if (pod) return pod;
  const detail = `There is no pod "${slug}"; the directory lists those there are.`;
  throw new PodsError("invalid", detail, { errors: [{ pointer: "/pod", detail }] });
}

/** Who asks for a pod without naming an area, now or before, is interested in the pod's. */
function withAreas(
  said: SeatRequest["profile"],
  before: readonly string[] = [],
  pod: Pod | undefined,
): SeatRequest["profile"] {
  return said.areas === undefined && before.length === 0 && pod ? { ...said, areas: [pod.area] } : said;
}
