/** The environment of a function: its secrets, the community's settings, its log and clock. */
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { PodsError } from "../core/errors.ts";
import type { Settings } from "../core/settings.ts";
import { createLog, type Log } from "./log.ts";
import { reloadable } from "./reloadable.ts";
import { LOOK_AGAIN_MS, openSecrets, type SecretName, type Secrets } from "./secrets.ts";
import { parseSettings } from "./settings-file.ts";

const ADMIN_KEY_LENGTH_MIN = 16;

interface Options<S extends SecretName> {
  /** The function's name, as in stack.yml. */
  readonly name: string;
  /** The secrets it reads: exactly those that stack.yml lists for it. */
  readonly secrets: readonly S[];
  /** The names that `digest.to` may hold. A function that leaves this out does not look at where digests go. */
  readonly destinations?: readonly string[] | undefined;
  readonly log?: Log;
  readonly store?: Secrets;
}

export interface Environment<S extends SecretName> {
  readonly log: Log;
  /** The current settings: a change of the secret `pods-settings` or of the file needs no restart. */
  readonly settings: () => Settings;
  /** ms */
  readonly now: () => number;
  /** `undefined` if it holds `-`, which means "not used". */
  secret(name: S): string | undefined;
  /** A secret that this function cannot work without. */
  required(name: S): string;
}

/** Reads everything once. Throws one sentence that names the missing or malformed part, so nothing starts half-configured. */
export function openEnvironment<S extends SecretName>(options: Options<S>): Environment<S> {
  const { name, secrets, destinations, log = createLog({ name }), store = openSecrets() } = options;
  for (const secret of secrets) {
    const value = store.read(secret);
    if (value !== undefined) checkForm(secret, value);
    else if (secret !== "pods-settings") log.info(`${secret} holds "-": everything that needs it is off`);
  }

  return {
    log,
    settings: openSettings(store, log, destinations),
    now: Date.now,
    secret: (secret) => store.read(secret),
    required: (secret) => {
      const value = store.read(secret);
      if (value === undefined) throw new Error(`The secret ${secret} holds "-", but ${name} cannot work without it.`);
      return value;
    },
  };
}

/** Checks the secrets that no function parses at its start. The sentence never repeats their content. */
function checkForm(name: SecretName, value: string): void {
  const malformed = (what: string) => new Error(`The secret ${name} is malformed: ${what}.`);
  if (name === "pods-admin-key" && (value.length < ADMIN_KEY_LENGTH_MIN || /\s/.test(value))) {
    throw malformed(
      `it needs at least ${ADMIN_KEY_LENGTH_MIN} characters and no spaces. Create one with "openssl rand -hex 32"`,
    );
  }
  if (name === "pods-redis-url" && !(/^rediss?:\/\//.test(value) && URL.canParse(value))) {
    throw malformed('it holds an address such as "redis://:password@redis.openfaas:6379", with %23 for a # and so on');
  }
}

/** The secret `pods-settings`; else the file that PODS_SETTINGS names; else `pods.yml` next to the bundle. */
function openSettings(store: Secrets, log: Log, destinations: readonly string[] | undefined): () => Settings {
  const file = openFile(process.env.PODS_SETTINGS ?? join(besideBundle(), "pods.yml"));
  let source = file.path;
  const read = (): string => {
    const secret = store.read("pods-settings");
    source = secret === undefined ? file.path : "the secret pods-settings";
    return secret ?? file.read();
  };
  const parse = (text: string): Settings => {
    try {
      return parseSettings(text, source, destinations);
    } catch (error) {
      if (!(error instanceof PodsError)) throw error;
      throw new Error(`The settings cannot be used: ${error.detail}.`, { cause: error });
    }
  };
  return reloadable(read, parse, log);
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

/** A bundle is CommonJS and knows its folder. Under tsx, in the repository, this is the working directory. */
const besideBundle = () => (typeof __dirname === "string" ? __dirname : process.cwd());
