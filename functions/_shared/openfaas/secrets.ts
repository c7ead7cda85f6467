/** Secrets are files that the platform mounts and may change while we run. */
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** A closed, short list: a deploy is refused while one of a function's secrets does not exist. */
export const SECRET_NAMES = [
  "pods-redis-url",
  "pods-admin-key",
  "pods-identity-key",
  "pods-webhook-secret",
  "pods-github",
  "pods-chat",
  "pods-settings",
] as const;
export type SecretName = (typeof SECRET_NAMES)[number];

/** The content of a secret that is not used, since every listed secret must exist. */
const NOT_USED = "-";
const FOLDER = "/var/openfaas/secrets";

/** How long a file is assumed to be unchanged: checking it in every request would cost more than it is worth. */
export const LOOK_AGAIN_MS = 1000;

export interface Secrets {
  /**
   * The trimmed value, read again within a second after the file changed; `undefined` if it holds `-`. Throws while the
   * file is missing or empty.
   */
  read(name: SecretName): string | undefined;
}

interface Known {
  /** Throws the fault of a file that cannot be used. */
  readonly value: () => string;
  /** Identifies the version of the file that was read. */
  readonly stamp?: string;
  /** When the file was last checked, in ms of the process's monotonic clock. */
  readonly lookedAt: number;
}

/** `PODS_SECRETS` names another folder for runs outside the platform. A file is checked at most every `lookAgainMs`. */
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
        one = { ...look(name, join(folder, name), one), lookedAt: now };
        known.set(name, one);
      }
      const value = one.value();
      return value === NOT_USED ? undefined : value;
    },
  };
}

function look(name: SecretName, path: string, before: Known | undefined): Omit<Known, "lookedAt"> {
  // The path is in the cause, which the log tells: the sentence also stands on the status page.
  const unusable = (fault: string, cause: unknown) => () => {
    throw new Error(
      `The secret ${name} ${fault}. Create it with "faas-cli secret create ${name} --replace"; ` +
        `if it is not used, its content is "${NOT_USED}".`,
      { cause },
    );
  };
  try {
    const { mtimeMs, size, ino } = statSync(path);
    const stamp = `${mtimeMs}/${size}/${ino}`;
    if (before?.stamp === stamp) return before;
    const value = readFileSync(path, "utf8").trim();
    return { stamp, value: value === "" ? unusable("is empty", new Error(`${path} is empty`)) : () => value };
  } catch (error) {
    return { value: unusable("is missing", error) };
  }
}
