/**
 * The hidden lines that mark our comments. Anybody can paste them, so the author is checked as well. `community` is the id
 * in the settings: it keeps two communities on one repository apart.
 */

/** Our comment about the pod of a thread. */
export const markerOf = (community: string): string => `<!-- pods:${community}:thread -->`;

/** Marks the comments of one notice; `part` counts them. `key` is a hash: a notice is known by pseudonyms. */
export const noticeMarkerOf = (community: string, key: string, part: number): string =>
  `${noticeMarkersOf(community, key)}${part} -->`;

/** What the markers of all parts begin with. */
export const noticeMarkersOf = (community: string, key: string): string => `<!-- pods:${community}:notice:${key}/`;

/** A reply with the answers of these operations. */
export const replyMarkerOf = (community: string, operations: readonly string[]): string =>
  `<!-- pods:${community}:answers:${operations.join(",")} -->`;

/** The issue of a week's digest. */
export const digestMarkerOf = (community: string, week: string): string => `<!-- pods:${community}:digest:${week} -->`;

/** Whether an issue claims to be that of a digest, of any community. */
export const isDigest = (body: string | undefined): boolean => /^<!-- pods:[a-z0-9-]+:digest:/.test(body ?? "");

const REPLY = /^<!-- pods:([^:]+):answers:(\S+) -->/;

/** The operations whose answers a comment claims to hold. */
export function operationsIn(body: string, community: string): string[] {
  const [, whose, operations = ""] = REPLY.exec(body) ?? [];
  return whose === community ? operations.split(",") : [];
}

/**
 * Whether a comment claims to be ours, of any community. We read no commands in it. Ours begin with their marker: where it
 * stands further below, a person quotes us.
 */
export const hasMarker = (body: string | undefined): boolean =>
  /^<!-- pods:[a-z0-9-]+:(?:thread|answers:[\w,-]*|notice:[0-9a-f]+\/\d+) -->/.test(body ?? "");

/** Whether it claims to be about the pod of its thread. We check its deletion. */
export const isAboutPod = (body: string | undefined): boolean => /^<!-- pods:[a-z0-9-]+:thread -->/.test(body ?? "");
