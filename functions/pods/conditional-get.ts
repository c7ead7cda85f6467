/** Reads of public facts: a 304 for a reader whose copy is current, else an answer that is rendered once per version of the state. */
import type { Settings } from "#shared/core/settings.ts";
import { dayOf, endOfDay, type Week, weekOf } from "#shared/core/week.ts";
import type { AppContext } from "#shared/openfaas/app.ts";
import { CACHE, hashOf, notModified } from "#shared/openfaas/cache.ts";
import { type Format, negotiate } from "#shared/openfaas/negotiate.ts";
import type { Runtime } from "#shared/openfaas/open-function.ts";
import { singleFlightFresh } from "#shared/openfaas/single-flight.ts";
import type { HttpAnswer } from "./http-answer.ts";
import { openResponseCache } from "./response-cache.ts";
import type { PodsStore } from "./store.ts";
import type { StoreAt } from "./store-at.ts";

/** A read, with all that its answer is rendered from. */
export interface ReadRequest<F extends Format> extends State, Pick<Runtime<PodsStore>, "store" | "now"> {
  readonly c: AppContext;
  readonly settings: Settings;
  readonly format: F;
}

interface Calendar {
  /** The current day, an ISO date, and week in the community's time zone. */
  readonly day: string;
  readonly week: Week;
}

/** What most answers depend on. */
export interface State extends Calendar {
  /** Of the state. */
  readonly version: string;
}

interface Options extends Pick<Runtime<PodsStore>, "store" | "settings" | "now"> {
  readonly storeAt: StoreAt;
  /** Names the code that runs: another build renders other pages from the same state. */
  readonly build?: string;
}

type ConditionalGet = <F extends Format>(
  c: AppContext,
  offered: readonly [F, ...F[]],
  render: (request: ReadRequest<F>) => HttpAnswer | Promise<HttpAnswer>,
  how?: Freshness,
) => Promise<Response>;

export interface Freshness {
  readonly policy?: string;
  /** What the answer depends on besides the state, the day and the settings, such as the time of a meeting. */
  readonly phase?: (state: Pick<ReadRequest<Format>, "settings"> & State) => string | Promise<string>;
}

/**
 * Answers a 304 when the reader's copy was made from the same state, day, settings and code, at the cost of one small
 * read of the store; else the cached answer; else what `render` makes.
 */
export function conditionalGet({ store, storeAt, settings: current, now, build }: Options): ConditionalGet {
  const readVersion = singleFlightFresh(() => store.version());
  const calendarAt = openCalendar();
  const cached = openResponseCache();
  return async (c, offered, render, { policy = CACHE.public, phase = () => "" } = {}) => {
    const settings = current();
    const format = negotiate(c, offered);
    const { day, week } = calendarAt(now(), settings.digest.timezone);
    const version = await readVersion();
    const place = `${format} ${addressOf(c)} ${await phase({ settings, version, day, week })}`;
    // The terms of advocates end with a month.
    const month = new Date(now()).toISOString().slice(0, 7);
    const response = cached([version, day, month, build, stampOf(settings)].join("\n"), place);
    const rendered = () =>
      response.get(async () =>
        render({ c, store: await storeAt(version, day), now, settings, format, version, day, week }),
      );
    c.header("Access-Control-Allow-Origin", "*");
    // `If-None-Match: *` must not match a missing page, so render first: that throws not-found.
    if (c.req.header("if-none-match")?.trim() === "*") await rendered();
    const unchanged = notModified(c, response.version, policy);
    if (unchanged !== undefined) return unchanged;
    const { bytes, headers } = await rendered();
    return c.body(bytes, 200, headers);
  };
}

/** The path and the query as they were asked for. */
function addressOf(c: AppContext): string {
  const { url } = c.req;
  return url.slice(url.indexOf("/", url.indexOf("//") + 2));
}

/** The current day and week, computed again only when the day is over: asking Intl for a zone's time costs more than the rest of a 304. */
function openCalendar(): (now: number, timezone: string) => Calendar {
  let known = { day: "", week: "", timezone: "", from: 0, to: 0 };
  return (now, timezone) => {
    if (timezone !== known.timezone || now < known.from || now >= known.to)
      known = { ...calendarOf(now, timezone), timezone, from: now, to: endOfDay(now, timezone, 0) };
    return known;
  };
}

export const calendarOf = (now: number, timezone: string): Calendar => ({
  day: dayOf(now, timezone),
  week: weekOf(now, timezone),
});

const stamps = new WeakMap<Settings, string>();

/** Settings change without a restart, and pages with them. */
function stampOf(settings: Settings): string {
  const known = stamps.get(settings) ?? hashOf(JSON.stringify(settings));
  stamps.set(settings, known);
  return known;
}
