/** What a run decided about somebody, on their page: for eight weeks, and as long as it holds. */
import { dayInWords } from "#shared/core/digest/dates.ts";
import { unreachable } from "#shared/core/errors.ts";
import type { Member } from "#shared/core/member.ts";
import {
  type Decided,
  holds,
  isDecided,
  namesOf,
  type PodsKnown,
  podsNamed,
  reasonsInWords,
} from "#shared/core/notices.ts";
import { byNumber } from "#shared/core/pod.ts";
import type { Store } from "#shared/core/ports.ts";
import type { Settings } from "#shared/core/settings.ts";
import { dayOf } from "#shared/core/week.ts";

const SHOWN_MS = 8 * 7 * 24 * 3_600_000;

export async function decidedInWords(
  member: Member,
  { store, settings, now }: { readonly store: Store; readonly settings: Settings; readonly now: () => number },
): Promise<string[]> {
  const decision = await store.decisionAbout(member.pseudonym);
  if (!decision || decision.at < now() - SHOWN_MS) return [];
  const { at, changes, pods: formed } = decision;
  const numbers = changes.flatMap(podsNamed).map((id) => formed[id] ?? Number(id));
  const pods = await store.podsNumbered(numbers.filter(Number.isInteger));
  const known: PodsKnown = { pods: byNumber(pods), formed };
  const names = namesOf(settings, known);
  const day = dayInWords(dayOf(at, settings.digest.timezone));
  return changes
    .filter(isDecided)
    .filter((change) => holds(change, member, known))
    .map((change) => `${whatHappened(change, names.pod)} on ${day}: ${reasonsInWords(change.reasons, names)}.`);
}

function whatHappened(change: Decided, pod: (id: string) => string): string {
  switch (change.kind) {
    case "move":
      return `Moved from ${pod(change.from)} to ${pod(change.to)}`;
    case "wait":
      return `Lost a seat in ${pod(change.from ?? "")}`;
    case "advocate":
      return `Became the Pod Advocate of ${pod(change.pod)}`;
    default:
      return unreachable(change);
  }
}
