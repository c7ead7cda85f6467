/** Threads, and the state of our comments, labels and greetings there. */
import { NO_LABEL } from "../core/github/pod-label.ts";
import type { Pseudonym } from "../core/member.ts";
import type { Threads } from "../core/ports.ts";
import { type CommentState, type LabelState, NO_COMMENT, type ThreadKey } from "../core/thread.ts";
import type { StoreTools } from "./open-store.ts";
import { operationCall } from "./operation.ts";
import { rangeOfPrefix } from "./scan.ts";
import { firstStepsOf, parseThread } from "./texts.ts";

export function threads({ client }: StoreTools): Threads {
  const { fixed } = client.keys;

  async function openThreadsOf<Owner extends number | Pseudonym>(
    owners: readonly Owner[],
  ): Promise<Map<Owner, number>> {
    if (owners.length === 0) return new Map();
    // `}` follows `|`.
    const counts = await client.read(
      ...owners.map((owner) => ["ZLEXCOUNT", fixed("load"), `[${owner}|`, `(${owner}}`] as const),
    );
    return new Map(owners.map((owner, n) => [owner, Number(counts[n])]));
  }

  async function threadsOwnedBy(owner: string): Promise<ThreadKey[]> {
    const entries = await rangeOfPrefix(client, fixed("load"), `${owner}|`);
    return entries.map((entry) => entry.slice(entry.indexOf("|") + 1));
  }

  return {
    async thread(key) {
      const [facts] = await client.read(["HGET", fixed("threads"), key]);
      return facts ? parseThread(facts as string) : undefined;
    },

    async commentState(key) {
      const [text] = await client.read(["HGET", fixed("comments"), key]);
      // An earlier release left out what it did not know.
      return text ? { ...NO_COMMENT, ...(JSON.parse(text as string) as Partial<CommentState>) } : undefined;
    },

    async saveCommentState(key, state) {
      await client.run("save-comment-state", { thread: key, state: JSON.stringify(state) });
    },

    async silence(key, operation) {
      const { args, members } = operationCall({ ...operation, errands: [{ kind: "thread", thread: key }] });
      const state = JSON.stringify({ ...NO_COMMENT, silenced: true } satisfies CommentState);
      await client.run("silence", { ...args, thread: key, state }, members);
    },

    async moveThread(from, to, operation) {
      const { args, members } = operationCall(operation);
      await client.run("move-thread", { ...args, origin: from, thread: to }, members);
    },

    async labelState(key) {
      const [text] = await client.read(["HGET", fixed("labels"), key]);
      return text ? (JSON.parse(text as string) as LabelState) : NO_LABEL;
    },

    async saveLabelState(key, state) {
      await client.run("save-label-state", { thread: key, state: JSON.stringify(state) });
    },

    threadsOf: (pod) => threadsOwnedBy(`${pod}`),

    async threadsAwaiting(area) {
      const ids = client.areas.storedIds(client.areas.idNow(area));
      const found = await Promise.all(ids.map((id) => threadsOwnedBy(`area:${id}`)));
      return [...new Set(found.flat())];
    },

    load: openThreadsOf,
    turns: openThreadsOf,

    async firstSteps(person) {
      const [text] = await client.read(["HGET", fixed("profiles"), person]);
      return firstStepsOf((text as string | null) ?? "");
    },

    async greet(person, occasion, thread, buddies) {
      const [outcome, buddy] = await client.run("greet", { person, occasion, thread, buddies: buddies.join(",") });
      return outcome === "here" ? { buddy: buddy || null } : undefined;
    },

    async withdrawWelcome(thread) {
      await client.run("withdraw-welcome", { thread });
    },

    async saveNotice(thread, comment, people) {
      await client.run("save-notice", { place: `${thread}/${comment}`, named: people.join(",") });
    },

    async namedInNotice(thread, comment) {
      const [named] = await client.read(["HGET", fixed("notices"), `${thread}/${comment}`]);
      return ((named as string | null) ?? "").split(",").filter(Boolean);
    },
  };
}
