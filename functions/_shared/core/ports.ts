/**
 * The store as functions use it. `redis/` is the only implementation, and its contract tests check the promises made
 * here. Every change takes an operation id: the same id again changes nothing and returns the stored outcome.
 * Every method throws PodsError "unavailable" when the store cannot be reached or holds no community yet.
 */

import type { AdminStore } from "./ports/admin-store.ts";
import type { Answering } from "./ports/answering.ts";
import type { Answers } from "./ports/answers.ts";
import type { Breaks, PeopleBack } from "./ports/breaks.ts";
import type { CatchUpLog } from "./ports/catch-up.ts";
import type { Conditions } from "./ports/conditions.ts";
import type { Connections } from "./ports/connections.ts";
import type { Credits } from "./ports/credits.ts";
import type { Decisions } from "./ports/decisions.ts";
import type { Directory } from "./ports/directory.ts";
import type { Feeds } from "./ports/feeds.ts";
import type { ImportRecords, Imports } from "./ports/imports.ts";
import type { Limits } from "./ports/limits.ts";
import type { Maintainers } from "./ports/maintainers.ts";
import type { Offers } from "./ports/offers.ts";
import type { Outbox, OutboxRecords } from "./ports/outbox.ts";
import type { PersonRecords } from "./ports/person-records.ts";
import type { DecisionNotes, PlanIndex, PlanRecords, Plans } from "./ports/plans.ts";
import type { Recorder } from "./ports/recorder.ts";
import type { RecoveryLog } from "./ports/recovery.ts";
import type { Rehearsals, Seats } from "./ports/seats.ts";
import type { Stays } from "./ports/stays.ts";
import type { Stewardship } from "./ports/stewardship.ts";
import type { StrangerNotes, Strangers } from "./ports/strangers.ts";
import type { Repositories, Threads, Unanswered } from "./ports/threads.ts";
import type { ToldMeetings } from "./ports/told-meetings.ts";
import type { Publication, Weeks } from "./ports/weeks.ts";

export * from "./ports/admin-store.ts";
export type * from "./ports/answering.ts";
export type * from "./ports/answers.ts";
export type * from "./ports/breaks.ts";
export * from "./ports/catch-up.ts";
export type * from "./ports/conditions.ts";
export type * from "./ports/connections.ts";
export type * from "./ports/credits.ts";
export type * from "./ports/decisions.ts";
export type * from "./ports/desks.ts";
export type * from "./ports/directory.ts";
export type * from "./ports/feeds.ts";
export * from "./ports/imports.ts";
export * from "./ports/limits.ts";
export type * from "./ports/maintainers.ts";
export type * from "./ports/offers.ts";
export type * from "./ports/operation.ts";
export type * from "./ports/outbox.ts";
export type * from "./ports/person-records.ts";
export type * from "./ports/planner.ts";
export * from "./ports/plans.ts";
export type * from "./ports/recorder.ts";
export type * from "./ports/recovery.ts";
export * from "./ports/seats.ts";
export type * from "./ports/stays.ts";
export * from "./ports/stewardship.ts";
export type * from "./ports/strangers.ts";
export type * from "./ports/threads.ts";
export type * from "./ports/told-meetings.ts";
export type * from "./ports/weeks.ts";

/** What commands about people use, in comments and as JSON. */
export interface PeopleStore
  extends AdminStore,
    CatchUpLog,
    Credits,
    Directory,
    ImportRecords,
    Imports,
    Limits,
    Maintainers,
    Offers,
    Outbox,
    PeopleBack,
    PersonRecords,
    Recorder,
    Rehearsals,
    Repositories,
    Seats,
    Stays,
    Stewardship,
    Threads {}

/** All of it. */
export interface Store
  extends PeopleStore,
    Answering,
    Answers,
    Breaks,
    Conditions,
    Connections,
    DecisionNotes,
    Decisions,
    Feeds,
    OutboxRecords,
    PlanIndex,
    PlanRecords,
    Plans,
    Publication,
    RecoveryLog,
    StrangerNotes,
    Strangers,
    ToldMeetings,
    Unanswered,
    Weeks {}
