/** What counts as an answer to the author of a thread. */
import type { Settings } from "../settings.ts";
import { type Account, isPerson } from "./accounts.ts";
import { isOnlyCommands } from "./command-lines.ts";
import { hasMarker } from "./marker.ts";
import type { Payload } from "./payload.ts";

/** The actions after which a text stands there. */
const WRITTEN = ["created", "submitted", "edited"];

/** Reviews that say something whatever their words. One that was dismissed was one of the others before. */
const JUDGEMENTS = ["approved", "changes_requested", "dismissed"];

/** A comment or a review, as deliveries and the API show it. */
export interface WrittenText {
  readonly user?: Account | null | undefined;
  readonly body?: string | undefined;
  /** Of a review. */
  readonly state?: string | undefined;
  /** When it was written, ms, as lists tell it. */
  readonly writtenAt?: number | undefined;
}

/**
 * Words or a review of a person who is not the author: of no robot, and not our own, which a token writes under the name of
 * its owner. Commands are words to us and not to the author. A review without words is made of comments on lines, which are
 * looked at one by one.
 */
export function isAnswer(
  { user, body = "", state = "" }: WrittenText,
  author: Pick<Account, "id"> | null | undefined,
  settings: Pick<Settings, "bots">,
): boolean {
  const its = state.toLowerCase();
  if (its === "pending" || !isPerson(user, settings) || user.id === author?.id || hasMarker(body)) return false;
  return JUDGEMENTS.includes(its) || (body.trim() !== "" && !isOnlyCommands(body));
}

/** Whether a delivery brings one. */
export function hasAnswer(
  { action = "", comment, review, issue, pull_request }: Payload,
  settings: Pick<Settings, "bots">,
): boolean {
  const thread = pull_request ?? issue;
  const text = comment ?? review;
  return (
    text !== undefined && thread !== undefined && WRITTEN.includes(action) && isAnswer(text, thread.user, settings)
  );
}
