/** A client for the secret as it is now: a token that was changed is used from the next call on. */
import { type GitHub, openGitHub } from "./client.ts";
import { parseGitHubSecret } from "./secret.ts";

/**
 * Throws at once when the secret is malformed, so that nothing half-set-up starts. One that is malformed later on is logged,
 * and what was good before goes on being used.
 */
export function githubOf(
  secret: () => string | undefined,
  log: { warn(message: string): void; error(message: string): void },
): () => GitHub | undefined {
  const open = (text: string | undefined) =>
    text === undefined ? undefined : openGitHub(parseGitHubSecret(text), { log });
  let text = secret();
  let github = open(text);
  return () => {
    const now = secret();
    if (now === text) return github;
    text = now;
    try {
      github = open(now);
    } catch (error) {
      log.error((error as Error).message);
    }
    return github;
  };
}
