import { connectionLink } from "./connection-link.ts";
import { correct } from "./correct.ts";
import type { Command, DigestContext } from "./define.ts";
import { preview } from "./preview.ts";
import { publish } from "./publish.ts";

/** The commands of maintainers about digests and connection: `POST /` of weekly-digest. */
export const DIGEST_COMMANDS: readonly Command<DigestContext>[] = [preview, publish, correct, connectionLink];
