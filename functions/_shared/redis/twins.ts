/**
 * Twins are two records of one person: one imported by login, one known by number under an earlier login. A verb that
 * finds both changes nothing and reports it; the record without a number is then forgotten and the verb run again.
 */
import type { Client } from "./client.ts";
import { TWIN } from "./failures.ts";

/** A request names few people; each can have a twin. */
const TRIES = 4;

export function withoutTwins(client: Client): Client {
  async function retrying<Outcome>(at: string | number, work: () => Promise<Outcome>): Promise<Outcome> {
    for (let tries = 1; ; tries++) {
      try {
        return await work();
      } catch (error) {
        const [, pseudonym] = TWIN.exec((error as Error).message) ?? [];
        if (pseudonym === undefined || tries === TRIES) throw error;
        const noOperation = { operation: "", fingerprint: "", errands: "", hashes: "", said: "" };
        await client.run("forget", { ...noOperation, at, pseudonym });
      }
    }
  }

  return {
    ...client,
    run: (verb, args, members) => retrying(args.at ?? 0, () => client.run(verb, args, members)),
    runMany: (verb, calls, members) => retrying(calls[0]?.at ?? 0, () => client.runMany(verb, calls, members)),
  };
}
