/** Sends what the outbox holds: comments and credits to GitHub, posts to channels. Asks for deliveries again that failed. */
import { setTimeout as delay } from "node:timers/promises";
import { CHANNEL_IDS, type ChannelId, DESTINATIONS } from "#shared/channels/index.ts";
import { type Connections, parseChatSecret } from "#shared/channels/secret.ts";
import { CRASHES_MAX } from "#shared/core/errand-times.ts";
import { PodsError, unreachable } from "#shared/core/errors.ts";
import { apiOf } from "#shared/core/github/site.ts";
import { tickOnly } from "#shared/core/messages/deliveries.ts";
import { type Claim, destinationOf, GITHUB } from "#shared/core/outbox.ts";
import { type GitHub, openGitHub } from "#shared/github/client.ts";
import { parseGitHubSecret } from "#shared/github/secret.ts";
import { type App, createApp } from "#shared/openfaas/app.ts";
import { extendDeadline } from "#shared/openfaas/deadline.ts";
import { handle } from "#shared/openfaas/handle.ts";
import { openFunction, type Runtime } from "#shared/openfaas/open-function.ts";
import { newPseudonym } from "#shared/openfaas/operation.ts";
import { reloadable } from "#shared/openfaas/reloadable.ts";
import { singleFlight } from "#shared/openfaas/single-flight.ts";
import { takesBody } from "#shared/openfaas/takes-body.ts";
import { answers } from "#shared/redis/answers.ts";
import { catchUpLog } from "#shared/redis/catch-up.ts";
import { credits } from "#shared/redis/credits.ts";
import { decisionNotes } from "#shared/redis/decision-notes.ts";
import { limits } from "#shared/redis/limits.ts";
import { offers } from "#shared/redis/offers.ts";
import { readAddress, storeWith } from "#shared/redis/open-store.ts";
import { outbox } from "#shared/redis/outbox.ts";
import { planRecords } from "#shared/redis/plan-records.ts";
import { recorder } from "#shared/redis/recorder.ts";
import { recoveryLog } from "#shared/redis/recovery.ts";
import { repositories } from "#shared/redis/repositories.ts";
import { threads } from "#shared/redis/threads.ts";
import { unanswered } from "#shared/redis/unanswered.ts";
import { weeks } from "#shared/redis/weeks.ts";
import { errorPage } from "#shared/web/error-page.ts";
import { sendAnswers } from "./answers-errand.ts";
import { sendAskNotice } from "./ask-notice.ts";
import { catchUp } from "./catch-up.ts";
import { introducedIn, sendDigest, sendIntroduction } from "./chat-errand.ts";
import { recordCoAuthors } from "./co-authors-errand.ts";
import { sendDecisionNotice } from "./decision-notice.ts";
import { sendDigestIssue } from "./digest-issue.ts";
import { findPodAgain } from "./files-errand.ts";
import { sendLabel } from "./label-errand.ts";
import { sendNoticeNames } from "./notice-names.ts";
import { sendOfferNotice } from "./offer-notice.ts";
import type { PeopleContext } from "./people-notice.ts";
import { GITHUB_OFF, type GitHubContext } from "./place.ts";
import { openPodsReport, sendPodDigest, sendPodsDigest } from "./pod-digest-errand.ts";
import { sendReaction } from "./reaction-errand.ts";
import { recoverDeliveries } from "./recovery.ts";
import { sendRelease } from "./release-errand.ts";
import { sendReply } from "./reply-errand.ts";
import { openRests, type Rests } from "./rests.ts";
import { afterFailure, LEASE_MS, type Result, SILENT } from "./results.ts";
import { sendRunNotice } from "./run-notice.ts";
import { sendSeatNotice } from "./seat-notice.ts";
import type { DeliverStore } from "./store.ts";
import { isOldThread, sendThread } from "./thread-errand.ts";
import { giveThreads, passThreadsOn } from "./threads-of-pod.ts";

/** A tick begins no new errand after this, unless the next tick has come: the platform ends its call after eight seconds. */
const TICK_MS = 4_000;
/** How long an errand waits while its destination is switched off. */
const OFF_MS = 600_000;

export interface Deps extends Runtime<DeliverStore> {
  /** `undefined` while the secret `pods-github` holds `-`. */
  readonly github: () => GitHub | undefined;
  /** The channels that can be posted to; none while the secret `pods-chat` holds `-`. */
  readonly connections: () => Connections;
}

