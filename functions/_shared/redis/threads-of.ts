/** The threads that speak of somebody: as their author, in an answer to a command of theirs, or by name in our comment. */
import type { Pseudonym } from "../core/member.ts";
import type { ThreadKey } from "../core/thread.ts";
import type { Client } from "./client.ts";
import { scanHash } from "./scan.ts";

/** Reads every thread: being forgotten is rare, an index of who is named where would be one more place to forget. */
export async function threadsOf(client: Client, pseudonym: Pseudonym): Promise<ThreadKey[]> {
  const threads = new Set<ThreadKey>();
  for (const key of ["threads", "said"] as const) {
    for await (const [field, text] of scanHash(client, client.keys.fixed(key))) {
      if (text.includes(pseudonym)) threads.add(field.replace(/^answers:/, ""));
    }
  }
  return [...threads];
}
