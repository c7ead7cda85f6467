/** The threads that involve a person: as their author, in an answer to their command, or by name in our comment. */
import type { Pseudonym } from "../core/member.ts";
import type { ThreadKey } from "../core/thread.ts";
import type { Client } from "./client.ts";
import { scanHash } from "./scan.ts";

/** Reads every thread: people rarely ask to be forgotten, and an index of names would be one more place to clean. */
export async function threadsOf(client: Client, pseudonym: Pseudonym): Promise<ThreadKey[]> {
  const threads = new Set<ThreadKey>();
  for (const key of ["threads", "comments"] as const) {
    for await (const [field, text] of scanHash(client, client.keys.fixed(key))) {
      if (text.includes(pseudonym)) threads.add(field.replace(/^answers:/, ""));
    }
  }
  return [...threads];
}
