/** The start of every function: reads settings and secrets, opens the store, and builds the app. */
import type { FunctionName, InForce } from "../core/in-force.ts";
import type { AdminStore } from "../core/ports.ts";
import type { Durability, Settings } from "../core/settings.ts";
import type { App } from "./context.ts";
import { type Environment, openEnvironment } from "./environment.ts";
import type { Fetcher } from "./handle.ts";
import { reportOutdated } from "./report-outdated.ts";
import { wellFormed } from "./secret-forms.ts";
import type { SecretName } from "./secrets.ts";

/** Secrets that every function reads, besides those it names itself. */
export const COMMON_SECRETS = ["pods-redis-url", "pods-settings"] as const;

/** Without it a forgotten person could be brought back, so a function that needs it does not start while it holds `-`. */
const IDENTITY = "pods-identity-key";

/** What every app is built from; tests pass their own. */
export interface Runtime<Store> extends Pick<Environment<never>, "log" | "settings" | "now"> {
  readonly store: Store;
  /** What this function runs on, looked at anew. Left out where nothing can change. */
  readonly inForce?: () => InForce;
}

/** The same with secrets, by the app's names for them. Each call reads the current value; `undefined` while it holds `-`. */
export type RuntimeWith<Secret extends string, Store> = Runtime<Store> & {
  readonly [S in Secret]: () => string | undefined;
};

interface Options<Secret extends string, Address, Store> {
  /** The function's name, as in stack.yml. */
  readonly name: FunctionName;
  /** Further secrets of this function, by the app's names for them. */
  readonly secrets: Readonly<Record<Secret, SecretName>>;
  /** The names that `digest.to` may hold. A function that leaves this out does not look at where digests go. */
  readonly destinations?: readonly string[];
  /** Throws when a secret's text cannot be used; for those that hold more than a key. */
  readonly forms?: { readonly [S in SecretName]?: (text: string) => unknown };
  /** Passed in, since this folder must not import redis/. */
  readonly readAddress: (text: string) => Address;
  readonly openStore: (options: {
    readonly url: () => Address;
    readonly community: string;
    readonly durability: () => Durability;
    readonly areas: () => Settings["areas"];
    readonly identityKey?: () => string;
  }) => Store;
  readonly app: (runtime: RuntimeWith<Secret, Store>) => App;
}

/** A function's `start()`. It rejects with one sentence that names the missing or malformed part. */
export const openFunction =
  <Secret extends string, Address, Store extends Pick<AdminStore, "saveOutdated">>(
    options: Options<Secret, Address, Store>,
  ) =>
  async (): Promise<Fetcher> => {
    const { name, secrets, destinations, forms, readAddress, openStore, app } = options;
    const named = Object.entries<SecretName>(secrets);
    const environment = openEnvironment({
      name,
      secrets: [...COMMON_SECRETS, ...named.map(([, secret]) => secret)],
      destinations,
      ...(forms && { forms }),
    });
    const { log, settings, now, secret, required, inForce, outdated } = environment;
    const store = openStore({
      url: required("pods-redis-url", readAddress),
      community: settings().id,
      durability: () => settings().durability,
      areas: () => settings().areas,
      ...(named.some(([, secret]) => secret === IDENTITY) && { identityKey: required(IDENTITY, wellFormed(IDENTITY)) }),
    });
    const readers = Object.fromEntries(named.map(([key, name]) => [key, () => secret(name)]));
    const built = app({ log, settings, now, store, inForce, ...(readers as Record<Secret, () => string | undefined>) });
    const report = reportOutdated({ outdated, save: (now) => store.saveOutdated(name, now), log });
    return {
      fetch: async (request) => {
        const response = await built.fetch(request);
        await report(response);
        return response;
      },
    };
  };
