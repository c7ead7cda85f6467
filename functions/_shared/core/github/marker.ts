/** The hidden line by which our one comment in a thread is found again. Anybody can paste it: the author is checked as well. */

/** `community` is the settings' id, so that two communities on one repository keep apart. */
export const markerOf = (community: string): string => `<!-- pods:${community}:thread -->`;

/** A comment that says it is ours, whichever community's: nothing in it is a command, and its deletion is looked into. */
export const hasMarker = (body: string | undefined): boolean => /<!-- pods:[a-z0-9-]+:thread -->/.test(body ?? "");
