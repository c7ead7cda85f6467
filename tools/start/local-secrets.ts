import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { NOT_USED } from "../gateway/secrets.ts";

const MADE: Readonly<Record<string, () => string>> = {
  "pods-admin-key": () => randomBytes(32).toString("hex"),
  "pods-identity-key": () => randomBytes(32).toString("hex"),
  "pods-webhook-secret": () => randomBytes(32).toString("hex"),
  "pods-github": () => NOT_USED,
  "pods-chat": () => NOT_USED,
  "pods-settings": () => NOT_USED,
};

/** The secrets that let the functions speak on GitHub or in a chat. */
export const VOICES = ["pods-github", "pods-chat"] as const;

/** The secrets of this machine, with the two that authenticate maintainers and GitHub. */
export interface LocalSecrets {
  readonly adminKey: string;
  readonly webhookSecret: string;
  /** The secrets among `VOICES` that are not `-`. */
  readonly voices: readonly string[];
}

/**
 * Fills the folder that `faas-cli local-run` mounts: existing secrets stay, missing ones are made. `redisUrl` replaces
 * the address that an earlier start wrote; throws if the secret names any other Redis.
 */
export function ensureSecrets(folder: string, redisUrl: string): LocalSecrets {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const read = (name: string) => readIfThere(join(folder, name));
  const write = (name: string, value: string) => writeFileSync(join(folder, name), `${value}\n`, { mode: 0o600 });

  const before = read("pods-redis-url");
  if (before !== undefined && before !== redisUrl && !before.startsWith("redis://127.0.0.1:")) {
    const file = join(folder, "pods-redis-url");
    throw new Error(`${file} names a Redis that npm start did not make. Give it as REDIS_URL, or remove the file.`);
  }
  write("pods-redis-url", redisUrl);
  for (const [name, make] of Object.entries(MADE)) {
    if (read(name) === undefined) write(name, make());
  }
  if (read("pods-settings") !== NOT_USED) {
    const file = join(folder, "pods-settings");
    throw new Error(`${file} replaces any settings file. Let it hold "-", and give a file with --settings.`);
  }
  return {
    adminKey: read("pods-admin-key") ?? "",
    webhookSecret: read("pods-webhook-secret") ?? "",
    voices: VOICES.filter((name) => read(name) !== NOT_USED),
  };
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8").trim();
  } catch {
    return undefined;
  }
}
