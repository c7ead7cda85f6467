/** What channels share that post with an account on a server. */
import type { Unsure } from "./channel.ts";
import { RETRY_MS, type Reply } from "./http.ts";
import { SafeAddress } from "./webhook.ts";

/** The address of a server, without a path. */
export const ServerAddress = SafeAddress.refine((text) => URL.canParse(text) && new URL(text).pathname === "/");

/** The password, the account or the address is wrong. A person has to fix that. */
export const isShutOut = ({ status }: Reply): boolean =>
  [401, 403, 404].includes(status) || (status >= 300 && status < 400);

export const unsure = (detail: string, afterMs: number = RETRY_MS): Unsure => ({ state: "unsure", afterMs, detail });
