/** Answers that are rendered once for every version of the state, and sent only to readers who do not have them yet. */
import type { Settings } from "#shared/core/settings.ts";
import { type Week, weekBounds, weekOf } from "#shared/core/week.ts";
import type { AppContext } from "#shared/openfaas/app.ts";
import { CACHE, hashOf, notModified } from "#shared/openfaas/cache.ts";
import { type Format, MEDIA, negotiate } from "#shared/openfaas/negotiate.ts";
import { pageHeaders } from "#shared/web/layout.ts";
import { type Answer, openAnswers } from "./answers.ts";
import type { Deps } from "./handler.ts";
import { oneAtATime } from "./one-at-a-time.ts";

/** What an answer is made from. */
export interface Reading {
  readonly c: AppContext;
  readonly deps: Deps;
  readonly settings: Settings;
  readonly format: Format;
  /** Of the state. */
  readonly version: string;
  /** The week that it is in the community's time zone. */
  readonly week: Week;
}

export type Fresh = (
  c: AppContext,
  offered: readonly [Format, ...Format[]],
  render: (reading: Reading) => Answer | Promise<Answer>,
  policy?: string,
) => Promise<Response>;

/**
 * Gives what answers reads: a 304 when the reader's copy is of the same state, week, settings and code, which costs one
 * small read of the store; else what was rendered before from the same; else `render`.
 */
export function openFresh(deps: Deps): Fresh {
  const readVersion = oneAtATime(() => deps.store.version());
  const weekNow = openCalendar();
  const answerOf = openAnswers();
  return async (c, offered, render, policy = CACHE.public) => {
    const settings = deps.settings();
    const format = negotiate(c, offered);
    const week = weekNow(deps.now(), settings.digest.timezone);
    const version = await readVersion();
    const answer = answerOf([version, week, deps.build, stampOf(settings)].join("\n"), `${format} ${addressOf(c)}`);
    const rendered = () => answer.get(async () => render({ c, deps, settings, format, version, week }));
    c.header("Access-Control-Allow-Origin", "*");
    // Any version at all is one only of what is there, which rendering it finds out.
    if (c.req.header("if-none-match")?.trim() === "*") await rendered();
    const unchanged = notModified(c, answer.name, policy);
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

/** The week it is, reckoned anew when it is over: what a time zone's clock shows costs more than all else a 304 needs. */
function openCalendar(): (now: number, timezone: string) => Week {
  let known = { week: "", timezone: "", from: 0, to: 0 };
  return (now, timezone) => {
    if (timezone !== known.timezone || now < known.from || now >= known.to) {
      const week = weekOf(now, timezone);
      known = { week, timezone, ...weekBounds(week, timezone) };
    }
    return known.week;
  };
}

const stamps = new WeakMap<Settings, string>();

/** Settings change without a restart, and pages with them. */
function stampOf(settings: Settings): string {
  const known = stamps.get(settings) ?? hashOf(JSON.stringify(settings));
  stamps.set(settings, known);
  return known;
}

export const send = (c: AppContext, { body, headers }: Answer): Response => c.body(body, 200, headers);

export const asHtml = (settings: Settings, page: string): Answer => ({ body: page, headers: pageHeaders(settings) });

export const asText = (format: Format, body: string): Answer => ({ body, headers: { "Content-Type": MEDIA[format] } });

export const asJson = (value: unknown): Answer => asText("json", JSON.stringify(value));
