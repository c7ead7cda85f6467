/** Whose the maintainers' logins were when they were first seen. */
import type { Maintainers } from "../core/ports.ts";
import type { StoreTools } from "./open-store.ts";

export function maintainers({ client, directory, hashes }: StoreTools): Maintainers {
  return {
    async claimMaintainer({ login, id }) {
      const known = (await directory.find({ login }))?.profile.id ?? id;
      const call = { login: hashes.name(login), person: hashes.number(id), first: hashes.number(known) };
      const [outcome] = await client.run("claim-maintainer", call);
      return outcome;
    },

    async takenLogins(logins) {
      if (logins.length === 0) return [];
      const fields = logins.map((login) => `taken:${hashes.name(login)}`);
      const [marks] = await client.read(["HMGET", client.keys.fixed("maintainers"), ...fields]);
      return logins.filter((_, at) => (marks as (string | null)[])[at] !== null);
    },
  };
}
