/** A store for a dry run: it answers as the real one would, and writes nothing. */
import type { JoinRequest } from "#shared/core/ports.ts";
import type { ImportStore } from "./import.ts";

export function rehearsal(store: ImportStore): ImportStore {
  const said = new Map<string, string>();
  /** What a person whom an earlier row named would become: nobody is added twice. */
  function again({ subject, profile }: Pick<JoinRequest, "subject" | "profile">): "changed" | "unchanged" | undefined {
    const login = subject.login.toLowerCase();
    const before = said.get(login);
    const now = JSON.stringify({ ...(before && JSON.parse(before)), ...profile }, withoutNewNames);
    said.set(login, now);
    return before === undefined ? undefined : before === now ? "unchanged" : "changed";
  }
  return {
    ...store,
    saveImportProgress: async () => false,
    async joinMany(requests, operation) {
      const outcomes = await store.joinMany(requests, operation, { isDry: true });
      return outcomes.map((outcome, at) => {
        const repeated = again(requests[at]!);
        if (!repeated || !("changed" in outcome)) return outcome;
        const changed = outcome.changed && repeated === "changed";
        if (outcome.outcome === "seated") return { ...outcome, outcome: "already-seated", changed };
        return outcome.outcome === "waiting"
          ? { ...outcome, outcome: "already-waiting", changed }
          : { ...outcome, changed };
      });
    },
    async invite(requests, operation) {
      const outcomes = await store.invite(requests, operation, { isDry: true });
      return outcomes.map((outcome, at) => {
        const repeated = again(requests[at]!);
        if (!repeated || outcome.outcome === "refused" || outcome.outcome === "unchanged") return outcome;
        return { ...outcome, outcome: repeated };
      });
    },
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
