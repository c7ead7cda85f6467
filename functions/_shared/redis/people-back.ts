/** The people whose break is over. */
import { endsBreaksOf, isBack } from "../core/people-back.ts";
import type { PeopleBack } from "../core/ports.ts";
import type { StoreTools } from "./open-store.ts";
import { scanHash } from "./scan.ts";

/** The place of the field in a profile. */
const PAUSED_UNTIL = 9;

export function peopleBack({ client, directory }: StoreTools): PeopleBack {
  const { fixed } = client.keys;
  return {
    async peopleBack(today) {
      const [done] = await client.read(["HEXISTS", fixed("periods"), endsBreaksOf(today)]);
      // Coming back by themselves ends a break, too, so nobody else has one.
      if (done === 1 || (await directory.census()).paused === 0) return [];
      const over: string[] = [];
      // The field may go on behind the day, which does not change how it compares with another day.
      const holds = (profile: string) => (profile.split("|")[PAUSED_UNTIL] || today) < today;
      for await (const [pseudonym] of scanHash(client, fixed("profiles"), { holds })) over.push(pseudonym);
      const found = await directory.members(over.sort());
      return [...found.values()].filter((one) => isBack(one, today));
    },
  };
}
