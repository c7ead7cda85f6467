/** What a function finds around it: its secrets, the community's settings, its log and clock. */
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { PodsError } from "../core/errors.ts";
import type { Settings } from "../core/settings.ts";
import { createLog, type Log } from "./log.ts";
import { LOOK_AGAIN_MS, openSecrets, type SecretName, type Secrets } from "./secrets.ts";
import { parseSettings } from "./settings-file.ts";

const ADMIN_KEY_LENGTH_MIN = 16;

interface Options<S extends SecretName> {
  /** The function's name, as in stack.yml. */
  readonly name: string;
  /** The secrets it reads: exactly those that stack.yml lists for it. */
  readonly secrets: readonly S[];
  readonly log?: Log;
  readonly store?: Secrets;
}

export interface Environment<S extends SecretName> {
  readonly log: Log;
  /** As they are now: a change of the secret `pods-settings` or of the file needs no restart. */
  readonly settings: () => Settings;
  /** ms */
  readonly now: () => number;
  /** `undefined` when it holds `-`, which means that it is not used. */
  secret(name: S): string | undefined;
  /** A secret this function cannot be without. */
  required(name: S): string;
}

/** Reads everything once. Throws one sentence that names what is missing or malformed, so that nothing half-set-up starts. */
export function openEnvironment<S extends SecretName>(options: Options<S>): Environment<S> {
  const { name, secrets, log = createLog({ name }), store = openSecrets() } = options;
  for (const secret of secrets) {
    const value = store.read(secret);
    if (value !== undefined) checkForm(secret, value);
    else if (secret !== "pods-settings") log.info(`${secret} holds "-": what needs it is off`);
  }

  const settings = openSettings(store, log);
  settings();
  return {
    log,
    settings,
    now: Date.now,
    secret: (secret) => store.read(secret),
    required: (secret) => {
      const value = store.read(secret);
      if (value === undefined) throw new Error(`The secret ${secret} holds "-", but ${name} cannot be without it.`);
      return value;
    },
  };
}

/** The secrets that a function's own start does not parse; the sentence never repeats what they hold. */
function checkForm(name: SecretName, value: string): void {
  const malformed = (what: string) => new Error(`The secret ${name} is malformed: ${what}.`);
  if (name === "pods-admin-key" && (value.length < ADMIN_KEY_LENGTH_MIN || /\s/.test(value))) {
    throw malformed(
      `it needs at least ${ADMIN_KEY_LENGTH_MIN} characters and no spaces. Make one with "openssl rand -hex 32"`,
    );
  }
  if (name === "pods-redis-url" && !(/^rediss?:\/\//.test(value) && URL.canParse(value))) {
    throw malformed('it holds an address such as "redis://:password@redis.openfaas:6379", with %23 for a # and so on');
  }
}

/**
 * The secret `pods-settings`, over the file PODS_SETTINGS names, over `pods.yml` beside the bundle.
 * A change that cannot be read is logged once, and what was good before goes on being used.
 */
function openSettings(store: Secrets, log: Log): () => Settings {
  let text: string | undefined;
  let good: Settings | undefined;
  const file = openFile(process.env.PODS_SETTINGS ?? join(besideBundle(), "pods.yml"));
  return () => {
    const secret = store.read("pods-settings");
    const now = secret ?? file.read();
    if (good !== undefined && now === text) return good;
    text = now;
    try {
      good = parseSettings(now, secret === undefined ? file.path : "the secret pods-settings");
    } catch (error) {
      if (!(error instanceof PodsError)) throw error;
      if (good === undefined) throw new Error(`The settings cannot be used: ${error.detail}.`, { cause: error });
      log.error(`The settings that changed cannot be used, so those from before stay: ${error.detail}.`);
    }
    return good;
  };
}

function openFile(path: string) {
  let stamp: number | undefined;
  let text = "";
  let lookedAt = Number.NEGATIVE_INFINITY;
  const read = () => {
    const now = performance.now();
    if (now - lookedAt < LOOK_AGAIN_MS) return text;
    try {
      const { mtimeMs } = statSync(path);
      if (mtimeMs !== stamp) text = readFileSync(path, "utf8");
      stamp = mtimeMs;
      lookedAt = now;
    } catch (cause) {
      if (stamp === undefined) {
        throw new Error(`There are no settings: neither the secret pods-settings nor the file ${path}.`, { cause });
      }
    }
    return text;
  };
  return { path, read };
}

/** A bundle is CommonJS and knows its folder; under tsx, in the repository, it is where the command was given. */
const besideBundle = () => (typeof __dirname === "string" ? __dirname : process.cwd());
