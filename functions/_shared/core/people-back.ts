/**
 * Somebody whose break is over takes part from the first moment of the day after its last, though they get their seat or a
 * place only when a tick comes. Until then whatever counts people counts them where that tick puts them.
 */
import type { Member, Pseudonym } from "./member.ts";
import { byNumber, openSeats } from "./pod.ts";
import type { Directory, PeopleBack } from "./ports.ts";
import { ELSEWHERE, listsOf, NOWHERE } from "./seating.ts";

/** The work of a day that ends breaks. */
export const endsBreaksOf = (day: string): string => `breaks/${day}`;

/** Whether somebody on a break takes part again `today`, an ISO date. People who had neither a seat nor a place do not. */
export function isBack({ profile, standing }: Member, today: string): boolean {
  const { comesBack, pausedUntil } = profile;
  const isOver = comesBack === true && pausedUntil !== undefined && pausedUntil < today;
  return isOver && standing.state === "paused" && !listsOf(profile).includes(NOWHERE);
}

/** The directory as the seatings and plans of `today` find it, for counts. Their own pages wait for the tick. */
export async function withPeopleBack<Store extends PeopleBack & Pick<Directory, "census" | "podsNumbered" | "waiting">>(
  store: Store,
  today: string,
): Promise<Store> {
  const back = await store.peopleBack(today);
  if (back.length === 0) return store;
  const homes = byNumber(await store.podsNumbered(back.flatMap(({ standing }) => standing.pod ?? [])));
  const lists = new Map<string, Pseudonym[]>();
  const returned = new Map<number, number>();
  for (const { pseudonym, profile, standing } of back) {
    const { areas, anywhere } = profile;
    const number = standing.pod ?? 0;
    const [home, before] = [homes.get(number), returned.get(number) ?? 0];
    const returns = home && openSeats(home) > before && (anywhere || areas.includes(home.area));
    if (returns) returned.set(number, before + 1);
    // Somebody who gets their seat back counts for a pod of that area only, as one that is short is filled by them.
    const theirs = returns ? [home.area] : [...listsOf(profile), ...(anywhere && areas.length > 0 ? [ELSEWHERE] : [])];
    for (const list of theirs) lists.set(list, [...(lists.get(list) ?? []), pseudonym]);
  }
  return {
    ...store,
    waiting: async (list) => [...(await store.waiting(list)), ...(lists.get(list) ?? [])],
    async census() {
      const { paused, seated, waiting, ...others } = await store.census();
      const again = [...returned.values()].reduce((sum, people) => sum + people, 0);
      const all = back.length;
      return { ...others, paused: paused - all, seated: seated + again, waiting: waiting + all - again };
    },
  };
}
