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

export interface Secrets {
  /** The trimmed value, read again when the file changed; `undefined` when it holds `-`. Throws when it is missing. */
  read(name: SecretName): string | undefined;
}

/** `PODS_SECRETS` names another folder for runs outside the platform. */
export function openSecrets(folder: string = process.env.PODS_SECRETS ?? FOLDER): Secrets {
  const known = new Map<SecretName, { stamp: string; value: string }>();
  return {
    read(name) {
      const value = current(name, join(folder, name), known);
      return value === NOT_USED ? undefined : value;
    },
  };
}

function current(name: SecretName, path: string, known: Map<SecretName, { stamp: string; value: string }>): string {
  const before = known.get(name);
  try {
    const { mtimeMs, size, ino } = statSync(path);
    const stamp = `${mtimeMs}/${size}/${ino}`;
    if (before?.stamp === stamp) return before.value;
    const value = readFileSync(path, "utf8").trim();
    known.set(name, { stamp, value });
    return value;
  } catch (cause) {
    // While the platform swaps the file it may be away for a moment; what was read before still holds.
    if (before !== undefined) return before.value;
    throw new Error(
      `The secret ${name} is missing (looked for ${path}). Create it with "faas-cli secret create ${name}"; ` +
        `let it hold "${NOT_USED}" when it is not used.`,
      { cause },
    );
  }
}
