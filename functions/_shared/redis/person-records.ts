/**
 * Finds what is stored about a person under each key. The table has every key, so that a new one is either shown to the
 * people it tells of, or says why it tells of nobody.
 */
import type { Pseudonym } from "../core/member.ts";
import { NOTHING_SENT } from "../core/outbox.ts";
import type { PersonRecord, PersonRecords } from "../core/ports.ts";
import { timeOf } from "../core/spoken.ts";
import { parseAnswers } from "./answers.ts";
import type { Client } from "./client.ts";
import { decisionsNoted } from "./decisions.ts";
import { weeksOf } from "./erase-name.ts";
import { parseErrand } from "./errand-text.ts";
import type { KeyName } from "./keys.ts";
import { entriesAfter } from "./log.ts";
import { parseOffers } from "./offers.ts";
import type { StoreTools } from "./open-store.ts";
import { scanHash } from "./scan.ts";
import { originOf, parseThread, wordAbout, wordsIn } from "./texts.ts";
import { parseActivity } from "./weeks.ts";

interface Asked {
  readonly client: Client;
  readonly person: Pseudonym;
}
type Found = AsyncIterable<PersonRecord>;
interface Kind {
  readonly as: string;
  readonly find: (asked: Asked) => Found;
}

/** Why a key has no records of a person. */
const NOBODY = "holds nobody";
const REPEATS = "repeats another key";
const HASH = "is a hash";
type Reason = typeof NOBODY | typeof REPEATS | typeof HASH | "stands in the profile";

export const RECORDS = {
  activities: { as: "activity", find: activitiesOf },
  answers: { as: "answersToSend", find: answersIn("answers") },
  replies: { as: "answersSent", find: answersIn("replies") },
  comments: { as: "namedInThreads", find: commentsNaming },
  decisions: { as: "decisions", find: decisionsAbout },
  digests: { as: "digests", find: digestsNaming },
  greetings: { as: "greetings", find: greetingsOf },
  log: { as: "seating", find: changesOfSeat },
  members: { as: "addedBy", find: importOf },
  notices: { as: "namedInNotices", find: noticesNaming },
  offers: { as: "offers", find: offersTo },
  outbox: { as: "messages", find: errandsAbout },
  paces: { as: "commandsOfTheHour", find: pacesOf },
  plan: { as: "plans", find: rowsOf("plan", "plans") },
  profiles: { as: "said", find: timesOfWords },
  run: { as: "runs", find: rowsOf("run", "runs") },
  stays: { as: "stays", find: staysOf },
  threads: { as: "threads", find: threadsOf },
  identities: "stands in the profile",
  earlier: HASH,
  credits: HASH,
  forgotten: HASH,
  maintainers: HASH,
  pairs: HASH,
  due: REPEATS,
  issues: REPEATS,
  load: REPEATS,
  open: REPEATS,
  operation: REPEATS,
  pods: REPEATS,
  queue: REPEATS,
  unanswered: REPEATS,
  urgent: REPEATS,
  waits: REPEATS,
  words: REPEATS,
  failedProofs: NOBODY,
  imported: NOBODY,
  importing: NOBODY,
  labels: NOBODY,
  late: NOBODY,
  libraries: NOBODY,
  meta: NOBODY,
  periods: NOBODY,
  planning: NOBODY,
  plans: NOBODY,
  pulse: NOBODY,
  readings: NOBODY,
  repositories: NOBODY,
  retracted: NOBODY,
  runs: NOBODY,
  writes: NOBODY,
} as const satisfies Record<KeyName, Kind | Reason>;

export function personRecords({ client }: StoreTools): PersonRecords {
  return {
    async recordsOf(person) {
      const found: Record<string, PersonRecord[]> = {};
      for (const kind of Object.values(RECORDS)) {
        if (typeof kind === "string") continue;
        const records: PersonRecord[] = [];
        for await (const record of kind.find({ client, person })) records.push(record);
        if (records.length > 0) found[kind.as] = records;
      }
      return found;
    },
  };
}

const holding = (part: string) => (text: string) => text.includes(part);

async function field({ client, person }: Asked, key: "members" | "offers" | "profiles") {
  const [text] = await client.read(["HGET", client.keys.fixed(key), person]);
  return (text as string | null) ?? "";
}

