/** Publishes each week's digest once it is over, and serves the published ones in every format. */
import { CHANNEL_MEDIA, DESTINATIONS } from "#shared/channels/index.ts";
import { DIGEST_COMMANDS } from "#shared/commands/digest-commands.ts";
import { bodyOf, giveJson, readingBody } from "#shared/commands/json-door.ts";
import { digestUrl } from "#shared/commands/publish.ts";
import { firstDue, lastComplete, latestDue } from "#shared/core/digest/due.ts";
import { parseDigest } from "#shared/core/digest/model.ts";
import { withNames } from "#shared/core/digest/with-names.ts";
import { PodsError } from "#shared/core/errors.ts";
import { lazily } from "#shared/core/lazily.ts";
import { nonePublished, notAWeek, notPublished } from "#shared/core/messages/digest.ts";
import type { DigestDesk } from "#shared/core/ports.ts";
import type { Settings } from "#shared/core/settings.ts";
import { isWeek, type Week } from "#shared/core/week.ts";
import { type App, type AppContext, createApp } from "#shared/openfaas/app.ts";
import { isTick, readJson } from "#shared/openfaas/body.ts";
import { versioned } from "#shared/openfaas/cache.ts";
import { extendDeadline } from "#shared/openfaas/deadline.ts";
import { handle } from "#shared/openfaas/handle.ts";
import { mediaOf, negotiate, splitSuffix, suffixFault } from "#shared/openfaas/negotiate.ts";
import { openFunction, type RuntimeWith } from "#shared/openfaas/open-function.ts";
import { maintainerContext } from "#shared/openfaas/operation.ts";
import { proveMaintainer } from "#shared/openfaas/proof.ts";
import { singleFlight } from "#shared/openfaas/single-flight.ts";
import { takesBody } from "#shared/openfaas/takes-body.ts";
import { catchUpLog } from "#shared/redis/catch-up.ts";
import { connections } from "#shared/redis/connections.ts";
import { credits } from "#shared/redis/credits.ts";
import { feeds } from "#shared/redis/feeds.ts";
import { limits } from "#shared/redis/limits.ts";
import { maintainers } from "#shared/redis/maintainers.ts";
import { readAddress, storeWith } from "#shared/redis/open-store.ts";
import { publication } from "#shared/redis/publication.ts";
import { recorder } from "#shared/redis/recorder.ts";
import { repositories } from "#shared/redis/repositories.ts";
import { stewardship } from "#shared/redis/stewardship.ts";
import { threads } from "#shared/redis/threads.ts";
import { weeks } from "#shared/redis/weeks.ts";
import { errorPage } from "#shared/web/error-page.ts";
import { pageHeaders } from "#shared/web/layout.ts";
import { noteEarlierPairs } from "./connection.ts";
import { makeLink, provenReader, refuseEnded } from "./connection-links.ts";
import { archivePage } from "./digest-page.ts";
import { correct, isBeforeUs, preview, publish } from "./publish.ts";
import { asJson, type DigestFormat, FEED_WEEKS, FORMATS, listed, render, renderFeed } from "./show.ts";
import { showConnection } from "./show-connection.ts";
import type { DigestStore } from "./store.ts";

/** Reading big weeks takes longer than the usual deadline; the platform ends the call after eight seconds. */
const PUBLISH_MS = 7_000;

export type Deps = RuntimeWith<"adminKey", DigestStore>;

const digestBody = lazily(() => bodyOf(DIGEST_COMMANDS));

