import { mendedDespiteLock } from "../core/messages/pods.ts";
import { numberOf } from "../core/pod-names.ts";
import { aboutPod } from "./bodies.ts";
import type { BaseContext } from "./define.ts";
import { communityCommand, ofPod } from "./kinds.ts";
import { setEnding } from "./set-outcomes.ts";

export const lock = communityCommand({
  word: "lock",
  does: "keep a pod of five to nine people as it is: nobody is seated there or moved; a smaller one is mended all the same",
  body: () => aboutPod("lock"),
  example: { pod: "narwhal" },
  run: ({ pod }, context: BaseContext) => setLocked(pod, true, context),
  outcomes: {
    changed: {
      status: 200,
      detail: `The pod is locked: while it has five to nine people, nobody joins it and nobody in it is moved. If fewer are left, ${mendedDespiteLock}.`,
    },
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

async function setLocked(slug: string, locked: boolean, context: BaseContext) {
  const { store, operation } = context;
  const pod = numberOf(slug);
  const set = pod === undefined ? ({ outcome: "unknown" } as const) : await store.lock(pod, locked, operation());
  return ofPod(slug, context, setEnding(set, "no-pod"));
}
