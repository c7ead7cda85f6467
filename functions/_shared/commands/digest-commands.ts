import { correct } from "./correct.ts";
import type { Command, DigestContext } from "./define.ts";
import { preview } from "./preview.ts";
import { publish } from "./publish.ts";

/** What maintainers do with digests: `POST /` of weekly-digest. */
export const DIGEST_COMMANDS: readonly Command<DigestContext>[] = [preview, publish, correct];
