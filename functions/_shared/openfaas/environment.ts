/** The environment of a function: its secrets, the community's settings, its log and clock. */
import { readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { PodsError } from "../core/errors.ts";
import { type InForce, type Outdated, SETTINGS_SECRET } from "../core/in-force.ts";
import type { Settings } from "../core/settings.ts";
import { createLog, type Log } from "./log.ts";
import { type Reloadable, reloadable } from "./reloadable.ts";
import { checkForm } from "./secret-forms.ts";
import { LOOK_AGAIN_MS, openSecrets, type SecretName, type Secrets } from "./secrets.ts";
import { parseSettings } from "./settings-file.ts";

interface Options<S extends SecretName> {
  /** The function's name, as in stack.yml. */
  readonly name: string;
  /** The secrets it reads: exactly those that stack.yml lists for it. */
  readonly secrets: readonly S[];
  /** The names that `digest.to` may hold. A function that leaves this out does not look at where digests go. */
  readonly destinations?: readonly string[] | undefined;
  /** Throws when a secret's text cannot be used; for those that hold more than a key. */
  readonly forms?: { readonly [S in SecretName]?: (text: string) => unknown };
  readonly log?: Log;
  readonly store?: Secrets;
}

export interface Environment<S extends SecretName> {
  readonly log: Log;
  /** The current settings: a change of the secret `pods-settings` or of the file needs no restart. */
  readonly settings: () => Settings;
  /** ms */
  readonly now: () => number;
  /** `undefined` if it holds `-`, which means "not used". While its text is malformed, the last good one. */
  secret(name: S): string | undefined;
  /** A secret that this function cannot work without, parsed anew when it changes. */
  required<Value>(name: S, parse: (text: string) => Value): () => Value;
  /** Looks at every secret and the settings again. */
  outdated(): Outdated[];
  inForce(): InForce;
}

/** Reads everything once. Throws one sentence that names the missing or malformed part, so nothing starts half-configured. */
export function openEnvironment<S extends SecretName>(options: Options<S>): Environment<S> {
  const { name, secrets, destinations, forms = {}, log = createLog({ name }), store = openSecrets() } = options;
  const followed = new Map<string, Reloadable<unknown>>();
  const follow = <Value>(what: string, value: Reloadable<Value>): Reloadable<Value> => {
    followed.set(what, value);
    return value;
  };

  const texts = new Map<SecretName, Reloadable<string | undefined>>();
  for (const secret of secrets) {
    if (secret === "pods-settings") continue;
    const checked = (text: string | undefined) => {
      if (text === undefined) return undefined;
      checkForm(secret, text);
      forms[secret]?.(text);
      return text;
    };
    const value = follow(
      `the secret ${secret}`,
      reloadable(() => store.read(secret), checked, { log }),
    );
    if (value() === undefined) log.info(`${secret} holds "-": everything that needs it is off`);
    texts.set(secret, value);
  }
  const settings = openSettings(store, log, destinations);
  follow("the settings", settings.current);
  const ineffective = settings.ineffective();
  if (ineffective) log.info(`${SETTINGS_SECRET} is in force; the pods.yml in the image ${ineffective}`);
  const outdated = () =>
    [...followed].flatMap(([what, value]) => {
      const fault = value.fault();
      return fault ? [{ what, ...fault }] : [];
    });

  return {
    log,
    settings: settings.current,
    now: Date.now,
    secret: (secret) => texts.get(secret)?.(),
    required: (secret, parse) => {
      const needed = (text: string | undefined) => {
        if (text === undefined) throw new Error(`The secret ${secret} holds "-", but ${name} cannot work without it.`);
        return parse(text);
      };
      return follow(
        `the secret ${secret}`,
        reloadable(() => store.read(secret), needed, { log }),
      );
    },
    outdated,
    inForce: () => {
      const ineffective = settings.ineffective();
      return { settings: settings.source(), outdated: outdated(), ...(ineffective && { ineffective }) };
    },
  };
}

/** The secret `pods-settings`; else the file that PODS_SETTINGS names; else `pods.yml` next to the bundle. */
function openSettings(store: Secrets, log: Log, destinations: readonly string[] | undefined) {
  const file = openFile(process.env.PODS_SETTINGS ?? join(besideBundle(), "pods.yml"));
  const secret = () => store.read("pods-settings");
  /** Where the settings in force come from. */
  let source = file.name;
  const parse = (text: string, good?: Settings): Settings => {
    try {
      const from = secret() === undefined ? file.name : SETTINGS_SECRET;
      const settings = parseSettings(text, from, destinations);
      if (good !== undefined && settings.id !== good.id) {
        const detail = `the id was ${good.id} at the start and is never changed: it is part of every key in Redis`;
        throw new PodsError("invalid", detail);
      }
      source = from;
      return settings;
    } catch (error) {
      if (!(error instanceof PodsError)) throw error;
      throw new Error(`The settings cannot be used: ${error.detail}.`, { cause: error });
    }
  };
  const current = reloadable(() => secret() ?? file.read(), parse, { log });
  const ineffective = () => (source === file.name ? undefined : differenceOf(file, current()));
  return { current, source: () => source, ineffective };
}

/** What the file says otherwise than the settings in force; `undefined` if nothing, or if there is no file. */
function differenceOf(file: { name: string; read(): string }, inForce: Settings): string | undefined {
  try {
    const says = parseSettings(file.read(), file.name);
    const keys = Object.keys({ ...says, ...inForce }) as (keyof Settings)[];
    const different = keys.filter((key) => JSON.stringify(says[key]) !== JSON.stringify(inForce[key]));
    return different.length === 0 ? undefined : `says otherwise about ${different.join(", ")}`;
  } catch (error) {
    return error instanceof PodsError ? `cannot be used: ${error.detail}` : undefined;
  }
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
  // Without its folder: everybody reads the name on the status page.
  return { name: basename(path), read };
}

/** A bundle is CommonJS and knows its folder. Under tsx, in the repository, this is the working directory. */
const besideBundle = () => (typeof __dirname === "string" ? __dirname : process.cwd());
