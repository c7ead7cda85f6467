/** Administration of the store: setting it up, and what functions report of themselves for the status page. */
import type { FunctionName } from "../core/in-force.ts";
import type { AdminStore } from "../core/ports.ts";
import type { Client } from "./client.ts";

export function adminStore(client: Client): AdminStore {
  const meta = client.keys.fixed("meta");
  return {
    async initialise(at) {
      const [outcome] = await client.run("initialise", { at });
      return outcome;
    },

    async initialisedAt() {
      const [created] = await client.read(["HGET", meta, "created"]);
      return Number(created);
    },

    async saveSender(sender) {
      await client.run("set-marker", { marker: "sender", value: JSON.stringify(sender) });
    },

    async saveOutdated(name, outdated) {
      await client.run("set-marker", { marker: outdatedOf(name), value: JSON.stringify(outdated) });
    },

    async noteTeam(pod, fault) {
      await client.run("set-marker", { marker: teamOf(pod), value: fault ?? "" });
    },

    close: () => client.close(),
  };
}

/** The fields of `meta` that hold the reports. */
export const teamOf = (pod: number) => `team:${pod}`;
export const outdatedOf = (name: FunctionName) => `outdated:${name}`;
