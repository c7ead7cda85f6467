/** What we leave alone for a while, because further calls would fail, or could get us banned. */
import { type Claim, urgencyOf } from "#shared/core/outbox.ts";
import { numbersOf } from "#shared/core/thread.ts";

/** A destination as a whole, its errands of one urgency, one repository there, those of a kind to it, or a single errand. */
export type RestOf = "destination" | "urgency" | "repository" | "kind" | "errand";

interface Rest {
  /** ms */
  readonly until: number;
  readonly detail: string;
}

/** The errands of a kind that wait for the end of a rest. */
interface Waiting extends Rest {
  readonly kind: Claim["errand"]["kind"];
  readonly errands: number;
}

export interface Rests {
  /** Until when the errand has to wait, and why; it is among those that wait, then. `undefined` if it may be sent. */
  of(claim: Claim, destination: string, now: number): Rest | undefined;
  begin(of: RestOf, claim: Claim, destination: string, rest: Rest): void;
  /** What waits, as far as this process had to put it off: what goes on first comes first. */
  waiting(now: number): Waiting[];
}

export function openRests(): Rests {
  const rests = new Map<string, Rest>();
  const waiting = new Map<string, Rest & Pick<Waiting, "kind">>();
  const wait = ({ id, errand }: Claim, { until, detail }: Rest) =>
    waiting.set(id, { kind: errand.kind, until, detail });
  const forget = (ended: ReadonlyMap<string, Rest> & Pick<Map<string, Rest>, "delete">, now: number) => {
    for (const [key, { until }] of ended) if (until <= now) ended.delete(key);
  };
  return {
    of(claim, destination, now) {
      forget(rests, now);
      waiting.delete(claim.id);
      const [rest] = Object.values(scopesOf(claim, destination))
        .flatMap((scope) => rests.get(scope) ?? [])
        .sort((a, b) => b.until - a.until);
      if (rest) wait(claim, rest);
      return rest;
    },
    begin(of, claim, destination, rest) {
      rests.set(scopesOf(claim, destination)[of], rest);
      wait(claim, rest);
    },
    waiting(now) {
      forget(waiting, now);
      const groups = new Map<string, Waiting>();
      for (const one of [...waiting.values()].sort((a, b) => a.until - b.until)) {
        const key = `${one.kind} ${one.detail}`;
        const before = groups.get(key);
        groups.set(key, { ...(before ?? one), errands: (before?.errands ?? 0) + 1 });
      }
      return [...groups.values()];
    },
  };
}

function scopesOf({ id, errand }: Claim, destination: string): Record<RestOf, string> {
  const urgency = errand.kind === "unreadable" ? "" : urgencyOf(errand);
  const repository =
    "thread" in errand ? numbersOf(errand.thread).repository : "repository" in errand && errand.repository;
  const place = repository ? `${destination} repository ${repository}` : id;
  return {
    destination,
    urgency: `${destination} ${urgency}`,
    repository: place,
    kind: `${place} ${errand.kind}`,
    errand: id,
  };
}
