/** Whether a delivery brings an answer to the author of its thread. */
import type { Settings } from "../settings.ts";
import { isPerson } from "./accounts.ts";
import { isOnlyCommands } from "./command-lines.ts";
import { hasMarker } from "./marker.ts";
import type { Payload } from "./payload.ts";

/** The actions after which a text stands there. */
const WRITTEN = ["created", "submitted", "edited"];

/** Reviews that say something whatever their words. */
const JUDGEMENTS = ["approved", "changes_requested"];

/**
 * Words or a review of a person who is not the author: of no robot, and not our own, which a token writes under the name of
 * its owner. Commands are words to us and not to the author.
 */
export function hasAnswer(
  { action = "", comment, review, issue, pull_request }: Payload,
  settings: Pick<Settings, "bots">,
): boolean {
  const thread = pull_request ?? issue;
  const { user, body = "" } = comment ?? review ?? {};
  if (!thread || !WRITTEN.includes(action) || review?.state === "pending") return false;
  if (!isPerson(user, settings) || user.id === thread.user?.id || hasMarker(body)) return false;
  return JUDGEMENTS.includes(review?.state ?? "") || !isOnlyCommands(body);
}
