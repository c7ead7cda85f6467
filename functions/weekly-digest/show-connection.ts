/** Connection as answers, for maintainers alone. */
import type { WeekOfConnection } from "#shared/core/connection/connection.ts";
import { unreachable } from "#shared/core/errors.ts";
import type { Settings } from "#shared/core/settings.ts";
import { daysOf } from "#shared/core/week.ts";
import type { AppContext } from "#shared/openfaas/app.ts";
import { markPrivate } from "#shared/openfaas/cache.ts";
import { MEDIA, negotiate } from "#shared/openfaas/negotiate.ts";
import type { Runtime } from "#shared/openfaas/open-function.ts";
import { pageHeaders } from "#shared/web/layout.ts";
import { connection } from "./connection.ts";
import { connectionPage } from "./connection-page.ts";
import type { DigestStore } from "./store.ts";

export async function showConnection(
  c: AppContext,
  source: Pick<Runtime<DigestStore>, "store" | "settings" | "now">,
): Promise<Response> {
  const settings = source.settings();
  const format = negotiate(c, ["html", "json"]);
  const weeks = await connection({ store: source.store, settings, now: source.now() });
  c.header("Vary", "Authorization", { append: true });
  markPrivate(c);
  switch (format) {
    case "html":
      return c.body(connectionPage(settings, weeks), 200, pageHeaders(settings));
    case "json":
      return c.body(JSON.stringify({ weeks: dated(weeks, settings) }), 200, { "Content-Type": MEDIA.json });
    default:
      return unreachable(format);
  }
}

/** Each week with its Monday and its Sunday. */
const dated = (weeks: readonly WeekOfConnection[], { digest }: Settings) =>
  weeks.map(({ week, ...numbers }) => ({ week, ...daysOf(week, digest.timezone), ...numbers }));
