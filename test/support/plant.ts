/** Writes an invented seating into an initialised, empty community, with a log as if it had grown by itself. */
import { Redis } from "ioredis";
import type { Community, PlacedMember } from "#shared/core/scoring/community.ts";

const MAX = 9;
const MIN = 5;
/** Commands sent together. */
const BATCH = 10_000;

export async function plant(
  url: string,
  community: string,
  { members, pods }: Community,
  zoneOf: (offset: number | null) => string = () => "",
): Promise<void> {
  const redis = new Redis(url);
  const key = (name: string) => `pods:{${community}}:${name}`;
  let batch = redis.pipeline();
  const flush = async (atLeast = 0) => {
    if (batch.length <= atLeast) return;
    await batch.exec();
    batch = redis.pipeline();
  };
  const seatsOf = new Map<string | null, PlacedMember[]>();
  for (const member of members) {
    const seats = seatsOf.get(member.pod);
    if (seats) seats.push(member);
    else seatsOf.set(member.pod, [member]);
  }
  let rev = 0;
  const log = (what: string) => {
    rev += 1;
    batch.xadd(key("log"), `${rev}-0`, "do", "plant", "what", what, "at", "0");
    return rev;
  };
  for (const pod of pods) {
    await flush(BATCH);
    const seats = seatsOf.get(pod.id) ?? [];
    const roster = seats.map(
      ({ id, level, offset, volunteer }) => `${id}:${level}:${offset ?? ""}:${volunteer ? 1 : 0}`,
    );
    batch.hset(key("p"), pod.id, [pod.area, pod.advocate ?? "", pod.locked ? 1 : "", roster.join(","), ""].join("|"));
    const fit = seats.length < MIN ? MIN - 1 - seats.length : MIN + MAX - 1 - seats.length;
    if (!pod.locked && seats.length < MAX) batch.zadd(key("open"), 0, `${pod.area}|${fit}|${pod.id}`);
    log(`form ${pod.id} ${pod.area};lock ${pod.id} ${pod.locked ? "yes" : "no"}`);
    log([...seats.map(({ id }) => `seat ${id} ${pod.id}`), `advocate ${pod.id} ${pod.advocate ?? "-"}`].join(";"));
  }
  for (const { id, level, offset, areas, volunteer, pod, pinned } of members) {
    await flush(BATCH);
    const since = log(pod === null ? `wait ${id}` : `pin ${id} ${pinned ? "yes" : "no"}`);
    const wanted = [...new Set(areas)].join(",");
    batch.hset(key("who"), `login:login-${id}`, id);
    batch.hset(
      key("prof"),
      id,
      `login-${id}||${wanted}|${level}|${zoneOf(offset)}|${offset ?? ""}|${volunteer ? 1 : ""}||0`,
    );
    const queued = pod === null ? wanted || "*" : "";
    batch.hset(
      key("m"),
      id,
      `${pod === null ? "waiting" : "seated"}|${pod ?? ""}|${queued}|${since}|${pinned ? 1 : ""}`,
    );
    if (pod !== null) continue;
    for (const area of queued.split(","))
      batch.zadd(key("wait"), 0, `${area}|${String(since).padStart(12, "0")}|${id}`);
  }
  const seated = members.filter(({ pod }) => pod !== null).length;
  batch.hset(key("meta"), { rev, next: pods.length + 1, seated, waiting: members.length - seated });
  await flush();
  redis.disconnect();
}

/** Pods as the store has them: their numbers are their ids. */
export function numbered(community: Community): Community {
  const numbers = new Map(community.pods.map(({ id }, index) => [id, String(index + 1)]));
  return {
    ...community,
    pods: community.pods.map((pod) => ({ ...pod, id: numbers.get(pod.id) as string })),
    members: community.members.map((member) => ({
      ...member,
      pod: member.pod === null ? null : (numbers.get(member.pod) ?? null),
    })),
  };
}
