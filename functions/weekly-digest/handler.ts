/** Publishes the week once it is over, and serves the published weeks in every form. */
import { CHANNEL_MEDIA, DESTINATIONS } from "#shared/channels/index.ts";
import { DigestCommand } from "#shared/core/commands.ts";
import { lastComplete, latestDue } from "#shared/core/digest/due.ts";
import { withNames } from "#shared/core/digest/with-names.ts";
import { PodsError, unreachable } from "#shared/core/errors.ts";
import { nonePublished, notAWeek, notPublished } from "#shared/core/messages/digest.ts";
import type { Operation } from "#shared/core/ports.ts";
import type { Settings } from "#shared/core/settings.ts";
import { isWeek, type Week } from "#shared/core/week.ts";
import { type App, type AppContext, createApp } from "#shared/openfaas/app.ts";
import { isTick, readJson } from "#shared/openfaas/body.ts";
import { versioned } from "#shared/openfaas/cache.ts";
import { extendDeadline } from "#shared/openfaas/deadline.ts";
import { handle } from "#shared/openfaas/handle.ts";
import { mediaOf, negotiate, splitSuffix } from "#shared/openfaas/negotiate.ts";
import { openFunction, type RuntimeWith } from "#shared/openfaas/open-function.ts";
import { operationOf } from "#shared/openfaas/operation.ts";
import { proveMaintainer } from "#shared/openfaas/proof.ts";
import { singleFlight } from "#shared/openfaas/single-flight.ts";
import { openStore } from "#shared/redis/store.ts";
import { pageHeaders } from "#shared/web/layout.ts";
import { archivePage } from "./digest-page.ts";
import { correct, type PublishOutcome, preview, publish } from "./publish.ts";
import { asJson, type DigestFormat, FEED_WEEKS, FORMATS, listed, render, renderFeed } from "./show.ts";

/** A big week is read in bulk, so it gets more than the usual deadline; the platform ends the call at eight seconds. */
const PUBLISH_MS = 7_000;

export type Deps = RuntimeWith<"adminKey">;

export function weeklyDigest(deps: Deps): App {
  const { store, settings } = deps;
  const app = createApp({ name: "weekly-digest", log: deps.log });
  const tickOnce = singleFlight((_: "tick") => tick(deps));

  app.post("/", async (c) => {
    extendDeadline(c, PUBLISH_MS);
    if (isTick(c)) return c.json(await tickOnce("tick"));
    proveMaintainer(c, deps.adminKey());
    return c.json(await run(readJson(c, DigestCommand), operationOf(c, deps.now()), deps));
  });

  app.get("/feed.atom", async (c) => {
    const weeks = (await store.digests()).slice(0, FEED_WEEKS);
    const found = await Promise.all(weeks.map((week) => store.digest(week)));
    const shown = await withNames(
      found.filter((digest) => digest !== undefined),
      store,
      settings(),
    );
    return answer(c, settings(), "atom", renderFeed(shown, settings()));
  });

  const archive = async (c: AppContext) => {
    const weeks = (await store.digests()).map((week) => listed(week, settings()));
    const format = negotiate(c, ["html", "json"]);
    const words = weeks.length === 0 ? { words: nonePublished } : {};
    const body =
      format === "html" ? archivePage({ settings: settings(), weeks, ...words }) : JSON.stringify({ items: weeks });
    return answer(c, settings(), format, body);
  };
  app.get("/archive", archive);
  app.get("/archive.json", archive);

  app.get("/", (c) => showWeek(c, deps, ""));
  app.get("/:week", (c) => showWeek(c, deps, splitSuffix(c.req.param("week"), CHANNEL_MEDIA).name));

  return app;
}

/** A week by its name; `""` and `latest` mean the latest one. */
async function showWeek(c: AppContext, deps: Deps, name: string): Promise<Response> {
  const { store } = deps;
  const settings = deps.settings();
  const weeks = await store.digests();
  const latest = name === "" || name === "latest";
  const week = latest ? weeks[0] : name;
  const digest = week !== undefined && isWeek(week) ? await store.digest(week) : undefined;
  const format = negotiate(c, FORMATS, CHANNEL_MEDIA);
  if (!digest) {
    const words = latest ? nonePublished : isWeek(name) ? notPublished(name) : notAWeek(name);
    if (format !== "html") throw new PodsError("not-found", words);
    const page = archivePage({ settings, weeks: weeks.map((week) => listed(week, settings)), words });
    return c.body(page, 404, pageHeaders(settings));
  }
  const [shown] = await withNames([digest], store, settings);
  return answer(c, settings, format, render(shown!, format, settings, weeks));
}

/** The ETag is a hash of the body: a digest is small, and the names in it change without a new version of the week. */
function answer(c: AppContext, settings: Settings, format: DigestFormat | "atom", body: string): Response {
  c.header("Access-Control-Allow-Origin", "*");
  return versioned(
    c,
    body,
    format === "html" ? pageHeaders(settings) : { "Content-Type": mediaOf(format, CHANNEL_MEDIA) },
  );
}

type DigestResponse = Omit<PublishOutcome, "outcome"> & {
  readonly outcome: PublishOutcome["outcome"] | "not-due";
  readonly url: string;
};

const digestResponse = (
  { outcome, week, to }: Omit<DigestResponse, "url">,
  { publicUrl }: Settings,
): DigestResponse => ({
  outcome,
  week,
  url: `${publicUrl}/weekly-digest/${week}`,
  to,
});

/** Publishes the latest week that is due: once, however many ticks come and however late. */
async function tick({ store, settings: current, now }: Deps): Promise<DigestResponse> {
  const [settings, at] = [current(), now()];
  const week = latestDue(at, settings);
  const done = await publish(week, { store, settings, now: at }, { id: "", at });
  const next = lastComplete(at, settings);
  if (done.outcome === "already-published" && next !== week)
    return digestResponse({ outcome: "not-due", week: next, to: [] }, settings);
  return digestResponse(done, settings);
}

async function run(command: DigestCommand, operation: Operation, { store, settings: current, now }: Deps) {
  const settings = current();
  const { week } = command;
  const publishing = { store, settings, now: now() };
  switch (command.do) {
    case "publish":
      return digestResponse(await publish(week, publishing, operation), settings);
    case "correct":
      return digestResponse(await correct(week, publishing, operation), settings);
    case "preview":
      return { outcome: "previewed", ...(await previewed(week, publishing)) };
    default:
      return unreachable(command);
  }
}

async function previewed(week: Week, publishing: Parameters<typeof preview>[1]) {
  const { store, settings } = publishing;
  const [shown] = await withNames([await preview(week, publishing)], store, settings);
  return { week, url: shown!.story.url, digest: asJson(shown!), markdown: render(shown!, "md", settings, []) };
}

export const start = openFunction({
  name: "weekly-digest",
  secrets: { adminKey: "pods-admin-key" },
  destinations: DESTINATIONS,
  openStore,
  app: weeklyDigest,
});

export default handle(start);
