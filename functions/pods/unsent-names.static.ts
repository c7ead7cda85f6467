/**
 * One and many of what waits to be sent; without the second they are told apart by the first word alone. `PLACE` stands for
 * the name of a channel.
 */
import type { Job } from "#shared/core/github/access.ts";
import type { Unsent } from "#shared/core/outbox.ts";

export const UNSENT_NAMES: Readonly<Record<Unsent["kind"], readonly [one: string, many?: string]>> = {
  answers: ["thread with commands that are not answered"],
  reaction: ["reaction to commands"],
  reply: ["comment on GitHub"],
  thread: ["comment on GitHub"],
  label: ["label of a pod on GitHub", "labels of pods on GitHub"],
  files: [
    "pull request whose pod was chosen without its files",
    "pull requests whose pods were chosen without their files",
  ],
  "closed-pod": ["search for threads of a pod that closed", "searches for threads of pods that closed"],
  "formed-pod": ["search for threads of a new pod", "searches for threads of new pods"],
  "co-authors": ["pull request whose co-authors are not recorded", "pull requests whose co-authors are not recorded"],
  release: ["credit in release notes"],
  digest: ["digest for PLACE"],
  "pods-digest": ["digest for the channels of pods", "digests for the channels of pods"],
  "pod-digest": ["digest for PLACE"],
  introduction: ["introduction in the chat"],
  notice: ["notice of a seat", "notices of seats"],
  "offer-notice": ["offer of a seat", "offers of seats"],
  "decision-notice": ["notice of a decision", "notices of decisions"],
  "run-notice": ["notice of changes"],
  "ask-notice": ["question about a plan", "questions about plans"],
  "notice-names": ["notice that names a former member", "notices that name former members"],
  unreadable: ["errand of another release"],
};

/** The job of each kind of errand at GitHub. */
export const JOB_OF: Readonly<Record<Unsent["kind"], Job | undefined>> = {
  answers: "answers",
  reaction: "line-reactions",
  reply: "answers",
  thread: "welcome",
  label: "labels",
  files: "files",
  "closed-pod": "labels",
  "formed-pod": "labels",
  release: "releases",
  "co-authors": "co-authors",
  notice: "answers",
  "offer-notice": "answers",
  "notice-names": "answers",
  "decision-notice": "answers",
  "run-notice": "answers",
  "ask-notice": "answers",
  digest: "digest-issue",
  "pods-digest": undefined,
  "pod-digest": undefined,
  introduction: undefined,
  unreadable: undefined,
};
