/**
 * A consistent picture of the seating at one revision, without stopping anybody who joins meanwhile: everything is read
 * in pieces, each as it is at its moment, and then the log since the beginning is made good over it.
 */
import type { SeatingSnapshot } from "../core/ports.ts";
import type { Level, PlacedMember, PlacedPod } from "../core/scoring/community.ts";
import type { Client } from "./client.ts";
import { inTurn } from "./in-turn.ts";
import { type Picture, redo } from "./log.ts";
import { rangeOfPrefix, readFields } from "./scan.ts";

/** Entries of the log in one reply. */
const PIECE = 2_000;

export async function snapshotOf(client: Client): Promise<SeatingSnapshot> {
  const { fixed } = client.keys;
  const [fields] = await client.read(["HMGET", fixed("meta"), "rev", "next"]);
  const [began = 0, next = 1] = (fields as string[]).map(Number);
  const picture: Picture = { people: new Map(), pods: new Map(), described: new Set() };

  const listed = await readPods(client, picture, next);
  const waiting = await rangeOfPrefix(client, fixed("wait"), "");
  await inTurn(waiting, (entry) => listed.add(entry.slice(entry.lastIndexOf("|") + 1)));
  await readPeople(client, picture, [...listed]);
  const profiles = new Map<string, string | null>();
  await readProfiles(client, profiles, [...picture.people.keys()]);

  const revision = await catchUp(client, picture, began);
  const unread = [...picture.people.keys()].filter((id) => !profiles.has(id) || picture.described.has(id));
  await readProfiles(client, profiles, unread);
  return { revision, community: await communityOf(picture, profiles) };
}

/** Reads every pod; gives who is listed in them. */
async function readPods(client: Client, { pods }: Picture, next: number): Promise<Set<string>> {
  const numbers = Array.from({ length: next - 1 }, (_, index) => String(index + 1));
  const listed = new Set<string>();
  await inTurn(await readFields(client, client.keys.fixed("p"), numbers), (text, index) => {
    if (text === null) return;
    const [area = "", advocate = "", locked, seats] = text.split("|", 4);
    pods.set(numbers[index] as string, { area, advocate, locked: locked === "1" });
    for (const seat of seats?.split(",") ?? []) if (seat) listed.add(seat.slice(0, seat.indexOf(":")));
  });
  return listed;
}

async function readPeople(client: Client, { people }: Picture, pseudonyms: readonly string[]): Promise<void> {
  const members = await readFields(client, client.keys.fixed("m"), pseudonyms);
  await inTurn(members, (text, index) => {
    const [state, pod = "", , , pinned] = text?.split("|") ?? [];
    if (state !== "seated" && state !== "waiting") return;
    people.set(pseudonyms[index] as string, { pod, pinned: pinned === "1" });
  });
}

async function readProfiles(
  client: Client,
  profiles: Map<string, string | null>,
  pseudonyms: readonly string[],
): Promise<void> {
  const texts = await readFields(client, client.keys.fixed("prof"), pseudonyms);
  await inTurn(pseudonyms, (pseudonym, index) => profiles.set(pseudonym, texts[index] ?? null));
}

/** Replays what was logged since; gives the revision reached. */
async function catchUp(client: Client, picture: Picture, began: number): Promise<number> {
  let revision = began;
  for (;;) {
    const [reply] = await client.read(["XRANGE", client.keys.fixed("log"), `${revision + 1}-0`, "+", "COUNT", PIECE]);
    const entries = reply as [string, string[]][];
    for (const [id, fields] of entries) {
      redo(picture, fields[fields.indexOf("what") + 1] ?? "");
      revision = Number(id.split("-")[0]);
    }
    if (entries.length < PIECE) return revision;
  }
}

async function communityOf(
  { people, pods }: Picture,
  profiles: ReadonlyMap<string, string | null>,
): Promise<SeatingSnapshot["community"]> {
  const placed: PlacedPod[] = [];
  const members: PlacedMember[] = [];
  const areas = new Set<string>();
  await inTurn(pods, ([id, { area, advocate, locked }]) => {
    areas.add(area);
    placed.push({ id, area, advocate: advocate || null, locked });
  });
  await inTurn(people, ([id, at]) => {
    const member = placedMember(id, at.pod, at.pinned, profiles.get(id) ?? "");
    for (const area of member.areas) areas.add(area);
    members.push(member);
  });
  return { areas: [...areas].sort(), members, pods: placed };
}

/** Who was forgotten a moment ago has a seat in the picture and no profile any more: a newcomer nothing is known of. */
function placedMember(id: string, pod: string, pinned: boolean, profile: string): PlacedMember {
  const [, , areas, level, , offset, volunteer] = profile.split("|");
  return {
    id,
    level: Number(level || 1) as Level,
    offset: offset ? Number(offset) : null,
    areas: areas ? areas.split(",") : [],
    volunteer: volunteer === "1",
    pod: pod || null,
    pinned,
  };
}
