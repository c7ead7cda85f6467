/** What sending needs. */
import type { Connections } from "#shared/channels/secret.ts";
import type { GitHub } from "#shared/github/client.ts";
import type { Runtime } from "#shared/openfaas/open-function.ts";
import type { DeliverStore } from "./store.ts";

export interface Deps extends Runtime<DeliverStore> {
  /** `undefined` while the secret `pods-github` holds `-`. */
  readonly github: () => GitHub | undefined;
  /** The channels that can be posted to; none while the secret `pods-chat` holds `-`. */
  readonly connections: () => Connections;
}
