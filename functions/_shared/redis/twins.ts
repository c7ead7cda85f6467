/**
 * One person, recorded twice: imported by a login, and known by number under an earlier login. When number and login
 * come together the record without a number gives way; the scripts report it and change nothing.
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
        const nobody = { operation: "", fingerprint: "", errands: "", barred: "" };
        await client.run("forget", { ...nobody, at, pseudonym });
      }
    }
  }

  return {
    ...client,
    run: (script, args, members) => retrying(args.at ?? 0, () => client.run(script, args, members)),
    runMany: (calls) => retrying(calls[0]?.args.at ?? 0, () => client.runMany(calls)),
  };
}
