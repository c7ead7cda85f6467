/** Seats people, queues them, releases them; imports many. */
import { randomUUID } from "node:crypto";
import { exportPerson } from "#shared/commands/export.ts";
import { forget } from "#shared/commands/forget.ts";
import { JOIN_POD_COMMANDS } from "#shared/commands/join-pod-commands.ts";
import { bodyOf, giveJson, readingBody } from "#shared/commands/json-door.ts";
import { undoImport } from "#shared/commands/undo-import.ts";
import { invalidAt, PodsError } from "#shared/core/errors.ts";
import { lazily } from "#shared/core/lazily.ts";
import { dryAsFar, goOnImport, howToName, howToUndo, joinProof, peopleOfFile } from "#shared/core/messages/join.ts";
import { withPeopleBack } from "#shared/core/people-back.ts";
import type { Answering, PeopleStore } from "#shared/core/ports.ts";
import { dayOf } from "#shared/core/week.ts";
import { type App, type AppContext, createApp } from "#shared/openfaas/app.ts";
import { isTick, mediaType, readJson } from "#shared/openfaas/body.ts";
import { versioned } from "#shared/openfaas/cache.ts";
import { extendDeadline } from "#shared/openfaas/deadline.ts";
import { handle } from "#shared/openfaas/handle.ts";
import { openFunction, type RuntimeWith } from "#shared/openfaas/open-function.ts";
import { fingerprintOf, maintainerContext, newPseudonym, operationOf } from "#shared/openfaas/operation.ts";
import { proveMaintainer } from "#shared/openfaas/proof.ts";
import { BODY_BYTES_MAX, takesBody } from "#shared/openfaas/takes-body.ts";
import { YesOrNo } from "#shared/openfaas/yes-or-no.ts";
import { answering } from "#shared/redis/answering.ts";
import { catchUpLog } from "#shared/redis/catch-up.ts";
import { credits } from "#shared/redis/credits.ts";
import { importRecords } from "#shared/redis/import-records.ts";
import { imports } from "#shared/redis/imports.ts";
import { limits } from "#shared/redis/limits.ts";
import { maintainers } from "#shared/redis/maintainers.ts";
import { offers } from "#shared/redis/offers.ts";
import { readAddress, storeWith } from "#shared/redis/open-store.ts";
import { outbox } from "#shared/redis/outbox.ts";
import { peopleBack } from "#shared/redis/people-back.ts";
import { personRecords } from "#shared/redis/person-records.ts";
import { recorder } from "#shared/redis/recorder.ts";
import { rehearsals } from "#shared/redis/rehearsals.ts";
import { repositories } from "#shared/redis/repositories.ts";
import { seats } from "#shared/redis/seats.ts";
import { stays } from "#shared/redis/stays.ts";
import { stewardship } from "#shared/redis/stewardship.ts";
import { threads } from "#shared/redis/threads.ts";
import { errorPage } from "#shared/web/error-page.ts";
import { pageHeaders } from "#shared/web/layout.ts";
import { fileText } from "./file-text.ts";
import { type Importer, importIdOf, importRows, newImport } from "./import.ts";
import type { ImportStore } from "./import-batch.ts";
import { reportOf, standingsAfter } from "./import-report.ts";
import { joinPage } from "./join-page.ts";
import { podsByName } from "./pod-named.ts";
import { rehearsal } from "./rehearsal.ts";
import { repeatsIn } from "./repeats.ts";
import type { RowFile, RowReader } from "./row-file.ts";
import { rowReader } from "./rows.ts";
import { showMatches } from "./show-matches.ts";
import { takeBack } from "./take-back.ts";

/** An import of 400,000 people. */
export const IMPORT_BYTES_MAX = 25 * 1024 * 1024;

export interface Deps extends RuntimeWith<"adminKey", Answering & PeopleStore> {
  /** A test gives names in a fixed order. */
  readonly newPseudonym?: () => string;
  /** An import, or its undo, begins no batch later than this after its request. */
  readonly answerWithinMs?: number;
}

/** The watchdog ends a request after eight seconds, and the rest of a batch and the report take time, too. */
const ANSWER_WITHIN_MS = 4_500;

export function joinPod(deps: Deps): App {
  const app = createApp({
    name: "join-pod",
    log: deps.log,
    limits: deps,
    errorPage: errorPage(deps.settings),
  });

  app.get("/", (c) => {
    const page = joinPage({ settings: deps.settings(), form: {} });
    return versioned(c, page, pageHeaders(deps.settings()));
  });

  app.on("GET", ["/matches", "/matches.json"], (c) => showMatches(c, deps.store, deps.settings()));

  const prove = (c: AppContext) => proveMaintainer(c, deps.adminKey(), joinProof);
  const bytesMax = (c: AppContext) => (rowReader(mediaType(c)) ? IMPORT_BYTES_MAX : BODY_BYTES_MAX);
  app.post("/", takesBody(prove, { bytesMax, query: ["dryRun"] }), async (c) => {
    const rows = rowReader(mediaType(c));
    const isDry = isDryRun(c);
    if (!rows) return command(c, deps, isDry);
    return isDry ? rehearse(c, deps, rows) : importMany(c, deps, rows);
  });

  return app;
}

const body = lazily(() => bodyOf(JOIN_POD_COMMANDS));

