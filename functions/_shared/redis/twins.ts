/**
 * Twins are two records of one person: one imported by login, one known by number under an earlier login. A verb that
 * finds both changes nothing and reports it; the wishes of others to sit with the record without a number are then for the
 * other one, it is forgotten, and the verb run again.
 */
import type { Client } from "./client.ts";
import { TWIN } from "./failures.ts";
import { moveWishes } from "./move-wishes.ts";

/** A request names few people; each can have a twin. */
const TRIES = 4;

export function withoutTwins(client: Client): Client {
  async function retrying<Outcome>(at: string | number, work: () => Promise<Outcome>): Promise<Outcome> {
    for (let tries = 1; ; tries++) {
      try {
        return await work();
      } catch (error) {
        const [, twin, person] = TWIN.exec((error as Error).message) ?? [];
        if (twin === undefined || person === undefined || tries === TRIES) throw error;
        // First, so that a crash in between loses none.
        await moveWishes(client, twin, person);
        const noOperation = { operation: "", fingerprint: "", errands: "", hashes: "", said: "" };
        await client.run("forget", { ...noOperation, at, pseudonym: twin });
      }
    }
  }

  return {
    ...client,
    run: (verb, args, members) => retrying(args.at ?? 0, () => client.run(verb, args, members)),
    runMany: (verb, calls, members) => retrying(calls[0]?.at ?? 0, () => client.runMany(verb, calls, members)),
  };
}
