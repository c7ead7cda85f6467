/** Which pods a reader sees, in which order, a page at a time. */
import { openSeats, type Pod } from "#shared/core/pod.ts";
import { areaTitle, type Settings } from "#shared/core/settings.ts";
import { exactOffsetOf } from "#shared/core/timezone.ts";
import type { AreaRoom } from "./directory-page.ts";
import { HOURS, overlapOf, QUARTERS } from "./hours.ts";
import type { DirectoryQuery } from "./query.ts";

interface Page {
  readonly pods: readonly Pod[];
  /** How many match, on all pages. */
  readonly found: number;
  /** Where the next page begins. */
  readonly next: string | null;
}

interface Asked {
  readonly query: DirectoryQuery;
  readonly settings: Settings;
  /** Whether somebody sits in it whom `q` names. */
  readonly hasPerson: (pod: Pod) => boolean;
  /** Where people are, in hours east of UTC; asked for only if the reader has a time zone. */
  readonly offsetsOf: (pod: Pod) => readonly number[];
}

export function pageOf(pods: readonly Pod[], { query, settings, hasPerson, offsetsOf }: Asked): Page {
  const reader = exactOffsetOf(query.timezone);
  const apart = (pod: Pod) => (reader === null ? 0 : (HOURS - overlapOf(offsetsOf(pod), reader)) * QUARTERS);
  const fitting = pods
    .filter((pod) => fits(pod, query, settings) || (hasPerson(pod) && fits(pod, { ...query, q: "" }, settings)))
    .map((pod) => ({ pod, key: orderOf(pod, apart(pod)) }))
    .sort((a, b) => compare(a.key, b.key));
  const after = query.cursor?.split(".").map(Number);
  const start = after === undefined ? 0 : fitting.findIndex(({ key }) => compare(key, after) > 0);
  const page = start < 0 ? [] : fitting.slice(start, start + query.limit);
  const more = start >= 0 && start + query.limit < fitting.length;
  return {
    pods: page.map(({ pod }) => pod),
    found: fitting.length,
    next: more ? (page.at(-1)?.key.join(".") ?? null) : null,
  };
}

function fits(pod: Pod, { q = "", area, open }: DirectoryQuery, settings: Settings): boolean {
  if (area !== undefined && pod.area !== area) return false;
  if (open === true && openSeats(pod) === 0) return false;
  const wanted = q.toLowerCase();
  const words = [
    pod.name,
    pod.slug,
    pod.area,
    areaTitle(settings, pod.area),
    ...(settings.areas[pod.area]?.repositories ?? []),
  ];
  return words.some((word) => word.toLowerCase().includes(wanted));
}

/**
 * Pods with room first, then pods awake when the reader is, then pods that need people most. The key ends with the pod's
 * number and is also the cursor, so the next page begins at the right place even if pods changed meanwhile.
 */
function orderOf(pod: Pod, quartersApart: number): number[] {
  return [openSeats(pod) > 0 ? 0 : 1, quartersApart, 9 - openSeats(pod), pod.number];
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, i) => value !== b[i]);
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}

/** Every area of the settings with the open seats of its pods, in the settings' order. */
export function roomByArea(pods: readonly Pod[], settings: Settings): AreaRoom[] {
  const room = new Map<string, number>();
  for (const pod of pods) room.set(pod.area, (room.get(pod.area) ?? 0) + openSeats(pod));
  return Object.keys(settings.areas).map((id) => ({
    id,
    title: areaTitle(settings, id),
    openSeats: room.get(id) ?? 0,
  }));
}
