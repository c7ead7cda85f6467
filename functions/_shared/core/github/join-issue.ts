/** Issues that people open to give a command, where the settings ask them to: nobody's work, and closed once answered. */
import { repositoryNames } from "../activity.ts";
import type { Settings } from "../settings.ts";
import { isOnlyCommands } from "./command-lines.ts";
import type { DeliveryContext } from "./incoming.ts";
import type { Payload } from "./payload.ts";

interface Opening {
  /** owner/name */
  readonly repository: string;
  /** Names that the repository had before. */
  readonly formerly?: readonly string[] | undefined;
  readonly isPullRequest: boolean;
  /** Its opening text, as it is now. */
  readonly body: string | undefined;
}

export const isJoinIssue = (
  { repository, formerly, isPullRequest, body = "" }: Opening,
  { joinRepository = "" }: Pick<Settings, "joinRepository">,
): boolean =>
  !isPullRequest &&
  repositoryNames(repository, formerly).includes(joinRepository.toLowerCase()) &&
  isOnlyCommands(body);

/** Whether the thread of a delivery is one. */
export function isAboutJoinIssue(
  { repository, issue, pull_request }: Payload,
  { settings, formerly }: Pick<DeliveryContext, "settings" | "formerly">,
): boolean {
  if (!repository || !issue) return false;
  const isPullRequest = (pull_request ?? issue.pull_request) !== undefined;
  return isJoinIssue({ repository: repository.full_name, formerly, isPullRequest, body: issue.body }, settings);
}
