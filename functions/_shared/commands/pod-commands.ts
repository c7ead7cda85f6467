import { advocateLink } from "./advocate-link.ts";
import type { BaseContext, Command, PodContext } from "./define.ts";
import { initialise } from "./initialise.ts";
import { lock, unlock } from "./lock.ts";
import { meeting } from "./meeting.ts";
import { nominate } from "./nominate.ts";
import { pin } from "./pin.ts";
import { quiet } from "./quiet.ts";
import { rename } from "./rename.ts";
import { unpin } from "./unpin.ts";

/** The commands of advocates and maintainers about pods: as JSON, and in comments those about the author's own pod. */
export const POD_COMMANDS: readonly Command<BaseContext>[] = [
  initialise,
  rename,
  nominate,
  meeting,
  lock,
  unlock,
  pin,
  unpin,
  quiet,
];

/** `POST /` of pods. */
export const DIRECTORY_COMMANDS: readonly Command<PodContext>[] = [...POD_COMMANDS, advocateLink];
