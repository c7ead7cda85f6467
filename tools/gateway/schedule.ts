import { Cron } from "croner";

/** The topic whose functions the cron-connector invokes. */
const TOPIC = "cron-function";

const UNITS_MS = { h: 3_600_000, m: 60_000, s: 1_000, ms: 1 } as const;
/** The longest a timer can wait. */
const INTERVAL_MAX_MS = 2 ** 31 - 1;

export interface Schedule {
  stop(): void;
}

/** The schedule of a function the cron-connector would invoke. */
export function scheduleOf(annotations: Readonly<Record<string, string>>): string | undefined {
  return annotations.topic === TOPIC ? annotations.schedule : undefined;
}

/**
 * Runs `tick` as the cron-connector would: `@every 10s`, `@daily` and the like, or five fields, which may begin with
 * `CRON_TZ=Europe/London`. Times are UTC otherwise. Throws for what is none of these: the connector drops it silently.
 */
export function startSchedule(schedule: string, tick: () => void): Schedule {
  const every = /^@every\s+(\S+)$/.exec(schedule)?.[1];
  if (every !== undefined) {
    const timer = setInterval(tick, parseDuration(every)).unref();
    return { stop: () => clearInterval(timer) };
  }
  const [, timezone = "UTC", pattern = ""] = /^(?:(?:CRON_)?TZ=(\S+)\s+)?(.+)$/.exec(schedule) ?? [];
  const job = new Cron(pattern, { timezone, mode: "5-part", unref: true }, tick);
  return { stop: () => job.stop() };
}

/** A duration as Go writes it, `1h30m` or `10s`, in milliseconds. */
export function parseDuration(text: string): number {
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ms|[hms])/g)];
  const ms = parts.reduce((sum, [, n, unit]) => sum + Number(n) * UNITS_MS[unit as keyof typeof UNITS_MS], 0);
  const whole = parts.map(([part]) => part).join("") === text;
  if (!whole || ms < 1 || ms > INTERVAL_MAX_MS) throw new Error(`${text} is not a duration such as 10s or 1h30m`);
  return ms;
}
