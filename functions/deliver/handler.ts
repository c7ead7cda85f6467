/** Sends what the outbox holds: comments and credits to GitHub, posts to channels. Asks for deliveries again that failed. */
import { DESTINATIONS } from "#shared/channels/index.ts";
import { parseChatSecret } from "#shared/channels/secret.ts";
import { PodsError } from "#shared/core/errors.ts";
import { apiOf } from "#shared/core/github/site.ts";
import { tickOnly } from "#shared/core/messages/deliveries.ts";
import { openGitHub } from "#shared/github/client.ts";
import { parseGitHubSecret } from "#shared/github/secret.ts";
import { type App, createApp } from "#shared/openfaas/app.ts";
import { extendDeadline } from "#shared/openfaas/deadline.ts";
import { handle } from "#shared/openfaas/handle.ts";
import { openFunction } from "#shared/openfaas/open-function.ts";
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
import type { Deps } from "./deps.ts";
import { openPodsReport } from "./pod-digest-errand.ts";
import { openRests } from "./rests.ts";
import { readGitHub, tick } from "./tick.ts";

/** A tick begins no new errand after this, unless the next tick has come: the platform ends its call after eight seconds. */
const TICK_MS = 4_000;

export function deliver(deps: Deps): App {
  const app = createApp({
    name: "deliver",
    log: deps.log,
    limits: deps,
    errorPage: errorPage(deps.settings),
  });
  const rests = openRests();
  const readOnce = singleFlight((_: "reading") => readGitHub(deps));
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
