/** The hidden line that marks our comment in a thread. Anybody can paste it, so the author is checked as well. */

/** `community` is the id in the settings: it keeps two communities on one repository apart. */
export const markerOf = (community: string): string => `<!-- pods:${community}:thread -->`;

/** Whether a comment claims to be ours, of any community. We read no commands in it, and check its deletion. */
export const hasMarker = (body: string | undefined): boolean => /<!-- pods:[a-z0-9-]+:thread -->/.test(body ?? "");