/** Their work, what they said for the digest, and what others thanked them for. */
async function* activitiesOf({ client, person }: Asked): Found {
  for await (const week of weeksOf(client)) {
    for await (const [key, text] of scanHash(client, client.keys.of("activities", week), { holds: holding(person) })) {
      const {
        at,
        openedAt,
        kind,
        by,
        pod,
        repository,
        number,
        title,
        url,
        link,
        person: of,
      } = parseActivity(key, text);
      yield {
        times: { at, ...(openedAt !== undefined && { openedAt }) },
        words: { kind, week, ...worded({ title, number, url, link }) },
        ...(repository !== null && { repository }),
        ...(pod !== null && { pods: { pod } }),
        people: { person: of, ...(by !== undefined && { by }) },
      };
    }
  }
}

const worded = (words: Readonly<Record<string, string | number | undefined>>): Record<string, string | number> =>
  Object.fromEntries(Object.entries(words).flatMap(([name, word]) => (word === undefined ? [] : [[name, word]])));

function answersIn(key: "answers" | "replies"): Kind["find"] {
  return async function* ({ client, person }) {
    // The number of the latest comment stands among the replies, too.
    for await (const [, text] of scanHash(client, client.keys.fixed(key), { holds: holding(person) })) {
      for (const answer of parseAnswers(text)) {
        if (!JSON.stringify(answer).includes(`"${person}"`)) continue;
        const { thread, at, said, command, outcome, pod, detail } = answer;
        yield {
          times: { at, said: timeOf(said) },
          words: { command, outcome, ...worded({ detail }) },
          ...(pod !== undefined && { pods: { pod } }),
          thread,
        };
      }
    }
  };
}

async function* commentsNaming({ client, person }: Asked): Found {
  for await (const [thread] of scanHash(client, client.keys.fixed("comments"), { holds: holding(`"${person}"`) }))
    yield { thread };
}

/** The people of a notice, as a list of pseudonyms. */
async function* noticesNaming({ client, person }: Asked): Found {
  for await (const [place, named] of scanHash(client, client.keys.fixed("notices"))) {
    const [thread = "", comment = ""] = place.split("/");
    if (named.split(",").includes(person)) yield { thread, words: { comment } };
  }
}

/** The last ones; rows of plans and runs stand there. */
async function* decisionsAbout({ client, person }: Asked): Found {
  for (const note of await decisionsNoted(client, person)) {
    const [what = "", about = "", at] = note.split("|");
    if (what === "run" || what === "plan") yield { words: { [what]: about, step: Number(at) } };
    else if (what === "areas-set") yield { words: { what, areas: about }, times: { at: Number(at) } };
    else yield { words: { what }, pods: podNamed("pod", about), times: { at: Number(at) } };
  }
}

const podNamed = (name: string, about: string | undefined): Record<string, number | string> =>
  about ? { [name]: /^\d+$/.test(about) ? Number(about) : about } : {};

async function* digestsNaming({ client, person }: Asked): Found {
  for await (const [week] of scanHash(client, client.keys.fixed("digests"), { holds: holding(`"${person}"`) }))
    yield { words: { week } };
}

/** Where we welcomed them or thanked for a first merge, with their buddy; and how often they were a buddy. */
async function* greetingsOf({ client, person }: Asked): Found {
  for await (const [of, text] of scanHash(client, client.keys.fixed("greetings"))) {
    const [whom, occasion = ""] = of.split("/");
    const [thread = "", buddy] = text.split("|");
    if (whom === person && occasion === "buddy") yield { words: { buddyOf: Number(text) } };
    else if (whom === person) yield { words: { occasion }, thread, ...(buddy && { people: { buddy } }) };
    else if (buddy === person) yield { words: { occasion, as: "buddy" }, thread };
  }
}

/** Every change of their seat, their place and their role. */
async function* changesOfSeat({ client, person }: Asked): Found {
  for await (const entries of entriesAfter(client, 0)) {
    for (const { verb, what, at } of entries) {
      if (!what.includes(person)) continue;
      for (const event of what.split(";")) {
        const [effect = "", first = "", second = ""] = event.split(" ");
        const pod = effect === "advocate" ? first : effect === "seat" ? second : undefined;
        if (first === person || second === person)
          yield { times: { at }, words: { command: verb, effect }, pods: podNamed("pod", pod) };
      }
    }
  }
}

