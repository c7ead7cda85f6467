/** A store for a dry run: it answers as the real one would, and writes nothing. */
import type { Listed, ListedOutcome } from "#shared/core/ports.ts";
import type { ImportStore } from "./import-batch.ts";

export function rehearsal(store: ImportStore): ImportStore {
  const said = new Map<string, string>();
  /** What a person whom an earlier row named would become: nobody is added twice. */
  function again({ subject, profile }: Listed): "changed" | "unchanged" | undefined {
    const login = subject.login.toLowerCase();
    const before = said.get(login);
    const now = JSON.stringify({ ...(before && JSON.parse(before)), ...profile }, withoutNewNames);
    said.set(login, now);
    return before === undefined ? undefined : before === now ? "unchanged" : "changed";
  }
  const rehearsed = (people: readonly Listed[], outcomes: readonly ListedOutcome[]): ListedOutcome[] =>
    outcomes.map((outcome, at) => {
      const repeated = again(people[at]!);
      if (!repeated || outcome.outcome === "refused" || outcome.outcome === "unchanged") return outcome;
      return { ...outcome, outcome: repeated };
    });
  return {
    ...store,
    saveImportProgress: async () => false,
    enlist: async (people, operation) => rehearsed(people, await store.enlist(people, operation, { isDry: true })),
    invite: async (people, operation) => rehearsed(people, await store.invite(people, operation, { isDry: true })),
    async leave(who, to) {
      const member = await store.find(who);
      if (!member) return { outcome: "unknown" };
      const { pseudonym, standing } = member;
      if (standing.state === to) return { outcome: "already", state: to, pseudonym };
      return { outcome: "left", was: standing.state, pod: standing.pod, pseudonym };
    },
  };
}

/** People who are new get another pseudonym in each row. */
const withoutNewNames = (key: string, value: unknown): unknown => (key === "proposed" ? undefined : value);
