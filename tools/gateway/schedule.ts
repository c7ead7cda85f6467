import { Cron } from "croner";
import { durationMs } from "../../template/node18-ts/parse-units.ts";

/** The topic whose functions the cron-connector invokes. */
const TOPIC = "cron-function";

/** The connector's shortest interval; it rounds shorter ones up. */
const INTERVAL_MIN_MS = 1_000;

export interface Schedule {
  stop(): void;
}

/** The function's schedule; `undefined` if the cron-connector would not invoke the function. */
export function scheduleOf(annotations: Readonly<Record<string, string>>): string | undefined {
  return annotations.topic === TOPIC ? annotations.schedule : undefined;
}

/**
 * Runs `tick` as the cron-connector would: `@every 10s`, `@daily` and the like, or five fields, which may begin with
 * `CRON_TZ=Europe/London`. Times are UTC otherwise. Throws for anything else: the connector would drop it silently.
 */
export function startSchedule(schedule: string, tick: () => void): Schedule {
  const every = /^@every\s+(\S+)$/.exec(schedule)?.[1];
  if (every !== undefined) {
    const timer = setInterval(tick, Math.max(durationMs(every), INTERVAL_MIN_MS)).unref();
    return { stop: () => clearInterval(timer) };
  }
  const [, timezone = "UTC", pattern = ""] = /^(?:(?:CRON_)?TZ=(\S+)\s+)?(.+)$/.exec(schedule) ?? [];
  const job = new Cron(pattern, { timezone, mode: "5-part", unref: true }, tick);
  return { stop: () => job.stop() };
}