async function* importOf(asked: Asked): Found {
  const origin = originOf(await field(asked, "members"));
  if (!origin?.id.trim()) return;
  yield { words: { import: origin.id } };
  for (const [, other = ""] of origin.others.matchAll(/,(.{8})/g)) yield { words: { import: other } };
}

/** When they were last told of an open seat, and the pods: those told of, and those offered since they wait. */
async function* offersTo(asked: Asked): Found {
  const { at, told, offered } = parseOffers(await field(asked, "offers"));
  for (const pod of new Set([...told.map((one) => Number.parseInt(one, 10)), ...offered]))
    yield { pods: { pod }, ...(at > 0 && { times: { lastTold: at } }) };
}

/** What is to be sent, or was. */
async function* errandsAbout({ client, person }: Asked): Found {
  for await (const [, text] of scanHash(client, client.keys.fixed("outbox"))) {
    const [head = "", json = "{}", receipt] = text.split("\n");
    if (!json.includes(`"${person}"`)) continue;
    const { errand, since } = parseErrand(json);
    const [state = ""] = head.split("|");
    const isSilent = state === "sent" && receipt === NOTHING_SENT;
    yield {
      words: { kind: errand.kind, state: isSilent ? "not-sent" : state },
      ...(since > 0 && { times: { since } }),
      ...("thread" in errand && { thread: errand.thread }),
    };
  }
}

async function* pacesOf({ client, person }: Asked): Found {
  const [all] = await client.read(["HGET", client.keys.of("paces", person), "all"]);
  if (all !== null) yield { words: { commands: Number(all) } };
}

/** The rows about them. */
function rowsOf(family: "plan" | "run", list: "plans" | "runs"): Kind["find"] {
  return async function* ({ client, person }) {
    const [ids] = await client.read(["LRANGE", client.keys.fixed(list), 0, -1]);
    for (const id of ids as string[]) {
      for await (const [of, text] of scanHash(client, client.keys.of(family, id))) {
        if (!of.startsWith("rows:") || !text.includes(`"${person}"`)) continue;
        for (const row of JSON.parse(text) as Record<string, unknown>[]) {
          if (row.member !== person) continue;
          const { kind = "", from, to, pod } = row as Record<string, string | undefined>;
          const pods = { ...podNamed("from", from), ...podNamed("to", to), ...podNamed("pod", pod) };
          yield { words: { [family]: id, kind }, pods };
        }
      }
    }
  };
}

/** The matters in the order of `library/shared/people.lua`, and who speaks. */
const MATTERS = [
  "takingPart",
  "asked",
  "areas",
  "ability",
  "timezone",
  "advocate",
  "hours",
  "anywhere",
  "with",
  "term",
  "noOffers",
  "introduce",
] as const;
const SPEAKERS: Readonly<Record<string, string>> = { P: "self", M: "maintainer", I: "file", A: "file" };

/** When each thing was last said of them, and by whom. */
async function* timesOfWords(asked: Asked): Found {
  const words = wordsIn(await field(asked, "profiles"));
  for (const [matter, about] of MATTERS.entries()) {
    const { speaker, time } = wordAbout(words, matter);
    if (speaker === "" && time === "") continue;
    yield {
      words: { about, ...worded({ by: SPEAKERS[speaker] }) },
      ...(time !== "" && { times: { at: timeOf(time) } }),
    };
  }
}

async function* staysOf({ client, person }: Asked): Found {
  const [until] = await client.read(["ZSCORE", client.keys.fixed("stays"), person]);
  if (until !== null) yield { times: { until: Number(until) } };
}

/** The issues and pull requests that they opened. */
async function* threadsOf({ client, person }: Asked): Found {
  for await (const [, text] of scanHash(client, client.keys.fixed("threads"), { holds: holding(`|${person}|`) })) {
    const { key, kind, open, updatedAt } = parseThread(text);
    yield { words: { kind, open }, thread: key, times: { updatedAt } };
  }
}