export function deliver(deps: Deps): App {
  const app = createApp({
    name: "deliver",
    log: deps.log,
    limits: deps,
    errorPage: errorPage(deps.settings),
  });
  const rests = openRests();
  const readOnce = singleFlight((_: "reading") => read(deps));
  // GitHub throttling spaces comments by seconds. Concurrent ticks would queue past their lease, so run one at a time.
  let end = 0;
  const reportPods = openPodsReport(deps.log);
  const tickOnce = singleFlight((_: "tick") =>
    tick(deps, rests, { end: () => end, read: () => readOnce("reading"), reportPods }),
  );

  const refuse = () => {
    throw new PodsError("malformed", tickOnly);
  };
  app.post("/", takesBody(refuse, { tick: true }), async (c) => {
    extendDeadline(c);
    end = deps.now() + TICK_MS;
    return c.json(await tickOnce("tick"));
  });

  return app;
}

type Tally = Record<"sent" | "retried" | "unknown" | "dead", number>;
const TALLIED = { sent: "sent", retry: "retried", unknown: "unknown", dead: "dead" } as const;

interface TickParts {
  /** ms */
  readonly end: () => number;
  readonly read: () => Promise<unknown>;
  readonly reportPods: ReturnType<typeof openPodsReport>;
}

interface Report extends Tally {
  readonly outcome: "delivered" | "waiting" | "idle";
  readonly off: readonly Destination[];
  /** What is to be sent later, since more would be too much now, or is refused: from when, and why. */
  readonly waiting?: readonly { kind: string; errands: number; until: string; detail: string }[];
}

/** Sends the due errands, one after the other, until `end`, which moves when another tick comes meanwhile. */
async function tick(deps: Deps, rests: Rests, { end, read, reportPods }: TickParts): Promise<Report> {
  const tally: Tally = { sent: 0, retried: 0, unknown: 0, dead: 0 };
  const hasRead = read();
  while (deps.now() < end()) {
    const [first] = await deps.store.claim(1, LEASE_MS);
    if (!first) break;
    const claim = await deps.store.gather(first);
    if (!claim) continue;
    const result = await send(claim, deps, rests).catch((error: unknown) => afterFailure(claim, error, deps.now()));
    if (result.state === "lost") continue;
    if ("restMs" in result && result.restMs) {
      const of = "restOf" in result ? result.restOf : undefined;
      const rest = { until: deps.now() + result.restMs, detail: result.detail };
      rests.begin(of ?? "destination", claim, destinationIn(claim.errand, deps), rest);
    }
    if (result.state === "off") {
      await deps.store.settle(claim, { state: "wait", afterMs: result.afterMs ?? OFF_MS, detail: result.detail });
      if (result.restMs) deps.log.warn(result.detail);
      continue;
    }
    if (await deps.store.settle(claim, result)) tally[TALLIED[result.state]] += 1;
    if (result.state !== "sent") deps.log.warn(`${claim.id}: ${result.detail}`, { state: result.state });
  }
  // It may take longer than a tick: then it goes on beside the next one.
  await Promise.race([hasRead, delay(Math.max(0, end() - deps.now()), undefined, { ref: false })]);
  const off = switchedOff(deps);
  const pods = await reportPods({ store: deps.store, connections: deps.connections() });
  await deps.store.saveSender({ tickedAt: deps.now(), off, ...pods });
  const waiting = rests.waiting(deps.now()).map((one) => ({ ...one, until: new Date(one.until).toISOString() }));
  const later = waiting.length > 0 ? "waiting" : "idle";
  const outcome = Object.values(tally).some((count) => count > 0) ? "delivered" : later;
  return { outcome, ...tally, off, ...(waiting.length > 0 && { waiting }) };
}

/** Looks for deliveries that failed, and for what no delivery says. A failure of either must not stop the errands. */
async function read(deps: Deps): Promise<void> {
  const github = deps.github();
  if (!github) return;
  const settings = deps.settings();
  await recoverDeliveries({ ...deps, settings, github }).catch((error: unknown) =>
    deps.log.warn(`Deliveries that failed were not looked for: ${error}`),
  );
  await catchUp({ ...deps, settings, listings: github.listings(settings.organisation), newPseudonym }).catch(
    (error: unknown) => deps.log.warn(`GitHub was not read: ${error}`),
  );
}

type Destination = "github" | ChannelId;

function switchedOff({ github, connections }: Deps): Destination[] {
  const channels = CHANNEL_IDS.filter((id) => !connections().community.has(id));
  return github() ? channels : ["github", ...channels];
}

/** The destination of an errand. When it asks for a rest, all errands to it wait. */
function destinationIn(errand: Claim["errand"], { connections, settings }: Deps): string {
  const introductions = (pod: number) => introducedIn(pod, connections())?.at ?? "nowhere";
  const [chat = "nowhere"] = connections().community.keys();
  return destinationOf(errand, {
    introductions,
    decisions: settings().notices.thread === undefined ? chat : "github",
  });
}

