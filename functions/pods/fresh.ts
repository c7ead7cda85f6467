/** Answers that are rendered only for readers who do not have them yet. */
import type { Settings } from "#shared/core/settings.ts";
import { type Week, weekOf } from "#shared/core/week.ts";
import type { AppContext } from "#shared/openfaas/app.ts";
import { CACHE, hashOf, notModified } from "#shared/openfaas/cache.ts";
import { type Format, MEDIA, negotiate } from "#shared/openfaas/negotiate.ts";
import { pageHeaders } from "#shared/web/layout.ts";
import type { Deps } from "./handler.ts";

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

/**
 * A 304 when the reader's copy is of the same state, week, settings and code; one small read of the store and no
 * rendering. Else `render`.
 */
export async function fresh(
  c: AppContext,
  deps: Deps,
  offered: readonly [Format, ...Format[]],
  render: (reading: Reading) => Response | Promise<Response>,
  policy: string = CACHE.public,
): Promise<Response> {
  const settings = deps.settings();
  const format = negotiate(c, offered);
  const week = weekOf(deps.now(), settings.digest.timezone);
  const version = await deps.store.version();
  const { pathname, search } = new URL(c.req.url);
  const all = [version, week, deps.build, stampOf(settings), format, pathname, search].join("\n");
  c.header("Access-Control-Allow-Origin", "*");
  return notModified(c, hashOf(all), policy) ?? render({ c, deps, settings, format, version, week });
}

const stamps = new WeakMap<Settings, string>();

/** Settings change without a restart, and pages with them. */
function stampOf(settings: Settings): string {
  const known = stamps.get(settings) ?? hashOf(JSON.stringify(settings));
  stamps.set(settings, known);
  return known;
}

export const asHtml = (c: AppContext, settings: Settings, page: string): Response =>
  c.body(page, 200, pageHeaders(settings));

export const asText = (c: AppContext, format: Format, body: string): Response =>
  c.body(body, 200, { "Content-Type": MEDIA[format] });
