/** The seats elsewhere of which people who wait were told: `<time>|<openings>|<since>|<pods offered since then>` by pseudonym. */
import type { Offers } from "../core/ports.ts";
import type { StoreTools } from "./open-store.ts";
import { operationCall } from "./operation.ts";
import { rangeOfPrefix, readFields } from "./scan.ts";

export function offers({ client, directory: { members } }: StoreTools): Offers {
  const { fixed } = client.keys;
  return {
    async seatsTold() {
      const entries = await rangeOfPrefix(client, fixed("queue"), "");
      // The moment since when they wait, and their pseudonym, once for each of their areas.
      const waiting = [...new Set(entries.map((entry) => entry.slice(entry.indexOf("|") + 1)))].sort();
      const people = await members(waiting.map((one) => one.slice(one.indexOf("|") + 1)));
      const asked = [...people.values()].filter(({ profile }) => profile.thread !== undefined);
      const lines = await readFields(
        client,
        fixed("offers"),
        asked.map(({ pseudonym }) => pseudonym),
      );
      return asked.map((member, index) => {
        const { at, told } = parseOffers(lines[index] ?? "");
        return { member, at, told };
      });
    },

    async offer({ pseudonym, standing }, pod, before, operation) {
      const { args, members } = operationCall(operation);
      const [outcome] = await client.run(
        "offer",
        { ...args, pseudonym, since: standing.since, pod, before, to: "person" },
        members,
      );
      return outcome;
    },

    async noteOffer(pseudonym, pod, to, { at }) {
      const { args } = operationCall({ id: "", at });
      await client.run("offer", { ...args, pseudonym, since: "", pod, before: "", to });
    },

    async podsOffered({ pseudonym, standing }) {
      const [line] = await readFields(client, fixed("offers"), [pseudonym]);
      const { since, offered } = parseOffers(line ?? "");
      return since === standing.since ? offered : [];
    },
  };
}

/** One line of them; `at` is 0 for people who were told of none. */
export function parseOffers(line: string): { at: number; told: string[]; since: number; offered: number[] } {
  const [at, told, since, offered] = line.split("|");
  return { at: Number(at), told: listIn(told), since: Number(since), offered: listIn(offered).map(Number) };
}

const listIn = (text: string | undefined): string[] => (text ? text.split(",") : []);