/** Sends an errand, rendered from the present state. */
async function send(claim: Claim, deps: Deps, rests: Rests): Promise<Result> {
  const { errand } = claim;
  if (claim.crashes >= CRASHES_MAX) {
    const detail = "every process that tried it ended before it reported a result";
    return { state: claim.previousState === "posting" ? "unknown" : "dead", detail };
  }
  const { store, now } = deps;
  const destination = destinationIn(errand, deps);
  if (errand.kind === "thread" && (await isOldThread(claim, errand.thread, store, now())))
    return { state: "dead", detail: "its thread was opened more than seven days ago" };
  const rest = rests.of(claim, destination, now());
  if (rest) return { state: "off", afterMs: rest.until - now(), detail: rest.detail };
  const settings = deps.settings();
  const toGitHub = async (send: (context: GitHubContext) => Promise<Result>): Promise<Result> => {
    const github = deps.github();
    return github ? send({ store, settings, github, now: now() }) : GITHUB_OFF;
  };
  switch (errand.kind) {
    case "answers":
      return toGitHub((context) => sendAnswers(claim, errand.thread, context));
    case "reaction":
      return toGitHub((context) => sendReaction(claim, errand, context));
    case "reply":
      return toGitHub((context) => sendReply(claim, errand, context));
    case "thread":
      return toGitHub((context) => sendThread(claim, errand.thread, context));
    case "label":
      return toGitHub((context) => sendLabel(claim, errand.thread, context));
    case "files":
      return toGitHub((context) => findPodAgain(claim, errand.thread, context));
    case "closed-pod":
      return passThreadsOn(errand.pod, { store, now: now() });
    case "formed-pod":
      return giveThreads(errand.pod, { store, now: now() });
    case "notice":
      return toGitHub((context) => sendSeatNotice(claim, errand, context));
    case "offer-notice":
      return toGitHub((context) => sendOfferNotice(claim, errand, context));
    case "notice-names":
      return toGitHub((context) => sendNoticeNames(claim, errand, context));
    case "decision-notice":
      return sendDecisionNotice(claim, errand, peopleContext(deps));
    case "run-notice":
      return sendRunNotice(claim, errand, peopleContext(deps));
    case "ask-notice":
      return sendAskNotice(claim, errand, peopleContext(deps));
    case "digest":
      if (errand.destination === GITHUB) {
        const { issue } = settings.digest;
        // Somebody was forgotten, and there is no issue that could name them.
        if (issue === undefined) return SILENT;
        return toGitHub((context) => sendDigestIssue(claim, { ...errand, issue }, context));
      }
      return sendDigest(claim, errand, { store, settings, connections: deps.connections() });
    case "pods-digest":
      return sendPodsDigest(errand, { store, settings, connections: deps.connections() }, now());
    case "pod-digest":
      return sendPodDigest(claim, errand, { store, settings, connections: deps.connections() });
    case "introduction":
      return sendIntroduction(claim, errand, { store, settings, connections: deps.connections() });
    case "co-authors":
      return toGitHub((context) => recordCoAuthors(errand, context));
    case "release":
      return toGitHub((context) => sendRelease(claim, errand, context));
    case "unreadable":
      throw new Error(errand.detail);
    default:
      return unreachable(errand);
  }
}

const peopleContext = (deps: Deps): PeopleContext => ({
  store: deps.store,
  settings: deps.settings(),
  github: deps.github(),
  connections: deps.connections(),
  now: deps.now(),
});

const openStore = storeWith(
  answers,
  catchUpLog,
  credits,
  decisionNotes,
  limits,
  offers,
  outbox,
  planRecords,
  recorder,
  recoveryLog,
  repositories,
  threads,
  unanswered,
  weeks,
);

export const start = openFunction({
  name: "deliver",
  secrets: { github: "pods-github", chat: "pods-chat", identityKey: "pods-identity-key" },
  destinations: DESTINATIONS,
  forms: { "pods-github": parseGitHubSecret, "pods-chat": parseChatSecret },
  openStore,
  readAddress,
  app: ({ github, chat, ...runtime }) => {
    const { log } = runtime;
    const open = (text: string | undefined) =>
      text === undefined ? undefined : openGitHub(parseGitHubSecret(text), { log, api: apiOf(runtime.settings()) });
    return deliver({
      ...runtime,
      github: reloadable(github, open, { log }),
      connections: reloadable(chat, parseChatSecret, { log }),
    });
  },
});

export default handle(start);
