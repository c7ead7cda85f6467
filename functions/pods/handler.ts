/** The public directory: pods, areas, people, badges, calendars, status; and the commands about pods. */

import { readFileSync } from "node:fs";
import { bodyOf, giveJson, readingBody } from "#shared/commands/json-door.ts";
import { DIRECTORY_COMMANDS } from "#shared/commands/pod-commands.ts";
import { PodsError } from "#shared/core/errors.ts";
import { githubLink } from "#shared/core/github/site.ts";
import { handOverOf } from "#shared/core/hand-over.ts";
import { lazily } from "#shared/core/lazily.ts";
import type { AdvocateDesk } from "#shared/core/ports.ts";
import { publicSettings } from "#shared/core/public-settings.ts";
import { type App, type AppContext, createApp, nothingAt } from "#shared/openfaas/app.ts";
import { isTick, readJson } from "#shared/openfaas/body.ts";
import { CACHE, hashOf, markPrivate, versioned } from "#shared/openfaas/cache.ts";
import { extendDeadline } from "#shared/openfaas/deadline.ts";
import { handle } from "#shared/openfaas/handle.ts";
import { addressesOf, type Format, negotiate, splitSuffix } from "#shared/openfaas/negotiate.ts";
import { openFunction, type RuntimeWith } from "#shared/openfaas/open-function.ts";
import { maintainerContext } from "#shared/openfaas/operation.ts";
import { proveMaintainer } from "#shared/openfaas/proof.ts";
import { takesBody } from "#shared/openfaas/takes-body.ts";
import { answering } from "#shared/redis/answering.ts";
import { catchUpLog } from "#shared/redis/catch-up.ts";
import { conditions } from "#shared/redis/conditions.ts";
import { decisions } from "#shared/redis/decisions.ts";
import { feeds } from "#shared/redis/feeds.ts";
import { importRecords } from "#shared/redis/import-records.ts";
import { limits } from "#shared/redis/limits.ts";
import { maintainers } from "#shared/redis/maintainers.ts";
import { readAddress, storeWith } from "#shared/redis/open-store.ts";
import { outboxRecords } from "#shared/redis/outbox-records.ts";
import { peopleBack } from "#shared/redis/people-back.ts";
import { planIndex } from "#shared/redis/plan-index.ts";
import { recoveryLog } from "#shared/redis/recovery.ts";
import { repositories } from "#shared/redis/repositories.ts";
import { stewardship } from "#shared/redis/stewardship.ts";
import { strangers } from "#shared/redis/strangers.ts";
import { threads } from "#shared/redis/threads.ts";
import { toldMeetings } from "#shared/redis/told-meetings.ts";
import { unanswered } from "#shared/redis/unanswered.ts";
import { weeks } from "#shared/redis/weeks.ts";
import { errorPage } from "#shared/web/error-page.ts";
import { pageHeaders } from "#shared/web/layout.ts";
import { linkTo } from "#shared/web/links.ts";
import { makeLink, provenActor, readerOf } from "./advocate-links.ts";
import { asset } from "./assets.ts";
import { DESTINATIONS } from "./channels.static.ts";
import { communityMeetings } from "./community-meetings.ts";
import { calendarOf, conditionalGet, type Freshness, type ReadRequest } from "./conditional-get.ts";
import { type DirectorySnapshot, openDirectorySnapshots } from "./directory-snapshot.ts";
import { FIRST_WORDS } from "./first-words.static.ts";
import { githubAppPage } from "./github-app-page.ts";
import { asHtml, asText, type HttpAnswer, send } from "./http-answer.ts";
import { metrics } from "./metrics.ts";
import { openApi } from "./openapi.ts";
import { privacyPage } from "./privacy-page.ts";
import { showAdvocate } from "./show-advocate.ts";
import { nextMeeting, showAgenda } from "./show-agenda.ts";
import { showPerson } from "./show-person.ts";
import {
  podBySlug,
  showAreas,
  showBadge,
  showCalendar,
  showDirectory,
  showMembers,
  showPod,
  showPodCalendar,
} from "./show-pods.ts";
import { openStatus, outdatedOf, statusAlone } from "./status.ts";
import { awayPage, statusPage } from "./status-page.ts";
import { olderInWords } from "./status-words.ts";
import type { PodsStore } from "./store.ts";
import { openStoreAt } from "./store-at.ts";

export interface Deps extends RuntimeWith<"adminKey", PodsStore> {
  /** Names the code that runs: another build renders other pages from the same state. */
  readonly build?: string;
}

