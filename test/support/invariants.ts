/**
 * The invariants of a community's state, checked on the raw keys and without any code of the product. Each violation is a
 * sentence that begins with the broken rule.
 */
import { Redis } from "ioredis";
import { communityKeys } from "./community-keys.ts";
import { type Replayed, replay } from "./replay.ts";

const SIZE_MAX = 9;
const SIZE_MIN = 5;

const KEYS: readonly (readonly [pattern: RegExp, type: string])[] = [
  [
    /^(meta|who|prof|m|p|outbox|threads|waits|answers|replies|said|issues|readings|credits|retracted|words|repos|pulse|digests|late|periods|libraries|maint|decisions|offers|notices|labels|greetings|imported:.+|act:.+|plan:.+|run:.+)$/,
    "hash",
  ],
  [/^(open|wait|due|urgent|writes|stays|load|unanswered)$/, "zset"],
  [/^(plans|runs)$/, "list"],
  [/^(earlier|pairs)$/, "set"],
  [/^log$/, "stream"],
  [/^(forgotten|pace:.+)$/, "hash"],
  [/^(planning|op:.+|failed:.+|import:.+)$/, "string"],
];

interface Person {
  readonly state: string;
  readonly pod: string;
  readonly areas: string;
  readonly since: number;
  readonly pinned: boolean;
}

interface Roster {
  readonly area: string;
  readonly advocate: string;
  readonly former: string;
  readonly locked: boolean;
  readonly seats: readonly { readonly who: string; readonly facts: string }[];
}

interface State {
  readonly meta: Record<string, string>;
  readonly who: Record<string, string>;
  readonly prof: Record<string, string>;
  readonly people: Map<string, Person>;
  readonly pods: Map<string, Roster>;
  readonly open: readonly string[];
  readonly wait: readonly string[];
  readonly log: readonly { readonly id: string; readonly what: string }[];
  readonly forgotten: readonly string[];
  readonly keys: ReadonlyMap<string, { readonly type: string; readonly values: string }>;
}

/** All violations in a community's state; none when it is sound. */
export async function violations(url: string, community: string): Promise<string[]> {
  const state = await readState(url, community);
  return [sizes, seats, bijection, openPods, queue, numbers, log, names, absent, facts, heads, keys].flatMap((check) =>
    check(state),
  );
}

/** I1, I2: a roster has 1 to 9 people, nobody twice and nobody in two. */
function sizes({ pods }: State): string[] {
  const seen = new Map<string, string>();
  return [...pods].flatMap(([pod, { seats }]) => [
    ...(seats.length < 1 || seats.length > SIZE_MAX ? [`I1 pod ${pod} has ${seats.length} people`] : []),
    ...seats.flatMap(({ who }) => {
      const other = seen.get(who);
      seen.set(who, pod);
      return other === undefined
        ? []
        : [`${other === pod ? "I1" : "I2"} ${who} sits in pod ${other} and in pod ${pod}`];
    }),
  ]);
}

/** The advocate is a volunteer of the pod, and the one of before is another member of it. */
function seats({ pods }: State): string[] {
  return [...pods].flatMap(([pod, { advocate, former, seats }]) => {
    const held = seats.find(({ who }) => who === advocate);
    const isThere = former !== advocate && seats.some(({ who }) => who === former);
    return [
      ...(advocate === "" || held?.facts.endsWith(":1") ? [] : [`advocate ${advocate} is no volunteer of pod ${pod}`]),
      ...(former === "" || isThere ? [] : [`former advocate ${former} is not beside ${advocate} in pod ${pod}`]),
    ];
  });
}

/** I3: every seated person is on the roster of their pod, and every person on a roster is seated there. */
function bijection({ people, pods }: State): string[] {
  const found: string[] = [];
  for (const [who, { state, pod }] of people) {
    const listed = pods.get(pod)?.seats.some((seat) => seat.who === who);
    if (state === "seated" && !listed) found.push(`I3 ${who} is seated in pod ${pod}, which does not list them`);
  }
  for (const [pod, { seats }] of pods) {
    for (const { who } of seats) {
      const person = people.get(who);
      if (person?.state !== "seated" || person.pod !== pod)
        found.push(`I3 pod ${pod} lists ${who}, who is not seated there`);
    }
  }
  return found;
}

/** I4: `open` holds exactly the pods with room, each at its place. */
function openPods({ pods, open }: State): string[] {
  const right = new Set<string>();
  for (const [
    pod,
    {
      area,
      locked,
      seats: { length },
    },
  ] of pods) {
    const fit = length < SIZE_MIN ? SIZE_MIN - 1 - length : SIZE_MIN + SIZE_MAX - 1 - length;
    if (!locked && length < SIZE_MAX) right.add(`${area}|${fit}|${pod}`);
  }
  return difference("I4 open", right, open);
}

