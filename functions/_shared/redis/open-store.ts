/** Opens the store of one community, with the parts that a function uses: its bundle holds no others. */
import type { AdminStore, Directory } from "../core/ports.ts";
import type { Durability } from "../core/settings.ts";
import { adminStore } from "./admin-store.ts";
import { type Client, type ClientOptions, openClient } from "./client.ts";
import { directory } from "./directory.ts";
import { type IdentityHashes, identityHashes } from "./identity-hashes.ts";
import { withKeyChecked } from "./key-check.ts";
import { openPods } from "./open-pods.ts";
import { withoutTwins } from "./twins.ts";

export interface StoreOptions extends ClientOptions {
  /** The secret `pods-identity-key`, for functions that record, seat or forget people. */
  readonly identityKey?: () => string;
}

/** What a part of the store is made from. */
export interface StoreTools {
  readonly client: Client;
  readonly directory: Directory;
  readonly hashes: IdentityHashes;
  /** How safe the settings want the data to be. */
  readonly durability: () => Durability;
}

/** Makes one interface of `core/ports.ts`. */
type Part<Port = object> = (tools: StoreTools) => Port;
type All<Port> = (Port extends unknown ? (port: Port) => void : never) extends (port: infer Every) => void
  ? Every
  : never;

/**
 * A function that opens a store of these parts, besides the directory and the administration. The store connects at the
 * first call. Keep one in a process, and close it at the end.
 */
export const storeWith =
  <Parts extends readonly Part[]>(...parts: Parts) =>
  ({ identityKey, ...options }: StoreOptions): Directory & AdminStore & All<ReturnType<Parts[number]>> => {
    const hashes = identityHashes(identityKey);
    const opened = withoutTwins(openClient(options));
    const client = identityKey ? withKeyChecked(opened, hashes) : opened;
    const { durability = () => "none" } = options;
    const tools: StoreTools = { client, hashes, durability, directory: directory(client, openPods(client)) };
    return Object.assign({}, tools.directory, adminStore(client), ...parts.map((part) => part(tools)));
  };

export { readAddress } from "./address.ts";
