/** Threads that wait for an answer. */
import type { Unanswered } from "../core/ports.ts";
import type { CommentState, ThreadKey } from "../core/thread.ts";
import type { StoreTools } from "./open-store.ts";
import { readFields } from "./scan.ts";
import { firstStepsOf, parseThread } from "./texts.ts";

/** More than a community leaves unanswered in the weeks that are asked about. */
const THREADS_MAX = 1_000;

export function unanswered({ client }: StoreTools): Unanswered {
  const list = client.keys.fixed("unanswered");
  const fieldsOf = (key: "threads" | "comments" | "profiles", fields: readonly string[]) =>
    readFields(client, client.keys.fixed(key), fields);
  return {
    async unanswered(from, to) {
      const [reply] = await client.read(["ZRANGEBYSCORE", list, from, to, "LIMIT", 0, THREADS_MAX]);
      const keys = reply as ThreadKey[];
      if (keys.length === 0) return [];
      const [[times], threads, states] = await Promise.all([
        client.read(["ZMSCORE", list, ...keys]),
        fieldsOf("threads", keys),
        fieldsOf("comments", keys),
      ]);
      const found = threads.flatMap((text, index) => {
        const thread = text ? parseThread(text) : undefined;
        // One that was answered meanwhile has no time any more.
        const waitsSince = Number((times as readonly unknown[])[index]);
        if (!thread?.author || !waitsSince) return [];
        const { pod = null, awaits = [] } = JSON.parse(states[index] ?? "{}") as Partial<CommentState>;
        return [{ thread: { ...thread, author: thread.author }, waitsSince, pod, awaits }];
      });
      const authors = await fieldsOf(
        "profiles",
        found.map(({ thread }) => thread.author),
      );
      return found.map((one, index) => ({ ...one, authorSteps: firstStepsOf(authors[index] ?? "") }));
    },
  };
}
