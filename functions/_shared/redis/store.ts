/** The whole store: everything in core/ports.ts, on Redis. Functions open only the parts that they use. */
import { answering } from "./answering.ts";
import { answers } from "./answers.ts";
import { breaks } from "./breaks.ts";
import { catchUpLog } from "./catch-up.ts";
import { conditions } from "./conditions.ts";
import { connections } from "./connections.ts";
import { credits } from "./credits.ts";
import { decisionNotes } from "./decision-notes.ts";
import { decisions } from "./decisions.ts";
import { feeds } from "./feeds.ts";
import { importRecords } from "./import-records.ts";
import { imports } from "./imports.ts";
import { limits } from "./limits.ts";
import { maintainers } from "./maintainers.ts";
import { offers } from "./offers.ts";
import { storeWith } from "./open-store.ts";
import { outbox } from "./outbox.ts";
import { outboxRecords } from "./outbox-records.ts";
import { personRecords } from "./person-records.ts";
import { planIndex } from "./plan-index.ts";
import { planRecords } from "./plan-records.ts";
import { plans } from "./plans.ts";
import { publication } from "./publication.ts";
import { recorder } from "./recorder.ts";
import { recoveryLog } from "./recovery.ts";
import { rehearsals } from "./rehearsals.ts";
import { repositories } from "./repositories.ts";
import { seats } from "./seats.ts";
import { stays } from "./stays.ts";
import { stewardship } from "./stewardship.ts";
import { strangerNotes } from "./stranger-notes.ts";
import { strangers } from "./strangers.ts";
import { threads } from "./threads.ts";
import { toldMeetings } from "./told-meetings.ts";
import { unanswered } from "./unanswered.ts";
import { weeks } from "./weeks.ts";

export const openStore = storeWith(
  answering,
  seats,
  breaks,
  stewardship,
  decisionNotes,
  personRecords,
  planIndex,
  planRecords,
  decisions,
  stays,
  plans,
  recorder,
  strangers,
  strangerNotes,
  repositories,
  threads,
  unanswered,
  answers,
  credits,
  recoveryLog,
  catchUpLog,
  outboxRecords,
  outbox,
  weeks,
  publication,
  connections,
  conditions,
  limits,
  importRecords,
  imports,
  rehearsals,
  maintainers,
  offers,
  toldMeetings,
  feeds,
);
