/**
 * Refuses what needs the identity key while that is another one than the community began with: a forgotten person would come
 * back unseen, and what is kept of those who are forgotten now would be worth nothing once the right key is back.
 */
import { PodsError } from "../core/errors.ts";
import type { Client } from "./client.ts";
import { OTHER_KEY } from "./failure-words.static.ts";
import type { IdentityHashes } from "./identity-hashes.ts";
import type { VerbName } from "./library.ts";

/** Verbs that take keyed hashes, and the one that says whether a command would succeed. People can leave all the same. */
const NEEDS_KEY: ReadonlySet<VerbName> = new Set([
  "answer",
  "claim-maintainer",
  "describe",
  "enlist",
  "forget",
  "invite",
  "join",
  "list-independent",
  "note-earlier",
  "note-words",
  "probe",
  "record",
  "save-credits",
  "set-pod-field",
]);

/** The field of `meta` that tells the key from another one. */
const FIELD = "identity-key";

export function withKeyChecked(client: Client, hashes: IdentityHashes): Client {
  let sound: string | undefined;

  async function look(fingerprint: string): Promise<void> {
    const [kept] = await client.read(["HGET", client.keys.fixed("meta"), FIELD]);
    if (kept === null) await client.run("set-marker", { marker: FIELD, value: fingerprint });
    else if (kept !== fingerprint) throw new PodsError("unavailable", OTHER_KEY);
    sound = fingerprint;
  }

  function checked<Done>(verb: VerbName, work: () => Promise<Done>): Promise<Done> {
    if (!NEEDS_KEY.has(verb)) return work();
    const fingerprint = hashes.fingerprint();
    return fingerprint === sound ? work() : look(fingerprint).then(work);
  }

  return {
    ...client,
    async run(verb, args, members) {
      const reply = await checked(verb, () => client.run(verb, args, members));
      if (verb === "initialise" && reply[0] === "initialised") await look(hashes.fingerprint());
      return reply;
    },
    runMany: (verb, calls, members) => checked(verb, () => client.runMany(verb, calls, members)),
  };
}