type Show<F extends Format> = (
  request: ReadRequest<F>,
  snapshot: DirectorySnapshot,
  param: string,
) => HttpAnswer | Promise<HttpAnswer>;

/** With the name in the address. */
type Phase = (state: Parameters<NonNullable<Freshness["phase"]>>[0], param: string) => string | Promise<string>;

/** These addresses say why the store is away, so they wait until it has given up, after two seconds. */
const OUTLASTS_STORE_MS = 2_500;

const podBody = lazily(() => bodyOf(DIRECTORY_COMMANDS));

export function pods(deps: Deps): App {
  const app = createApp({
    name: "pods",
    log: deps.log,
    limits: deps,
    errorPage: errorPage(deps.settings),
  });
  const storeAt = openStoreAt(deps.store);
  const snapshots = openDirectorySnapshots(storeAt);
  const get = conditionalGet({ ...deps, storeAt });
  const inForce = deps.inForce ?? (() => ({ settings: "pods.yml", outdated: [] }));
  const readStatus = openStatus({ ...deps, inForce });

  /** A read of public facts at this address; the name in it, without a suffix, is `param`. */
  const show = <F extends Format>(
    path: string,
    offered: readonly [F, ...F[]],
    render: Show<F>,
    { policy, phase }: { policy?: string; phase?: Phase } = {},
  ) =>
    app.on("GET", addressesOf(path, offered), (c) => {
      const [name = ""] = Object.values(c.req.param() as Record<string, string>);
      const param = splitSuffix(name).name;
      const answer = async (request: ReadRequest<F>) => {
        const snapshot = await snapshots(request, request.settings.areas);
        const settings = publicSettings(request.settings, snapshot.repositories);
        return render({ ...request, settings }, snapshot, param);
      };
      return get(c, offered, answer, {
        ...(policy && { policy }),
        ...(phase && { phase: (state) => phase(state, param) }),
      });
    });

  app.get("/assets/:name", (c) => {
    const file = asset(c, c.req.param("name"));
    if (file === undefined) throw new PodsError("not-found", "There is no such file in this version.");
    return file;
  });
  app.get("/openapi.json", (c) => {
    c.header("Access-Control-Allow-Origin", "*");
    const body = JSON.stringify(openApi(deps.settings()));
    return versioned(c, body, { "Content-Type": "application/json" });
  });
  app.get("/privacy", (c) => {
    const { body, headers } = asHtml(deps.settings(), privacyPage(deps.settings()));
    return versioned(c, body, headers);
  });
  app.get("/github-app", (c) => {
    const settings = deps.settings();
    // GitHub sends people back here with a code in the address, so it is never kept.
    markPrivate(c);
    return c.body(githubAppPage(settings), 200, pageHeaders(settings, { formsTo: githubLink(settings, "") }));
  });
  app.get("/feed.atom", (c) => c.redirect(linkTo(deps.settings(), "weekly-digest", "/feed.atom"), 302));

  app.on("GET", ["/status", "/status.json"], async (c) => {
    const format = negotiate(c, ["html", "json"]);
    const settings = deps.settings();
    extendDeadline(c, OUTLASTS_STORE_MS);
    const status = await readStatus().catch((error) => {
      if (!(error instanceof PodsError)) throw error;
      const alone = statusAlone(settings, inForce(), deps.adminKey() !== undefined);
      c.set("errorPage", ({ detail }) => asHtml(settings, awayPage({ settings, alone, why: detail })));
      throw new PodsError(error.code, error.detail, { more: { ...alone }, cause: error });
    });
    return format === "json" ? c.json(status) : send(c, asHtml(settings, statusPage({ settings, status })));
  });
  app.get("/ready", async (c) => {
    extendDeadline(c, OUTLASTS_STORE_MS);
    try {
      await deps.store.probe();
      const condition = await deps.store.condition();
      const { server, durability, initialised, refusal } = condition;
      if (refusal !== undefined) throw new PodsError("unavailable", refusal);
      const older = olderInWords(outdatedOf(inForce(), condition));
      return c.json({ ready: true, server, durability, initialised, ...older });
    } catch (error) {
      if (!(error instanceof PodsError)) throw error;
      // The address in force may be an older one, which nobody would look for.
      const more = olderInWords([{ function: "pods", outdated: inForce().outdated }]);
      throw new PodsError(error.code, error.detail, { more, cause: error });
    }
  });
  app.get("/metrics", async (c) => {
    // The gateway adds a call id to every request, so one without comes from a scraper inside the cluster.
    if (c.req.header("x-call-id") !== undefined) throw nothingAt(app, "/metrics");
    const [version, condition, backlog, { groups }] = await Promise.all([
      deps.store.version(),
      deps.store.condition(),
      deps.store.backlog(),
      deps.store.unsent(),
    ]);
    const { digest, areas } = deps.settings();
    const snapshot = await snapshots({ version, ...calendarOf(deps.now(), digest.timezone) }, areas);
    const outdated = outdatedOf(inForce(), condition);
    return send(c, asText("txt", metrics(snapshot, condition, backlog, groups, outdated, deps.now())));
  });

  for (const path of ["/", "/directory"]) show(path, ["html", "json", "csv", "txt"], showDirectory);
  show("/areas", ["html", "json"], showAreas);
  show("/members.svg", ["svg"], (request, snapshot) => showMembers(request, snapshot), { policy: CACHE.badge });
  show("/people/:login", ["html", "json"], showPerson);
  show("/calendar.ics", ["ics"], async (request, snapshot) =>
    showCalendar(request, snapshot, await communityMeetings(request, deps.log)),
  );
  show("/agenda", ["html", "json", "md"], (request, snapshot) => showAgenda(request, snapshot, undefined), {
    phase: ({ settings }) => String(nextMeeting(settings, undefined, deps.now())?.at),
  });
  show(
    "/:slug/agenda",
    ["html", "json", "md"],
    (request, snapshot, slug) => showAgenda(request, snapshot, podBySlug(snapshot, slug)),
    {
      phase: async ({ settings, ...state }, slug) => {
        const snapshot = await snapshots(state, settings.areas);
        return String(nextMeeting(settings, podBySlug(snapshot, slug), deps.now())?.at);
      },
    },
  );
  show("/:slug/calendar.ics", ["ics"], showPodCalendar);
  show("/:slug/badge.svg", ["svg"], showBadge, { policy: CACHE.badge });
  show("/:slug/badge.json", ["json"], showBadge, { policy: CACHE.badge });
  show("/:slug/members.svg", ["svg"], showMembers, { policy: CACHE.badge });
  app.get("/:slug", async (c, next) => {
    const { name } = splitSuffix(c.req.param("slug"));
    // The page of this name was not matched, so it has no such format; no pod is called like it.
    if (name === "" || FIRST_WORDS.includes(name)) throw nothingAt(app, c.req.path);
    await next();
  });
  show("/:slug", ["html", "json", "txt"], showPod, {
    phase: async ({ settings, ...state }, slug) => {
      const snapshot = await snapshots(state, settings.areas);
      const handOver = handOverOf(podBySlug(snapshot, slug), deps.now()) ? "hand-over" : "";
      return (await deps.store.answersOnGitHub()) ? handOver : `${handOver} unanswered`;
    },
  });
  app.on("GET", ["/:slug/advocate", "/:slug/advocate.json"], async (c) => {
    const actor = provenActor(c, deps);
    const [pods, podsFormed] = await Promise.all([deps.store.pods(), deps.store.podsFormed()]);
    const pod = podBySlug({ pods, podsFormed }, c.req.param("slug"));
    return showAdvocate(c, pod, readerOf(actor, pod, deps.now()), deps);
  });

  const prove = (c: AppContext) => proveMaintainer(c, deps.adminKey());
  app.post("/", takesBody(prove), async (c) => {
    if (isTick(c)) throw new PodsError("malformed", 'Send a command, such as {"do":"lock","pod":"narwhal"}.');
    const advocates: AdvocateDesk = { link: (wish) => makeLink(wish, deps) };
    const command = readJson(c, podBody(), readingBody(deps.settings()));
    const { status, body } = await giveJson(command, { ...maintainerContext(c, deps), advocates });
    return c.json(body, status);
  });
  return app;
}

const openStore = storeWith(
  answering,
  catchUpLog,
  conditions,
  decisions,
  feeds,
  importRecords,
  limits,
  maintainers,
  outboxRecords,
  peopleBack,
  planIndex,
  recoveryLog,
  repositories,
  stewardship,
  strangers,
  threads,
  toldMeetings,
  unanswered,
  weeks,
);

export const start = openFunction({
  name: "pods",
  secrets: { adminKey: "pods-admin-key", identityKey: "pods-identity-key" },
  destinations: DESTINATIONS,
  openStore,
  readAddress,
  app: (runtime) => pods({ ...runtime, build: buildOf() }),
});

/** The hash of the bundle, which all replicas share. Under tsx there is no bundle, so every start counts as a build. */
const buildOf = (): string =>
  typeof __filename === "string" ? hashOf(readFileSync(__filename)) : String(performance.timeOrigin);

export default handle(start);