/** The queue has exactly the waiting people, under each of their areas, with the time since when they wait. */
function queue({ people, wait }: State): string[] {
  const right = new Set<string>();
  for (const [who, { state, areas, since }] of people) {
    if (state !== "waiting") continue;
    for (const area of areas.split(",")) right.add(`${area}|${String(since).padStart(12, "0")}|${who}`);
  }
  return difference("wait", right, wait);
}

/** I5: no pod has a number that was not assigned yet. */
function numbers({ meta, pods }: State): string[] {
  return [...pods.keys()].flatMap((pod) =>
    Number(pod) < Number(meta.next) ? [] : [`I5 pod ${pod}, next is ${meta.next}`],
  );
}

/** I6, I7: the log has every revision once, and replaying it gives the seating. */
function log({ meta, log, people, pods }: State): string[] {
  const gaps = log.flatMap(({ id }, index) =>
    id === `${index + 1}-0` ? [] : [`I6 entry ${index + 1} of the log is ${id}`],
  );
  if (log.length !== Number(meta.rev)) gaps.push(`I6 the log ends at ${log.length}, the revision is ${meta.rev}`);
  const told = replay(log.map(({ what }) => what));
  return [...gaps, ...differences(told, people, pods)];
}

function differences(told: Replayed, people: State["people"], pods: State["pods"]): string[] {
  const lines = new Set<string>();
  for (const [pod, { area, advocate, locked }] of told.pods) lines.add(`pod ${pod} ${area} ${advocate} ${locked}`);
  for (const [who, at] of told.people) lines.add(`${who} ${at}`);
  const now: string[] = [];
  for (const [pod, { area, advocate, locked }] of pods) now.push(`pod ${pod} ${area} ${advocate} ${locked}`);
  for (const [who, { state, pod }] of people) {
    if (state === "seated") now.push(`${who} ${pod}`);
    if (state === "waiting") now.push(`${who} waiting`);
  }
  return difference("I7 the seating", lines, now);
}

/** I10: one person a name, and no name anywhere but in `who` and `prof`. */
function names({ who, prof, people, keys }: State): string[] {
  const found: string[] = [];
  for (const [name, pseudonym] of Object.entries(who)) {
    const [login = "", id] = (prof[pseudonym] ?? "").split("|");
    const right = name.startsWith("id:") ? `id:${id}` === name : `login:${login.toLowerCase()}` === name;
    if (!right) found.push(`I10 ${name} leads to ${pseudonym}, who is ${login} ${id ?? ""}`);
  }
  for (const [pseudonym, text] of Object.entries(prof)) {
    if (!people.has(pseudonym)) found.push(`I10 ${pseudonym} has a profile and stands nowhere`);
    const login = (text.split("|")[0] ?? "").toLowerCase();
    if (login.length < NAME_LENGTH_MIN) continue;
    for (const [key, { values }] of keys) {
      if (key !== "who" && key !== "prof" && values.toLowerCase().includes(login))
        found.push(`I10 ${key} names ${login}`);
    }
  }
  for (const pseudonym of people.keys()) {
    if (prof[pseudonym] === undefined) found.push(`I10 ${pseudonym} stands somewhere and has no profile`);
  }
  return found;
}
/** Shorter logins would be found inside other words. */
const NAME_LENGTH_MIN = 6;

/** I12: people who left, paused or work independently are on no roster and in no queue. */
function absent({ people, pods, wait }: State): string[] {
  const listed = new Set([...pods.values()].flatMap(({ seats }) => seats.map(({ who }) => who)));
  const queued = new Set(wait.map((entry) => entry.split("|")[2]));
  const found: string[] = [];
  for (const [who, { state }] of people) {
    if (state !== "seated" && listed.has(who)) found.push(`I12 ${who} is ${state} and sits in a pod`);
    if (state !== "waiting" && queued.has(who)) found.push(`I12 ${who} is ${state} and waits`);
  }
  for (const who of queued) if (who && !people.has(who)) found.push(`I12 ${who} waits and is nobody`);
  return found;
}

/** The facts in a seat match the person's profile. */
function facts({ pods, prof }: State): string[] {
  return [...pods].flatMap(([pod, { seats }]) =>
    seats.flatMap(({ who, facts }) => {
      const [, , , level, , offset = "", volunteer] = (prof[who] ?? "").split("|");
      const right = `${level}:${offset}:${volunteer === "1" ? 1 : 0}`;
      return facts === right ? [] : [`facts of ${who} in pod ${pod} are ${facts}, the profile says ${right}`];
    }),
  );
}

