import { accept } from "./accept.ts";
import { advocate } from "./advocate.ts";
import { areas } from "./areas.ts";
import { back } from "./back.ts";
import { decline } from "./decline.ts";
import type { Command } from "./define.ts";
import { demo } from "./demo.ts";
import { exportPerson } from "./export.ts";
import { forget } from "./forget.ts";
import { goodbye } from "./goodbye.ts";
import { independent } from "./independent.ts";
import { join } from "./join.ts";
import { kudos } from "./kudos.ts";
import { leave } from "./leave.ts";
import { news } from "./news.ts";
import { notes } from "./notes.ts";
import { pause } from "./pause.ts";
import { stay } from "./stay.ts";
import { stepDown } from "./step-down.ts";

/** The commands that people give about themselves: as JSON, and most of them in comments. */
export const PERSON_COMMANDS: readonly Command[] = [
  join,
  accept,
  decline,
  stay,
  leave,
  goodbye,
  pause,
  back,
  independent,
  areas,
  advocate,
  stepDown,
  kudos,
  news,
  demo,
  notes,
  forget,
  exportPerson,
];
