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

export interface Rests {
  /** Until when the errand has to wait, and why; `undefined` if it may be sent. */
  of(claim: Claim, destination: string, now: number): Rest | undefined;
  begin(of: RestOf, claim: Claim, destination: string, rest: Rest): void;
}

export function openRests(): Rests {
  const rests = new Map<string, Rest>();
  return {
    of(claim, destination, now) {
      for (const [scope, { until }] of rests) if (until <= now) rests.delete(scope);
      return Object.values(scopesOf(claim, destination))
        .flatMap((scope) => rests.get(scope) ?? [])
        .sort((a, b) => b.until - a.until)[0];
    },
    begin(of, claim, destination, rest) {
      rests.set(scopesOf(claim, destination)[of], rest);
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
