import { numberOf } from "../core/pod-names.ts";
import { aboutPod } from "./bodies.ts";
import type { BaseContext } from "./define.ts";
import { communityCommand } from "./kinds.ts";
import { setEnding } from "./set-outcomes.ts";

export const lock = communityCommand({
  word: "lock",
  does: "keep a pod as it is: nobody is seated there or moved",
  body: () => aboutPod("lock"),
  example: { pod: "narwhal" },
  run: ({ pod }, context: BaseContext) => setLocked(pod, true, context),
  outcomes: {
    changed: { status: 200, detail: "The pod is locked: nobody joins it, and nobody in it is moved." },
    unchanged: { status: 200, detail: "The pod was locked already." },
  },
});

export const unlock = communityCommand({
  word: "unlock",
  does: "let people join a locked pod again, and let plans change it",
  body: () => aboutPod("unlock"),
  example: { pod: "narwhal" },
  run: ({ pod }, context: BaseContext) => setLocked(pod, false, context),
  outcomes: {
    changed: { status: 200, detail: "The pod is open again." },
    unchanged: { status: 200, detail: "The pod was not locked." },
  },
});

async function setLocked(slug: string, locked: boolean, { store, operation }: BaseContext) {
  const pod = numberOf(slug);
  return setEnding(pod === undefined ? { outcome: "unknown" } : await store.lock(pod, locked, operation()), "no-pod");
}
