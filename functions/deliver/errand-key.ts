import { createHash } from "node:crypto";
import type { Claim } from "#shared/core/outbox.ts";
import type { Settings } from "#shared/core/settings.ts";

/** Names an errand to the world: a hash, so that nobody learns our ids. */
export const errandKey = ({ id }: Pick<Claim, "id">, settings: Pick<Settings, "id">): string =>
  createHash("sha256").update(`${settings.id} ${id}`).digest("hex");
