/** Feeds: a field of `meta` for each, until when nobody else reads it, and how far it was read. */
import * as z from "zod";
import type { FeedState, Feeds } from "../core/ports.ts";
import type { StoreTools } from "./open-store.ts";
import { hashed } from "./operation.ts";

const StoredFeed = z.object({
  firstReadAt: z.number().exactOptional(),
  seen: z.array(z.string()),
  etag: z.string().exactOptional(),
  modified: z.string().exactOptional(),
  fault: z.object({ why: z.string(), since: z.number() }).exactOptional(),
});

export function feeds({ client }: StoreTools): Feeds {
  return {
    async claimFeed(url, now, until) {
      const [outcome, state = ""] = await client.run("claim-work", { marker: markerOf(url), at: now, ending: until });
      return outcome === "claimed" ? parse(state) : undefined;
    },

    async saveFeed(url, state, until) {
      await client.run("set-marker", { marker: markerOf(url), value: `${until}\n${JSON.stringify(state)}` });
    },

    async feedStates(urls) {
      if (urls.length === 0) return [];
      const [texts] = await client.read(["HMGET", client.keys.fixed("meta"), ...urls.map(markerOf)]);
      return (texts as (string | null)[]).map((text) => parse((text ?? "").split("\n")[1] ?? ""));
    },
  };
}

/** An address may hold a name. */
const markerOf = (url: string) => `feed:${hashed(url)}`;

const parse = (json: string): FeedState => (json === "" ? { seen: [] } : StoredFeed.parse(JSON.parse(json)));
