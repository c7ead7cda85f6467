/** The answers to `/pod` commands: kept until they are sent, and the comments that hold them. */
import type { CommandAnswer, Reply, ThreadKey } from "../thread.ts";
import type { Operation, Subject } from "./operation.ts";

export interface Answers {
  /**
   * Keeps an answer until it is sent, and makes its thread due in the same step. Without a person it is to `author`, who
   * becomes known, unless they asked to be forgotten. Their present login and number are noted. Works when memory is full.
   * An answer that `saysPlace` counts as telling its author where they are.
   */
  answer(
    answer: Omit<CommandAnswer, "operation"> & { readonly saysPlace?: true },
    author: Subject,
    operation: Operation,
  ): Promise<"answered" | "already">;
  /** The answers in a thread that are in no comment yet, in the order in which people spoke. */
  pendingAnswers(thread: ThreadKey): Promise<CommandAnswer[]>;
  /** Notes that a comment of ours holds these answers, by their operations; `null`: none will. They are pending no more. */
  saveReply(thread: ThreadKey, comment: number | null, operations: readonly string[]): Promise<void>;
  /** What a comment of ours holds, by default our latest one in the thread. */
  reply(thread: ThreadKey, comment?: number): Promise<Reply | undefined>;
}
