/** An errand as the outbox stores it. */
import { oneOf, wordsOf } from "../core/one-of.ts";
import type { Errand, UnreadableErrand } from "../core/outbox.ts";

const ERRAND_KINDS = wordsOf<Errand["kind"]>({
  answers: true,
  reaction: true,
  reply: true,
  thread: true,
  label: true,
  files: true,
  "closed-pod": true,
  "formed-pod": true,
  "co-authors": true,
  release: true,
  digest: true,
  "pods-digest": true,
  "pod-digest": true,
  introduction: true,
  notice: true,
  "offer-notice": true,
  "decision-notice": true,
  "run-notice": true,
  "ask-notice": true,
  "notice-names": true,
});

/** One errand of an unknown kind must not stop the others of its claim. Those of an earlier release have no `since`. */
export function parseErrand(json: string): { errand: Errand | UnreadableErrand; since: number } {
  const { since = 0, ...errand } = JSON.parse(json) as Errand & { since?: number };
  try {
    oneOf(ERRAND_KINDS, errand.kind, "The kind of the errand");
    return { errand, since };
  } catch (error) {
    return { errand: { kind: "unreadable", detail: (error as Error).message }, since };
  }
}
