import { githubLink } from "../core/github/site.ts";
import type { Member, Pseudonym } from "../core/member.ts";
import { slugOf } from "../core/pod-names.ts";
import type { PersonRecord } from "../core/ports.ts";
import { numbersOf, type ThreadKey } from "../core/thread.ts";
import { aboutPerson } from "./bodies.ts";
import { type PersonContext, personJsonCommand } from "./kinds.ts";

/** Everything we store about a person, except their pseudonym, in words that they know. */
export const exportPerson = personJsonCommand({
  word: "export",
  does: "see everything that is stored about a person",
  body: () => aboutPerson("export"),
  example: { login: "ada" },
  run: async (_, context) => {
    const { store, subject } = context;
    const member = await store.find(subject);
    if (!member) return { outcome: "not-known" };
    const records = await store.recordsOf(member.pseudonym);
    const words = await wordsFor(Object.values(records).flat(), member, context);
    const kept = Object.fromEntries(Object.entries(records).map(([kind, facts]) => [kind, facts.map(words.ofRecord)]));
    const [since = 0] = await store.timesOf([member.standing.since]);
    // No change of the seating may have come before an invitation.
    const dated = { ...words.profile, ...(since > 0 && { since: instant(since) }) };
    return { outcome: "exported", more: { member: dated, records: kept } };
  },
  outcomes: { exported: { status: 200, detail: "This is everything that is stored about them." } },
});

/** The last one may lie in any year of a calendar. */
const instant = (ms: number): string => (ms > 8.64e15 ? "always" : new Date(ms).toISOString());

const FORMER = "a former member";

/** Reads the names of those whom the facts are about, and puts them in. */
async function wordsFor(
  facts: readonly PersonRecord[],
  { profile, standing }: Member,
  { store, settings }: PersonContext,
) {
  const named = facts.flatMap(({ people = {} }) => Object.values(people)).filter((one) => one !== null);
  const wished = profile.with ?? [];
  const profiles = await store.profiles(new Set([...named, ...wished]));
  const repositories = new Map((await store.repositories()).map((one) => [one.id, one]));
  const nameOf = (person: Pseudonym | null): string => profiles.get(person ?? "")?.login || FORMER;
  const nameOfRepository = (id: number): string => repositories.get(id)?.name ?? String(id);
  const addressOf = (thread: ThreadKey): string => {
    const { repository, number } = numbersOf(thread);
    return githubLink(settings, `${nameOfRepository(repository)}/issues/${number}`);
  };
  const podOf = (pod: number | string) => (typeof pod === "number" ? slugOf(pod) : pod);
  const { with: _, joinedAt, thread, volunteer, volunteerBy, ...rest } = profile;
  return {
    profile: {
      ...rest,
      advocate: volunteer,
      ...(volunteerBy !== undefined && { advocateBy: volunteerBy }),
      ...(wished.length > 0 && { with: wished.map(nameOf) }),
      ...(joinedAt !== undefined && { joinedAt: instant(joinedAt) }),
      ...(thread !== undefined && { thread: addressOf(thread) }),
      state: standing.state,
      pod: standing.pod === null ? null : slugOf(standing.pod),
      pinned: standing.pinned,
    },
    ofRecord: ({ times = {}, words, pods = {}, people = {}, thread, repository }: PersonRecord) => ({
      ...mapped(times, instant),
      ...words,
      ...(repository != null && { repository: nameOfRepository(repository) }),
      ...(thread !== undefined && { thread: addressOf(thread) }),
      ...mapped(pods, podOf),
      ...mapped(people, nameOf),
    }),
  };
}

const mapped = <T>(values: Readonly<Record<string, T>>, of: (value: T) => string): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, of(value)]));
