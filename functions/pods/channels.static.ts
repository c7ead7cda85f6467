/** The names of the channels. A bundle holds these values, and none of the code that posts. */
import { CHANNELS, DESTINATIONS as NAMES } from "#shared/channels/index.ts";

export const DESTINATIONS = NAMES;
/** The name that people know, by the channel's id. */
export const CHANNEL_TITLES: Readonly<Record<string, string>> = Object.fromEntries(
  CHANNELS.map(({ id, title }) => [id, title]),
);