export function weeklyDigest(deps: Deps): App {
  const { store, settings } = deps;
  const app = createApp({
    name: "weekly-digest",
    log: deps.log,
    limits: deps,
    errorPage: errorPage(settings),
  });
  const tickOnce = singleFlight(async (_: "tick") => {
    const ticked = await tick(deps);
    await noteEarlierPairs({ store, settings: settings(), now: deps.now() });
    return ticked;
  });

  const prove = (c: AppContext) => proveMaintainer(c, deps.adminKey());
  app.post("/", takesBody(prove, { tick: true }), async (c) => {
    extendDeadline(c, PUBLISH_MS);
    if (isTick(c)) return c.json(await tickOnce("tick"));
    const context = { ...maintainerContext(c, deps), digests: digestDesk(deps) };
    const command = readJson(c, digestBody(), readingBody(settings()));
    const { status, body } = await giveJson(command, context);
    return c.json(body, status);
  });

  app.get("/feed.atom", async (c) => {
    const weeks = await store.digests();
    const recent = weeks.slice(0, FEED_WEEKS);
    const [first, ...found] = await Promise.all([...weeks.slice(-1), ...recent].map((week) => store.digest(week)));
    const organisation = first && parseDigest(first.model).organisation;
    const shown = await withNames(
      found.filter((digest) => digest !== undefined),
      store,
      settings(),
    );
    return answer(c, settings(), "atom", renderFeed(shown, settings(), organisation));
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

  app.on("GET", ["/connection", "/connection.json"], async (c) => {
    const reader = provenReader(c, deps);
    extendDeadline(c, PUBLISH_MS);
    await refuseEnded(reader, deps);
    return showConnection(c, deps);
  });

  app.get("/", (c) => showWeek(c, deps, ""));
  app.get("/:week", (c) => {
    const { name } = splitSuffix(c.req.param("week"));
    // The latest digest is at the root and at its suffixes.
    const fault = name === "" ? undefined : suffixFault(app, c.req.path);
    if (fault) throw fault;
    return showWeek(c, deps, name);
  });

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
    const all = weeks.map((week) => listed(week, settings));
    // A reader in a browser chooses another week.
    if (format === "html")
      c.set("errorPage", ({ detail }) => ({
        body: archivePage({ settings, weeks: all, words: detail }),
        headers: pageHeaders(settings),
      }));
    throw new PodsError("not-found", words);
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

/**
 * Reads the feeds, and publishes the latest week that is due: once, however many ticks come and however late. Of weeks that
 * were over before we came we know nothing, or a part.
 */
async function tick({ store, settings: current, now, log }: Deps) {
  const [settings, at] = [current(), now()];
  if (settings.links.feeds.length > 0) {
    // The code that reads feeds is loaded only if there are feeds.
    const { readFeeds } = await import("./feeds/read-feeds.ts");
    await readFeeds({ store, settings, now: at, log });
  }
  const week = latestDue(at, settings);
  const first = firstDue(await store.initialisedAt(), settings);
  if (week < first) return notDue(first);
  const done = await publish(week, { store, settings, now: at }, { id: "", at });
  const { outcome } = done;
  const next = lastComplete(at, settings);
  if (outcome === "already-published" && next !== week) return notDue(next);
  return { outcome, week, url: digestUrl(week, settings), to: outcome === "published" ? done.to : [] };
}

/** It has no address before it is published. */
const notDue = (week: Week) => ({ outcome: "not-due", week, to: [] }) as const;

function digestDesk(deps: Deps): DigestDesk {
  const { store, settings: current, now } = deps;
  const settings = current();
  const publishing = { store, settings, now: now() };
  return {
    publish: async (week, operation) =>
      (await isBeforeUs(week, publishing)) ? { outcome: "before-us" } : publish(week, publishing, operation),
    correct: (week, operation) => correct(week, publishing, operation),
    link: (login) => makeLink(login, deps),
    preview: async (week) => {
      if (await isBeforeUs(week, publishing)) return { outcome: "before-us" };
      const digest = await preview(week, publishing);
      const [shown] = await withNames(digest ? [digest] : [], store, settings);
      if (!shown) return { outcome: "not-begun" };
      return { outcome: "previewed", digest: asJson(shown), markdown: render(shown, "md", settings, []) };
    },
  };
}

const openStore = storeWith(
  catchUpLog,
  connections,
  credits,
  feeds,
  limits,
  maintainers,
  publication,
  recorder,
  repositories,
  stewardship,
  threads,
  weeks,
);

export const start = openFunction({
  name: "weekly-digest",
  secrets: { adminKey: "pods-admin-key", identityKey: "pods-identity-key" },
  destinations: DESTINATIONS,
  openStore,
  readAddress,
  app: (runtime) => weeklyDigest(runtime),
});

export default handle(start);
