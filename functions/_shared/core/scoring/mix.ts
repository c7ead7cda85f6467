/** A community's mix of abilities, which a pod's mix is measured against. */

/** Active people of a community: all, level 2 or more, level 3 or more, level 4. */
export type Mix = readonly [number, number, number, number];

export function mixOf(members: Iterable<{ readonly level: number }>): Mix {
  const mix: [number, number, number, number] = [0, 0, 0, 0];
  for (const { level } of members) for (let at = 1; at <= level; at++) mix[(at - 1) as 0 | 1 | 2 | 3]++;
  return mix;
}

/**
 * How many of a pod's people are beyond its share of the community, or missing from it.
 *
 * @param people the people of a kind in a pod of `size`
 * @param all the people of that kind in a community of `everybody`
 */
export function beyondShare(people: number, size: number, all: number, everybody: number): number {
  if (everybody === 0) return 0;
  const share = (size * all) / everybody;
  return Math.max(0, Math.floor(share) - people, people - Math.ceil(share));
}
