import * as z from "zod";
import { ThreadName } from "../core/settings.ts";
import { threadCommand } from "./kinds.ts";
import { dated } from "./outcome.ts";
import { alone } from "./words.ts";

export const quiet = threadCommand({
  word: "quiet",
  usage: "",
  does: "have nothing more said about pods in this thread",
  body: () => z.strictObject({ do: z.literal("quiet"), thread: ThreadName }),
  example: { thread: "ships/hull#5" },
  words: alone,
  run: async ({ store, operation }, thread) => {
    await store.silence(thread, operation());
    return { outcome: "quiet" };
  },
  outcomes: {
    quiet: {
      status: 200,
      say: dated(
        (day) =>
          `Since ${day} I write no comment about a pod in this thread; one that stands here goes. Commands are still answered, and notices still come.`,
      ),
    },
    "not-theirs": {
      error: "forbidden",
      say: "Only the person who opened this thread, people who may write to the repository, the advocate of the thread's pod and maintainers can quieten me here. People who may delete my comment can do that instead.",
      detail:
        "Only the thread's author, people who may write to the repository, its pod's advocate and maintainers may.",
    },
    "no-thread": {
      error: "not-found",
      say: "I do not know this thread.",
      detail: ({ thread }) => `No delivery told of ${thread}, so nothing is said there.`,
    },
  },
});
