/** What sends each kind of errand, and where it goes. */
import { CRASHES_MAX } from "#shared/core/errand-times.ts";
import { unreachable } from "#shared/core/errors.ts";
import { type Claim, destinationOf, GITHUB } from "#shared/core/outbox.ts";
import { sendAnswers } from "./answers-errand.ts";
import { sendAskNotice } from "./ask-notice.ts";
import { introducedIn, sendDigest, sendIntroduction } from "./chat-errand.ts";
import { recordCoAuthors } from "./co-authors-errand.ts";
import { sendDecisionNotice } from "./decision-notice.ts";
import type { Deps } from "./deps.ts";
import { sendDigestIssue } from "./digest-issue.ts";
import { findPodAgain } from "./files-errand.ts";
import { sendLabel } from "./label-errand.ts";
import { sendNoticeNames } from "./notice-names.ts";
import { sendOfferNotice } from "./offer-notice.ts";
import type { PeopleContext } from "./people-notice.ts";
import { GITHUB_OFF, type GitHubContext } from "./place.ts";
import { sendPodDigest, sendPodsDigest } from "./pod-digest-errand.ts";
import { sendReaction } from "./reaction-errand.ts";
import { sendRelease } from "./release-errand.ts";
import { sendReply } from "./reply-errand.ts";
import type { Rests } from "./rests.ts";
import { type Result, SILENT } from "./results.ts";
import { sendRunNotice } from "./run-notice.ts";
import { sendSeatNotice } from "./seat-notice.ts";
import { isOldThread, sendThread } from "./thread-errand.ts";
import { giveThreads, passThreadsOn } from "./threads-of-pod.ts";

/** The destination of an errand. When it asks for a rest, all errands to it wait. */
export function destinationIn(errand: Claim["errand"], { connections, settings }: Deps): string {
  const introductions = (pod: number) => introducedIn(pod, connections())?.at ?? "nowhere";
  const [chat = "nowhere"] = connections().community.keys();
  return destinationOf(errand, {
    introductions,
    decisions: settings().notices.thread === undefined ? chat : "github",
  });
}

/** Sends an errand, rendered from the present state. */
export async function sendErrand(claim: Claim, deps: Deps, rests: Rests): Promise<Result> {
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
