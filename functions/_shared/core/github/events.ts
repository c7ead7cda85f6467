/** The events of GitHub that we use: what its webhook has to deliver. */

/** The events and actions that we use. All others are ignored, with the reason. */
const THREAD_ACTIONS = ["opened", "edited", "closed", "reopened", "labeled", "unlabeled", "locked", "unlocked"];
/** Actions after which a thread is no more where it was. */
export const LAST_ACTIONS = ["deleted", "transferred"];
export const USED: Readonly<Record<string, readonly string[]>> = {
  issues: [...THREAD_ACTIONS, ...LAST_ACTIONS, "assigned", "unassigned"],
  pull_request: [...THREAD_ACTIONS, "ready_for_review", "converted_to_draft", "synchronize"],
  issue_comment: ["created", "edited", "deleted"],
  pull_request_review: ["submitted", "edited"],
  pull_request_review_comment: ["created", "edited", "deleted"],
  release: ["published", "released", "edited", "unpublished", "deleted"],
  star: ["created", "deleted"],
  repository: [
    "created",
    "deleted",
    "edited",
    "renamed",
    "transferred",
    "archived",
    "unarchived",
    "privatized",
    "publicized",
  ],
};

export const USED_EVENTS: readonly string[] = Object.keys(USED);
