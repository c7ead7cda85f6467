/**
 * A consistent picture of the seating at one revision, without stopping anybody who joins meanwhile: everything is read
 * in pieces, then what the log says has changed since is read again, until the log says nothing more.
 */
import { PodsError } from "../core/errors.ts";
import type { Snapshot } from "../core/ports.ts";
import type { Level, PlacedMember, PlacedPod } from "../core/rebalance/community.ts";
import type { Client } from "./client.ts";
import { type Entry, touchedBy } from "./log.ts";
import { rangeOfPrefix, readFields } from "./scan.ts";

/** Rounds of reading again; each is a fraction of the one before, however many join. */
const ROUNDS_MAX = 20;
const ENTRIES_MAX = 2_000;

/** The texts of everybody who sits or waits, and of every pod, as they were read last. */
interface Picture {
  readonly pods: Map<string, string | null>;
  readonly people: Map<string, { profile: string | null; member: string | null }>;
}

export async function snapshotOf(client: Client): Promise<Snapshot> {
  const [fields] = await client.read(["HMGET", client.keys.fixed("meta"), "rev", "next"]);
  let [revision = 0, next = 1] = (fields as string[]).map(Number);
  const picture: Picture = { pods: new Map(), people: new Map() };
  await readPods(
    client,
    picture,
    Array.from({ length: next - 1 }, (_, index) => String(index + 1)),
  );
  await readPeople(client, picture, await everybody(client, picture));

  for (let round = 0; round < ROUNDS_MAX; round++) {
    const entries = await entriesAfter(client, revision);
    const last = entries.at(-1);
    if (!last) return pictured(revision, picture);
    const { pods, people } = touchedBy(entries);
    await readPods(client, picture, pods);
    await readPeople(client, picture, people);
    revision = last.revision;
  }
  throw new PodsError("unavailable", "The seating changes faster than it can be read. Try again in a minute.");
}

async function readPods(client: Client, { pods }: Picture, numbers: readonly string[]): Promise<void> {
  const texts = await readFields(client, client.keys.fixed("p"), numbers);
  for (const [index, number] of numbers.entries()) pods.set(number, texts[index] ?? null);
}

async function readPeople(client: Client, { people }: Picture, pseudonyms: readonly string[]): Promise<void> {
  const profiles = await readFields(client, client.keys.fixed("prof"), pseudonyms);
  const members = await readFields(client, client.keys.fixed("m"), pseudonyms);
  for (const [index, pseudonym] of pseudonyms.entries()) {
    people.set(pseudonym, { profile: profiles[index] ?? null, member: members[index] ?? null });
  }
}

/** Who sits in a pod or waits. */
async function everybody(client: Client, { pods }: Picture): Promise<string[]> {
  const waiting = await rangeOfPrefix(client, client.keys.fixed("wait"), "");
  const found = new Set(waiting.map((entry) => entry.slice(entry.lastIndexOf("|") + 1)));
  for (const text of pods.values()) {
    for (const seat of text?.split("|")[3]?.split(",") ?? []) if (seat) found.add(seat.slice(0, seat.indexOf(":")));
  }
  return [...found];
}

async function entriesAfter(client: Client, revision: number): Promise<Entry[]> {
  const [reply] = await client.read([
    "XRANGE",
    client.keys.fixed("log"),
    `${revision + 1}-0`,
    "+",
    "COUNT",
    ENTRIES_MAX,
  ]);
  return (reply as [string, string[]][]).map(([id, fields]) => ({
    revision: Number(id.split("-")[0]),
    what: fields[fields.indexOf("what") + 1] ?? "",
  }));
}

function pictured(revision: number, picture: Picture): Snapshot {
  const pods: PlacedPod[] = [];
  for (const [id, text] of picture.pods) {
    if (text === null) continue;
    const [area = "", advocate, locked] = text.split("|", 3);
    pods.push({ id, area, advocate: advocate || null, locked: locked === "1" });
  }
  const members: PlacedMember[] = [];
  for (const [id, { profile, member }] of picture.people) {
    const placed = profile !== null && member !== null && placedMember(id, profile, member);
    if (placed) members.push(placed);
  }
  const areas = new Set([...pods.map(({ area }) => area), ...members.flatMap((member) => member.areas)]);
  return { revision, community: { areas: [...areas].sort(), members, pods } };
}

function placedMember(id: string, profile: string, member: string): PlacedMember | undefined {
  const [state, pod, , , pinned] = member.split("|");
  if (state !== "seated" && state !== "waiting") return undefined;
  const [, , areas, level, , offset, volunteer] = profile.split("|");
  return {
    id,
    level: Number(level) as Level,
    offset: offset ? Number(offset) : null,
    areas: areas ? areas.split(",") : [],
    volunteer: volunteer === "1",
    pod: pod || null,
    pinned: pinned === "1",
  };
}
