/** All channels. Settings and the secret may name those listed here; each has a format, and can be posted to. */
import { PAGE } from "../core/settings.ts";
import { bluesky } from "./bluesky.ts";
import type { Channel, Rendering } from "./channel.ts";
import { discord } from "./discord.ts";
import { mastodon } from "./mastodon.ts";
import { slack } from "./slack.ts";
import { x } from "./x.ts";

/** An introduction goes to the first one that is connected. */
export const CHANNELS = [slack, discord, mastodon, bluesky] as const satisfies readonly Channel[];
/** The digest as channels get it, and as people paste it where nothing can be posted. */
export const RENDERINGS = [...CHANNELS, x] as const satisfies readonly Rendering[];

export type ChannelId = (typeof CHANNELS)[number]["id"];
export type ChannelFormat = (typeof RENDERINGS)[number]["format"];

export const CHANNEL_IDS: readonly ChannelId[] = CHANNELS.map(({ id }) => id);
/** The names that `digest.to` may hold. */
export const DESTINATIONS: readonly string[] = [...CHANNEL_IDS, PAGE];

const BY_ID: ReadonlyMap<string, (typeof CHANNELS)[number]> = new Map(CHANNELS.map((channel) => [channel.id, channel]));

/** `undefined` for any other name. */
export const channelOf = (name: string): (typeof CHANNELS)[number] | undefined => BY_ID.get(name);

/** The media types of these digests. */
export const CHANNEL_MEDIA: ReadonlyMap<ChannelFormat, string> = new Map(
  RENDERINGS.map(({ format }) => [format, format.endsWith(".json") ? "application/json" : "text/plain; charset=utf-8"]),
);
