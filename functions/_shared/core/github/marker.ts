/** The hidden line that marks our comment in a thread. Anybody can paste it, so the author is checked as well. */

/** `community` is the id in the settings: it keeps two communities on one repository apart. */
export const markerOf = (community: string): string => `<!-- pods:${community}:thread -->`;

/** Marks the comments of one notice; `part` counts them. `key` is a hash: a notice is known by pseudonyms. */
export const noticeMarkerOf = (community: string, key: string, part: number): string =>
  `${noticeMarkersOf(community, key)}${part} -->`;

/** What the markers of all parts begin with. */
export const noticeMarkersOf = (community: string, key: string): string => `<!-- pods:${community}:notice:${key}/`;

/** Whether a comment claims to be ours, of any community. We read no commands in it, and check its deletion. */
export const hasMarker = (body: string | undefined): boolean =>
  /<!-- pods:[a-z0-9-]+:(?:thread|notice:[0-9a-f]+\/\d+) -->/.test(body ?? "");
