/** Offsets from UTC as hours on the circle of a day. */

/** Hours, 0 to 23, of the shortest arc of the circle that holds every offset; unknown ones (`null`) are left out. */
export function arcHours(offsets: Iterable<number | null>): number {
  const hours = new Set<number>();
  for (const offset of offsets) if (offset !== null) hours.add(hourOfDay(offset));
  const around = [...hours].sort((a, b) => a - b);
  const [first] = around;
  const last = around.at(-1);
  if (first === undefined || last === undefined || around.length < 2) return 0;
  let widest = first + 24 - last;
  for (let i = 1; i < around.length; i++) widest = Math.max(widest, (around[i] as number) - (around[i - 1] as number));
  return 24 - widest;
}

/** The hour of the circle, 0 to 23, that an offset from UTC falls on. */
export function hourOfDay(offset: number): number {
  return ((Math.round(offset) % 24) + 24) % 24;
}
