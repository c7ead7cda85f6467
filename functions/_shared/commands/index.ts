/**
 * All commands, by the function whose `POST /` takes them as JSON. `comments` holds those that only a comment can give.
 * Parsing, help, the OpenAPI document and docs/commands.md are derived from these lists. A new command is a file of its
 * own and its name in one of the lists. A function imports only the list it serves.
 */

import { QUESTIONS } from "./comment-commands.ts";
import type { Command, CommandContext, DigestContext, ImportContext, PlanContext, PodContext } from "./define.ts";
import { DIGEST_COMMANDS } from "./digest-commands.ts";
import { JOIN_POD_COMMANDS } from "./join-pod-commands.ts";
import { PLAN_COMMANDS } from "./plan-commands.ts";
import { DIRECTORY_COMMANDS } from "./pod-commands.ts";

/** The context of each list's commands. */
interface Contexts {
  readonly "join-pod": ImportContext;
  readonly rebalance: PlanContext;
  readonly "weekly-digest": DigestContext;
  readonly pods: PodContext;
  readonly comments: CommandContext;
}

export const COMMANDS: { readonly [List in keyof Contexts]: readonly Command<Contexts[List]>[] } = {
  "join-pod": JOIN_POD_COMMANDS,
  rebalance: PLAN_COMMANDS,
  "weekly-digest": DIGEST_COMMANDS,
  pods: DIRECTORY_COMMANDS,
  comments: QUESTIONS,
};
