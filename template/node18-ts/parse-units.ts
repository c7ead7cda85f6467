const MS = { h: 3_600_000, m: 60_000, s: 1000, ms: 1 } as const;
const BYTES = { b: 1, kb: 1024, mb: 1024 ** 2, gb: 1024 ** 3 } as const;

/** A Go duration such as `3s` or `1m30s`, as in the watchdog's settings, in milliseconds. */
export function durationMs(text: string): number {
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ms|h|m|s)/g)];
  if (parts.map(([part]) => part).join("") !== text || text === "")
    throw new Error(`${text} is not a duration such as 3s`);
  return parts.reduce((sum, [, count, unit]) => sum + Number(count) * MS[unit as keyof typeof MS], 0);
}

/** A size as in the official templates, `25mb` or a plain number, in bytes. */
export function sizeBytes(text: string): number {
  const [, count, unit = "b"] = /^(\d+)(b|kb|mb|gb)?$/i.exec(text) ?? [];
  if (count === undefined) throw new Error(`${text} is not a size such as 25mb`);
  return Number(count) * BYTES[unit.toLowerCase() as keyof typeof BYTES];
}
