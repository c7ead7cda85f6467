/** Secrets are files that the platform mounts, and changes while we run. */
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** The closed list: a deploy is refused while one of a function's secrets does not exist, so it stays short. */
export const SECRET_NAMES = [
  "pods-redis-url",
  "pods-admin-key",
  "pods-webhook-secret",
  "pods-github",
  "pods-chat",
  "pods-settings",
] as const;
export type SecretName = (typeof SECRET_NAMES)[number];

/** Every listed secret must exist; what is not used holds this. */
const NOT_USED = "-";
const FOLDER = "/var/openfaas/secrets";

/** How long a file is believed to be as it was: looking costs a request more than what it looks for is worth. */
export const LOOK_AGAIN_MS = 1000;

export interface Secrets {
  /**
   * The trimmed value, read again within a second after the file changed; `undefined` when it holds `-`. Throws when it
   * is missing or empty, and was from the beginning.
   */
  read(name: SecretName): string | undefined;
}

interface Known {
  readonly value: string;
  /** Of the file, as it was when it was read. */
  readonly stamp: string;
  /** When the file was looked at, in ms of the process's own clock. */
  lookedAt: number;
}

/** `PODS_SECRETS` names another folder for runs outside the platform. Files are looked at every `lookAgainMs` at most. */
export function openSecrets(
  folder: string = process.env.PODS_SECRETS ?? FOLDER,
  lookAgainMs: number = LOOK_AGAIN_MS,
): Secrets {
  const known = new Map<SecretName, Known>();
  return {
    read(name) {
      const now = performance.now();
      let one = known.get(name);
      if (one === undefined || now - one.lookedAt >= lookAgainMs) {
        one = look(name, join(folder, name), one);
        one.lookedAt = now;
        known.set(name, one);
      }
      return one.value === NOT_USED ? undefined : one.value;
    },
  };
}

function look(name: SecretName, path: string, before: Known | undefined): Known {
  let fault = `is empty (${path})`;
  let cause: unknown;
  try {
    const { mtimeMs, size, ino } = statSync(path);
    const stamp = `${mtimeMs}/${size}/${ino}`;
    if (before?.stamp === stamp) return before;
    const value = readFileSync(path, "utf8").trim();
    if (value !== "") return { stamp, value, lookedAt: 0 };
  } catch (error) {
    fault = `is missing (looked for ${path})`;
    cause = error;
  }
  // While the platform swaps the file it may be away or empty for a moment; what was read before still holds.
  if (before !== undefined) return before;
  throw new Error(
    `The secret ${name} ${fault}. Create it with "faas-cli secret create ${name}"; ` +
      `let it hold "${NOT_USED}" when it is not used.`,
    { cause },
  );
}
