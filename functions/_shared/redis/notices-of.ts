/** The comments of notices that name a person. */
import type { Pseudonym } from "../core/member.ts";
import type { Errand } from "../core/outbox.ts";
import type { Client } from "./client.ts";
import { scanHash } from "./scan.ts";

/** Reads every notice, as people rarely ask to be forgotten. */
export async function noticesOf(client: Client, person: Pseudonym): Promise<Errand[]> {
  const errands: Errand[] = [];
  for await (const [place, named] of scanHash(client, client.keys.fixed("notices"))) {
    const [thread = "", comment] = place.split("/");
    if (named.split(",").includes(person)) errands.push({ kind: "notice-names", thread, comment: Number(comment) });
  }
  return errands;
}
