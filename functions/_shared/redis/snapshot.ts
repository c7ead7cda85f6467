/**
 * A consistent snapshot of the seating at one revision, without blocking joins: everything is read in pieces, each as of
 * its own moment, and then the events logged since the first piece are replayed over the result.
 */
import { MEMBER_STATES } from "../core/member.ts";
import { oneOf } from "../core/one-of.ts";
import type { SeatingSnapshot, SeatTimes } from "../core/ports.ts";
import type { PlacedMember, PlacedPod } from "../core/scoring/community.ts";
import type { Client } from "./client.ts";
import { forEachYielding } from "./for-each-yielding.ts";
import { entriesAfter } from "./log.ts";
import { rangeOfPrefix, readFields } from "./scan.ts";
import { applyEntry, fieldOf, type Seating } from "./seating-events.ts";
import { stayingAfter } from "./staying.ts";
import type { StoredAreas } from "./stored-areas.ts";
import { hasSpoken, originOf, parseLevel } from "./texts.ts";

export async function snapshotOf(client: Client, times: SeatTimes = {}): Promise<SeatingSnapshot> {
  const { fixed } = client.keys;
  const [fields] = await client.read(["HMGET", fixed("meta"), "rev", "next"]);
  const [began = 0, next = 1] = (fields as string[]).map(Number);
  const seating: Seating = { people: new Map(), pods: new Map(), described: new Set() };

  const listed = await readPods(client, seating, next);
  const waiting = await rangeOfPrefix(client, fixed("queue"), "");
  await forEachYielding(waiting, (entry) => listed.add(entry.slice(entry.lastIndexOf("|") + 1)));
  await readPeople(client, seating, [...listed]);
  const profiles = new Map<string, string | null>();
  await readProfiles(client, profiles, [...seating.people.keys()]);

  const revision = await catchUp(client, seating, began);
  const unread = [...seating.people.keys()].filter((id) => !profiles.has(id) || seating.described.has(id));
  await readProfiles(client, profiles, unread);
  const never = Number.POSITIVE_INFINITY;
  const { settledBefore = never, foundingSince = never, plannedAt = never } = times;
  const bounds = {
    settled: await revisionAt(client, settledBefore, revision),
    founding: await revisionAt(client, foundingSince, revision),
    staying: await stayingSince(client, plannedAt),
  };
  return { revision, community: await communityOf(seating, profiles, bounds, client.areas) };
}

/** Reads every pod and returns the people listed in them. */
async function readPods(client: Client, { pods }: Seating, next: number): Promise<Set<string>> {
  const numbers = Array.from({ length: next - 1 }, (_, index) => String(index + 1));
  const listed = new Set<string>();
  await forEachYielding(await readFields(client, client.keys.fixed("pods"), numbers), (text, index) => {
    if (text === null) return;
    const [area = "", advocate = "", locked, seats] = text.split("|", 4);
    pods.set(numbers[index] as string, { area, advocate, locked: locked === "1" });
    for (const seat of seats?.split(",") ?? []) if (seat) listed.add(seat.slice(0, seat.indexOf(":")));
  });
  return listed;
}

async function readPeople(client: Client, { people }: Seating, pseudonyms: readonly string[]): Promise<void> {
  const members = await readFields(client, client.keys.fixed("members"), pseudonyms);
  await forEachYielding(members, (text, index) => {
    // Somebody forgotten a moment ago.
    if (text === null) return;
    const [word, pod = "", , since, pinned] = text.split("|");
    const state = oneOf(MEMBER_STATES, word, "The state of a member");
    if (state !== "seated" && state !== "waiting") return;
    // An import seats people only where its row names a pod.
    const { isListed = false, isHeard = false } = originOf(text) ?? {};
    const proposed = isListed && !isHeard;
    people.set(pseudonyms[index] as string, { pod, since: Number(since), pinned: pinned === "1", proposed });
  });
}

async function readProfiles(
  client: Client,
  profiles: Map<string, string | null>,
  pseudonyms: readonly string[],
): Promise<void> {
  const texts = await readFields(client, client.keys.fixed("profiles"), pseudonyms);
  await forEachYielding(pseudonyms, (pseudonym, index) => profiles.set(pseudonym, texts[index] ?? null));
}

