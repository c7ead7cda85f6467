/** What we wrote into the notes of releases. Whom it names stands there as keyed hashes, since some are nobody we know. */
import type { Errand } from "../core/outbox.ts";
import type { Credits, CreditsState, ReleaseKey } from "../core/ports.ts";
import type { Client } from "./client.ts";
import { releaseErrand } from "./errands-about.ts";
import type { StoreTools } from "./open-store.ts";
import { readFields, scanHash } from "./scan.ts";

const fieldOf = ({ repository, release }: ReleaseKey): string => `${repository}/${release}`;

export function credits({ client, hashes }: StoreTools): Credits {
  const { fixed } = client.keys;
  /** Whom it names, and the state. */
  const stored = async (key: ReleaseKey): Promise<readonly [people: string, state: string]> => {
    const [found] = await client.read(["HGET", fixed("credits"), fieldOf(key)]);
    const text = (found as string | null) ?? "|";
    return [text.slice(0, text.indexOf("|")), text.slice(text.indexOf("|") + 1)];
  };
  return {
    async creditsState(key) {
      const [, state] = await stored(key);
      return state ? (JSON.parse(state) as CreditsState) : undefined;
    },

    async saveCreditsState(key, state, named) {
      const people = named ? named.map(hashes.name).join(",") : (await stored(key))[0];
      await client.run("save-credits", { release: fieldOf(key), state: `${people}|${JSON.stringify(state)}` });
    },

    async forgottenAmong(people) {
      const names = people.flatMap(({ login, id }) => [hashes.name(login), id === undefined ? "-" : hashes.number(id)]);
      const times = await readFields(client, fixed("forgotten"), names);
      return new Set(people.filter((_, index) => times[2 * index] !== null || times[2 * index + 1] !== null));
    },
  };
}

/** The errands that write the credits again in which one of these logins stands. `names` are their keyed hashes. */
export async function creditsNaming(client: Client, names: readonly string[]): Promise<Errand[]> {
  const errands: Errand[] = [];
  for await (const [field, text] of scanHash(client, client.keys.fixed("credits"))) {
    const named = text.slice(0, text.indexOf("|")).split(",");
    if (names.some((name) => named.includes(name))) errands.push(releaseErrand(field));
  }
  return errands;
}
