/** Issues that people open to give a command, where the settings ask them to: nobody's work, and closed once answered. */
import type { Settings } from "../settings.ts";
import { isOnlyCommands } from "./command-lines.ts";

interface Opening {
  /** owner/name */
  readonly repository: string;
  readonly isPullRequest: boolean;
  /** Its opening text, as it is now. */
  readonly body: string | undefined;
}

export const isJoinIssue = (
  { repository, isPullRequest, body = "" }: Opening,
  { joinRepository }: Pick<Settings, "joinRepository">,
): boolean => !isPullRequest && repository.toLowerCase() === joinRepository?.toLowerCase() && isOnlyCommands(body);
