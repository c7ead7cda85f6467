/**
 * Every key there is, a closed list. One hash tag holds all of a community in one slot of a cluster. Who somebody is
 * stands in `who` and `prof` alone; all other keys hold pseudonyms.
 */
const FIXED = [
  /** hash: schema version, revision, next pod number, heads by state, the mix of ability, how the sender is */
  "meta",
  /** hash: `id:<number>` and `login:<lower case>` to a pseudonym */
  "who",
  /** hash: pseudonym to what the person told us */
  "prof",
  /** hash: pseudonym to where the person stands */
  "m",
  /** hash: pod number to area, advocate and roster */
  "p",
  /** sorted set: `<area>|<fit>|<pod>` of the pods with room */
  "open",
  /** sorted set: `<area>|<revision>|<pseudonym>` of who waits */
  "wait",
  /** stream: one entry `<revision>-0` for every change of the seating */
  "log",
  /** set: keyed hashes of who must not be brought back */
  "forgotten",
  /** hash and sorted set: errands, and when they are due */
  "outbox",
  "due",
  /** hashes: what GitHub told us, and what we said there */
  "threads",
  "said",
  "repos",
  /** hash: `<week>|<pod>` to how much happened */
  "pulse",
  /** lists: ids, the newest first */
  "plans",
  "runs",
  /** hashes: ISO week to digest; period to when its work was done */
  "digests",
  "periods",
  /** string: how far the plan is that is being made, for a minute */
  "planning",
] as const;

/** Keys of which there are many. */
const FAMILIES = [
  /** string: the outcome of an operation, for eight days */
  "op",
  /** hash: natural key to activity, one a week */
  "act",
  /** hashes: a plan, a run */
  "plan",
  "run",
] as const;

export type FixedKey = (typeof FIXED)[number];
export type KeyFamily = (typeof FAMILIES)[number];

export const FIXED_KEYS: ReadonlySet<string> = new Set(FIXED);
export const KEY_FAMILIES: ReadonlySet<string> = new Set(FAMILIES);

export interface Keys {
  fixed(name: FixedKey): string;
  of(family: KeyFamily, member: string): string;
}

/** The keys of one community. Throws RangeError on an id that could not stand between the braces. */
export function keysOf(community: string): Keys {
  if (!/^[a-z0-9._-]{1,64}$/.test(community)) throw new RangeError(`"${community}" is not a community's id`);
  const prefix = `pods:{${community}}:`;
  return { fixed: (name) => prefix + name, of: (family, member) => `${prefix}${family}:${member}` };
}
