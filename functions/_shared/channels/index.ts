/** All channels. Settings and the secret may name those listed here; each has a format, and can be posted to. */
import { PAGE } from "../core/settings.ts";
import type { Channel } from "./channel.ts";
import { discord } from "./discord.ts";
import { mastodon } from "./mastodon.ts";
import { slack } from "./slack.ts";

/** An introduction goes to the first one that is connected. */
export const CHANNELS = [slack, discord, mastodon] as const satisfies readonly Channel[];

export type ChannelId = (typeof CHANNELS)[number]["id"];
export type ChannelFormat = (typeof CHANNELS)[number]["format"];

export const CHANNEL_IDS: readonly ChannelId[] = CHANNELS.map(({ id }) => id);
/** The names that `digest.to` may hold. */
export const DESTINATIONS: readonly string[] = [...CHANNEL_IDS, PAGE];

const BY_ID: ReadonlyMap<string, (typeof CHANNELS)[number]> = new Map(CHANNELS.map((channel) => [channel.id, channel]));

/** `undefined` for any other name. */
export const channelOf = (name: string): (typeof CHANNELS)[number] | undefined => BY_ID.get(name);

/** The media types of the digests that channels get. */
export const CHANNEL_MEDIA: ReadonlyMap<ChannelFormat, string> = new Map(
  CHANNELS.map(({ format }) => [format, format.endsWith(".json") ? "application/json" : "text/plain; charset=utf-8"]),
);
