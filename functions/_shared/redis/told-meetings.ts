/** The meetings of the settings as calendars were last told of them. */
import type { ToldMeeting, ToldMeetings } from "../core/ports.ts";
import type { StoreTools } from "./open-store.ts";

export function toldMeetings({ client }: StoreTools): ToldMeetings {
  return {
    async toldMeetings(names) {
      if (names.length === 0) return [];
      const [texts] = await client.read(["HMGET", client.keys.fixed("meta"), ...names.map(markerOf)]);
      return (texts as (string | null)[]).map((text) => (text ? (JSON.parse(text) as ToldMeeting) : undefined));
    },

    async saveToldMeeting(name, told) {
      await client.run("set-marker", { marker: markerOf(name), value: JSON.stringify(told) });
    },
  };
}

const markerOf = (name: string) => `meeting:${name}`;