/** The counts by state are correct. */
function heads({ meta, people }: State): string[] {
  const counts = new Map<string, number>();
  for (const { state } of people.values()) counts.set(state, (counts.get(state) ?? 0) + 1);
  return ["known", "invited", "waiting", "seated", "paused", "independent", "alumni"].flatMap((state) => {
    const [is, says] = [counts.get(state) ?? 0, Number(meta[state] ?? 0)];
    return is === says ? [] : [`heads: ${is} are ${state}, meta says ${says}`];
  });
}

/** I15: only keys of the closed list exist, each of its type. */
function keys({ keys: found }: State): string[] {
  return [...found].flatMap(([key, { type }]) => {
    const right = KEYS.find(([pattern]) => pattern.test(key))?.[1];
    return right === type ? [] : [`I15 the key ${key} is a ${type}`];
  });
}

function difference(what: string, right: ReadonlySet<string>, is: readonly string[]): string[] {
  const there = new Set(is);
  return [
    ...[...right].filter((one) => !there.has(one)).map((one) => `${what} lacks ${one}`),
    ...is.filter((one) => !right.has(one)).map((one) => `${what} holds ${one}`),
  ];
}

async function readState(url: string, community: string): Promise<State> {
  // Requests made at once take one round trip: there are a hundred keys, and many checks.
  const redis = new Redis(url, { enableAutoPipelining: true });
  try {
    const prefix = `pods:{${community}}:`;
    const key = (name: string) => prefix + name;
    const names = await communityKeys(redis, community);
    const keyed = names.map(async (name) => {
      const type = await redis.type(name);
      return [name.slice(prefix.length), { type, values: await allValues(redis, name, type) }] as const;
    });
    const hashes = ["meta", "who", "prof", "m", "p"].map((name) => redis.hgetall(key(name)));
    const [[meta, who, prof, m, p], entries, open, wait, forgotten, keys] = await Promise.all([
      Promise.all(hashes),
      redis.xrange(key("log"), "-", "+"),
      redis.zrangebyscore(key("open"), "-inf", "+inf"),
      redis.zrangebyscore(key("wait"), "-inf", "+inf"),
      redis.hkeys(key("forgotten")),
      Promise.all(keyed),
    ]);
    return {
      meta: meta ?? {},
      who: who ?? {},
      prof: prof ?? {},
      people: new Map(Object.entries(m ?? {}).map(([pseudonym, text]) => [pseudonym, parsePerson(text)])),
      pods: new Map(
        Object.entries(p ?? {})
          .filter(([pod]) => /^\d+$/.test(pod))
          .map(([pod, text]) => [pod, parseRoster(text)]),
      ),
      open,
      wait,
      log: entries.map(([id, fields]) => ({ id, what: fields[fields.indexOf("what") + 1] ?? "" })),
      forgotten,
      keys: new Map(keys),
    };
  } finally {
    redis.disconnect();
  }
}

/** A key's name and content as one text. */
export async function allValues(redis: Redis, name: string, type?: string): Promise<string> {
  switch (type ?? (await redis.type(name))) {
    case "hash":
      return JSON.stringify([name, await redis.hgetall(name)]);
    case "zset":
      return JSON.stringify([name, await redis.zrangebyscore(name, "-inf", "+inf")]);
    case "set":
      return JSON.stringify([name, await redis.smembers(name)]);
    case "list":
      return JSON.stringify([name, await redis.lrange(name, 0, -1)]);
    case "stream":
      return JSON.stringify([name, await redis.xrange(name, "-", "+")]);
    default:
      return JSON.stringify([name, await redis.get(name)]);
  }
}

function parsePerson(text: string): Person {
  const [state = "", pod = "", areas = "", since = "", pinned = ""] = text.split("|");
  return { state, pod, areas, since: Number(since), pinned: pinned === "1" };
}

function parseRoster(text: string): Roster {
  const [area = "", advocate = "", locked = "", seats = "", ...about] = text.split("|");
  return {
    area,
    advocate,
    former: /"former":\{[^}]*"who":"([^"]*)"/.exec(about.join("|"))?.[1] ?? "",
    locked: locked === "1",
    seats: seats
      .split(",")
      .filter(Boolean)
      .map((seat) => ({ who: seat.slice(0, seat.indexOf(":")), facts: seat.slice(seat.indexOf(":") + 1) })),
  };
}
