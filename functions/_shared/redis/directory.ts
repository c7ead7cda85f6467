/** Reads pods and people. */
import {
  type Identity,
  MEMBER_STATES,
  type Member,
  type MemberState,
  type Profile,
  type Pseudonym,
} from "../core/member.ts";
import type { Pod } from "../core/pod.ts";
import type { Directory } from "../core/ports.ts";
import type { Mix } from "../core/scoring/mix.ts";
import { isNoArea } from "../core/seating.ts";
import { cachedBriefly } from "./cached-briefly.ts";
import type { Client } from "./client.ts";
import { forEachYielding } from "./for-each-yielding.ts";
import type { OpenPods } from "./open-pods.ts";
import { rangeOfPrefix, readFields, scanHash } from "./scan.ts";
import { fieldOf } from "./seating-events.ts";
import { stayingAfter } from "./staying.ts";
import { parseLastName, parsePod, parseProfile, parseStanding } from "./texts.ts";

export function directory(client: Client, openPods: OpenPods): Directory {
  const { fixed } = client.keys;

  async function find(who: Identity): Promise<Member | undefined> {
    const names = [`login:${who.login.toLowerCase()}`, `id:${who.id ?? ""}`] as const;
    const [reply] = await client.read(["HMGET", fixed("identities"), ...names]);
    const [byLogin, byId] = reply as (string | null)[];
    const pseudonym = (who.id === undefined ? null : byId) ?? byLogin;
    if (!pseudonym) return undefined;
    const member = (await members([pseudonym])).get(pseudonym);
    // The login may belong to another person by now; the number is certain.
    const other =
      byId !== pseudonym && who.id !== undefined && member?.profile.id !== undefined && member.profile.id !== who.id;
    return other ? undefined : member;
  }

  async function members(pseudonyms: Iterable<Pseudonym>): Promise<Map<Pseudonym, Member>> {
    const asked = [...new Set(pseudonyms)];
    const texts = await readFields(client, fixed("profiles"), asked);
    const standings = await readFields(client, fixed("members"), asked);
    const found = new Map<Pseudonym, Member>();
    asked.forEach((pseudonym, index) => {
      const [text, standing] = [texts[index], standings[index]];
      if (!text || !standing) return;
      found.set(pseudonym, { pseudonym, profile: parseProfile(text, client.areas), standing: parseStanding(standing) });
    });
    return found;
  }

  async function podsFormed(): Promise<number> {
    const [next] = await client.read(["HGET", fixed("meta"), "next"]);
    return Number(next) - 1;
  }

  async function podsNumbered(wanted: Iterable<number>): Promise<Pod[]> {
    const numbers = [...new Set(wanted)];
    const texts = await readFields(client, fixed("pods"), numbers);
    const pods: Pod[] = [];
    await forEachYielding(texts, (text, index) => {
      if (text) pods.push(parsePod(numbers[index] as number, text, client.areas));
    });
    return pods;
  }

  const mix = cachedBriefly<void, Mix | undefined>(async () => {
    const [text] = await client.read(["HGET", fixed("meta"), "mix"]);
    if (!text) return undefined;
    const [any = 0, contributor = 0, experienced = 0, maintainer = 0] = (text as string).split("|").map(Number);
    return [any, contributor, experienced, maintainer];
  });

  return {
    find,
    members,

    async version() {
      const [reply] = await client.read(["HMGET", fixed("meta"), "rev", "edition"]);
      return [...(reply as string[]), await client.serverRun()].join(".");
    },

    async peopleNamed(part, whole) {
      const found = new Set<Pseudonym>();
      // What stands in no login could mean something in a pattern.
      if (!/^[\w-]+$/.test(part)) return found;
      const like = `login:${whole ? part : `*${part}*`}`.toLowerCase();
      for await (const [, pseudonym] of scanHash(client, fixed("identities"), { like })) found.add(pseudonym);
      return found;
    },

    async profiles(pseudonyms) {
      const asked = [...new Set(pseudonyms)];
      const found = new Map<Pseudonym, Profile>();
      await forEachYielding(await readFields(client, fixed("profiles"), asked), (text, index) => {
        if (text) found.set(asked[index] as Pseudonym, parseProfile(text, client.areas));
      });
      return found;
    },

    async timesOf(revisions) {
      if (revisions.length === 0) return [];
      const found = await client.read(
        ...revisions.map((one) => ["XRANGE", fixed("log"), `${one}-0`, `${one}-0`] as const),
      );
      return found.map((reply) => Number(fieldOf((reply as [string, string[]][])[0]?.[1] ?? [], "at")));
    },

    staying: (now) => stayingAfter(client, now),

    async pod(number) {
      const [text] = await client.read(["HGET", fixed("pods"), number]);
      return text ? parsePod(number, text as string, client.areas) : undefined;
    },

    async lastNames(numbers) {
      const fields = numbers.flatMap((number) => [`resting:${number}`, `closed:${number}`]);
      const texts = await readFields(client, fixed("pods"), fields);
      return new Map(
        numbers.flatMap((number, at) => {
          const text = texts[2 * at] ?? texts[2 * at + 1];
          return text ? [[number, parseLastName(number, text)]] : [];
        }),
      );
    },

    async pods() {
      return podsNumbered(Array.from({ length: await podsFormed() }, (_, index) => index + 1));
    },

    podsFormed,

    podsNumbered,

    openPods,

    async waiting(area) {
      const ids = client.areas.storedIds(client.areas.idNow(area));
      const lists = await Promise.all(ids.map((id) => rangeOfPrefix(client, fixed("queue"), `${id}|`)));
      const [list = [], ...former] = lists.map((entries) =>
        entries.map((entry) => entry.slice(entry.indexOf("|") + 1)),
      );
      // The moment since when they wait, and their pseudonym.
      const all = former.some(({ length }) => length > 0) ? [...new Set([list, ...former].flat())].sort() : list;
      return all.map((entry) => entry.slice(entry.lastIndexOf("|") + 1));
    },

    async lostAreasWanted() {
      const lost: string[] = [];
      for (let from = "-"; ; ) {
        const [reply] = await client.read(["ZRANGEBYLEX", fixed("queue"), from, "+", "LIMIT", 0, 1]);
        const [first] = reply as string[];
        if (first === undefined) return lost;
        const area = first.slice(0, first.indexOf("|"));
        if (!isNoArea(area) && !client.areas.isKnown(area)) lost.push(area);
        // On to the next area: its other entries sort before this.
        from = `(${area}}`;
      }
    },

    async census() {
      const [reply] = await client.read(["HMGET", fixed("meta"), ...MEMBER_STATES]);
      const counts = (reply as (string | null)[]).map(Number);
      return Object.fromEntries(MEMBER_STATES.map((state, index) => [state, counts[index] ?? 0])) as Record<
        MemberState,
        number
      >;
    },

    mix,
  };
}