async function command(c: AppContext, deps: Deps, isDry: boolean): Promise<Response> {
  if (isTick(c)) throw new PodsError("malformed", 'Send a command, such as {"login":"ada","areas":["cli"]}.');
  const read = readingBody(deps.settings());
  const ready = namingFiles(() => readJson(c, body(), (said) => ({ do: "join", ...read(said) }), TYPES));
  if (isDry && ready.body.do !== undoImport.word) throw unfitDryRun();
  if (EVERYTHING.includes(ready.body.do)) extendDeadline(c);
  const context = maintainerContext(c, deps);
  const undo = async (id: string) => {
    extendDeadline(c);
    // An import is taken back once by its own id, but the key of another request is refused.
    if (!isDry) await deps.store.enqueue([], context.operation());
    return takeBack(id, { store: deps.store, at: deps.now(), isDry, isLate: lateFor(c, deps) });
  };
  const answer = await giveJson(ready, { ...context, imports: { undo } });
  return c.json(answer.body, answer.status);
}

/** They look through all that is stored. */
const EVERYTHING: readonly string[] = [exportPerson.word, forget.word];

const TYPES = "application/json for a command, or text/csv or application/x-ndjson for a file of people";

/** The error tells people who send a file as text/plain which types a file has. */
function namingFiles<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof PodsError) || error.code !== "malformed") throw error;
    throw new PodsError("malformed", `${error.message} Send a file of people as text/csv or application/x-ndjson.`, {
      cause: error,
    });
  }
}

const DRY_RUN = "dryRun is true or false, and only for a file of people and for the undo of an import.";

const unfitDryRun = () => invalidAt("/dryRun", DRY_RUN);

/** Nothing is written by mistake: a word that is not understood is refused. */
function isDryRun(c: AppContext): boolean {
  const [dryRun, another] = c.req.queries("dryRun") ?? ["false"];
  const { data } = YesOrNo.safeParse(dryRun);
  if (data === undefined || another !== undefined) throw unfitDryRun();
  return data;
}

/** What an import would do. A file that takes longer than a request may is told as far as that. */
async function rehearse(c: AppContext, deps: Deps, rows: RowReader): Promise<Response> {
  extendDeadline(c);
  const table = rows(fileText(c.get("body")), deps.settings());
  const importer = importerOf(c, deps, rehearsal(deps.store), "");
  const progress = await importRows(table.lines(), newImport("", repeatsIn(table.lines)), importer);
  const report = { dryRun: true, ...reportOf(progress, table.lines(), table.remarks), ignored: table.ignored };
  return c.json(
    progress.done
      ? { ...report, detail: telling(table, peopleOfFile(progress.people, true)) }
      : { next: progress.next, ...report, detail: telling(table, dryAsFar(progress.next)) },
  );
}

function importerOf(c: AppContext, deps: Deps, store: ImportStore, file: string): Importer {
  const { newPseudonym: name = newPseudonym, now } = deps;
  const settings = deps.settings();
  const isLate = lateFor(c, deps);
  return { store, settings, podNamed: podsByName(store, settings), newPseudonym: name, file, now, isLate };
}

/** Whether a request may begin nothing more. */
function lateFor(c: AppContext, { answerWithinMs = ANSWER_WITHIN_MS }: Pick<Deps, "answerWithinMs">): () => boolean {
  return () => performance.now() - c.get("startedAt") > answerWithinMs;
}

/**
 * A file that takes longer than a request may is answered 202: the same file sent again goes on there. A file that is
 * complete, or was taken back, is imported anew when it is sent again, unless its Idempotency-Key says that it is the same
 * request.
 */
async function importMany(c: AppContext, deps: Deps, rows: RowReader): Promise<Response> {
  extendDeadline(c);
  const { store } = deps;
  const settings = deps.settings();
  const body = c.get("body");
  const operation = operationOf(c, deps.now());
  // Rows have no operations of their own, so the key of another request is refused before the first.
  await store.enqueue([], operation);
  const file = operation.id || `file/${fingerprintOf(body)}`;
  const table = rows(fileText(body), settings);

  const before = await store.importProgress(file);
  const goesOn = before && (operation.id || !(before.done || (await store.importRecord(importIdOf(before)))?.undo));
  const from = goesOn ? before : newImport(operation.id || `${file}/${randomUUID()}`, repeatsIn(table.lines));
  const progress = from.done ? from : await importRows(table.lines(), from, importerOf(c, deps, store, file));
  const id = importIdOf(progress);
  const report = {
    import: id,
    undo: howToUndo(id),
    ...reportOf(progress, table.lines(), table.remarks),
    ignored: table.ignored,
  };
  if (!progress.done)
    return c.json({ next: progress.next, ...report, detail: telling(table, goOnImport(progress.next)) }, 202);
  const today = dayOf(deps.now(), settings.digest.timezone);
  const { detail, community } = await standingsAfter(progress, await withPeopleBack(store, today), settings);
  return c.json({ ...report, detail: telling(table, detail), community });
}

const telling = ({ ignored, lacking }: RowFile, detail: string): string =>
  [detail, ...howToName(ignored, lacking)].join(" ");

const openStore = storeWith(
  answering,
  catchUpLog,
  credits,
  importRecords,
  imports,
  limits,
  maintainers,
  offers,
  outbox,
  peopleBack,
  personRecords,
  recorder,
  rehearsals,
  repositories,
  seats,
  stays,
  stewardship,
  threads,
);

export const start = openFunction({
  name: "join-pod",
  secrets: { adminKey: "pods-admin-key", identityKey: "pods-identity-key" },
  openStore,
  readAddress,
  app: (runtime) => joinPod(runtime),
});

export default handle(start);
