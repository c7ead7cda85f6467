/** Issues that people open to give a command, where the settings ask them to: nobody's work, and closed once answered. */
import { repositoryNames } from "../activity.ts";
import type { Settings } from "../settings.ts";
import { isOnlyCommands } from "./command-lines.ts";

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