/** Replays the events logged since then and returns the revision reached. */
async function catchUp(client: Client, seating: Seating, began: number): Promise<number> {
  let revision = began;
  for await (const entries of entriesAfter(client, began)) {
    for (const { revision: at, what } of entries) applyEntry(seating, what, at);
    revision = entries.at(-1)?.revision ?? revision;
  }
  return revision;
}

/** The first revision of a time (ms) or later, among those up to `last`. The log has every revision, with its time. */
async function revisionAt(client: Client, time: number, last: number): Promise<number> {
  let [from, to] = [1, last + 1];
  if (time === Number.POSITIVE_INFINITY) return to;
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    const [reply] = await client.read(["XRANGE", client.keys.fixed("log"), `${middle}-0`, "+", "COUNT", 1]);
    const [, fields = []] = (reply as [string, string[]][])[0] ?? [];
    if (Number(fieldOf(fields, "at")) < time) from = middle + 1;
    else to = middle;
  }
  return to;
}

/** Revisions: seats that began before are settled, seats of a founding that began since then are no more than a proposal. */
interface Bounds {
  readonly settled: number;
  readonly founding: number;
  /** People whom a plan leaves where they are, as they asked. */
  readonly staying: ReadonlySet<string>;
}

const stayingSince = async (client: Client, time: number): Promise<ReadonlySet<string>> =>
  time === Number.POSITIVE_INFINITY ? new Set() : stayingAfter(client, time);

async function communityOf(
  { people, pods }: Seating,
  profiles: ReadonlyMap<string, string | null>,
  bounds: Bounds,
  stored: StoredAreas,
): Promise<SeatingSnapshot["community"]> {
  const placed: PlacedPod[] = [];
  const members: PlacedMember[] = [];
  const areas = new Set<string>();
  await forEachYielding(pods, ([id, { advocate, locked, ...pod }]) => {
    const area = stored.idNow(pod.area);
    areas.add(area);
    placed.push({ id, area, advocate: advocate || null, locked, ...(!stored.isKnown(area) && { lost: true }) });
  });
  await forEachYielding(people, ([id, at]) => {
    const profile = profiles.get(id) ?? "";
    const isRecent = at.proposed && at.pod !== "" && at.since >= bounds.founding;
    const isFounding = isRecent && !hasSpoken(profile);
    const isStaying = at.pod !== "" && bounds.staying.has(id);
    const time = {
      settled: at.since < bounds.settled,
      ...(isFounding && { founding: true }),
      ...(at.pod === "" ? { waitingSince: at.since } : { seatedSince: at.since }),
    };
    const held = isStaying ? { pinned: true, staying: true } : { pinned: at.pinned };
    const member = placedMember(id, { pod: at.pod, ...held }, time, profile, stored);
    for (const area of member.areas) areas.add(area);
    members.push(member);
  });
  return { areas: [...areas].sort(), members, pods: placed };
}

/** Somebody forgotten a moment ago may still have a seat but no profile: they count as a newcomer without wishes. */
function placedMember(
  id: string,
  { pod, ...held }: { readonly pod: string } & Pick<PlacedMember, "pinned" | "staying">,
  time: Pick<PlacedMember, "settled" | "founding" | "waitingSince" | "seatedSince">,
  profile: string,
  stored: StoredAreas,
): PlacedMember {
  const [, , areas, level, , offset, volunteer, , , , , , , , , anywhere, together] = profile.split("|");
  const named = areas ? stored.idsNow(areas.split(",")) : [];
  const known = named.filter(stored.isKnown);
  return {
    id,
    level: parseLevel(level),
    offset: offset ? Number(offset) : null,
    areas: known,
    ...(known.length < named.length && { lostAreas: named.filter((area) => !stored.isKnown(area)) }),
    volunteer: volunteer === "1",
    pod: pod || null,
    ...held,
    anywhere: anywhere === "1",
    ...time,
    with: together ? together.split(",") : [],
  };
}
