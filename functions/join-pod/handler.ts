/** Seats people, queues them, lets them go; imports many. */
import { COMMANDS } from "#shared/commands/index.ts";
import { bodyOf } from "#shared/commands/json-door.ts";
import { queueView } from "#shared/commands/seat-bodies.ts";
import { PodsError } from "#shared/core/errors.ts";
import { lazily } from "#shared/core/lazily.ts";
import { ABILITIES, type Ability } from "#shared/core/member.ts";
import { howToAccept, joinProof } from "#shared/core/messages/join.ts";
import { reasonInWords } from "#shared/core/messages/reasons.ts";
import type { Store } from "#shared/core/ports.ts";
import { ANYWHERE, checkAreas, joinerOf, matches } from "#shared/core/seating.ts";
import { areaTitle, type Settings, Timezone } from "#shared/core/settings.ts";
import { peopleIn, podView } from "#shared/core/views.ts";
import { type App, type AppContext, createApp } from "#shared/openfaas/app.ts";
import { decode, isTick, mediaType, readJson } from "#shared/openfaas/body.ts";
import { versioned } from "#shared/openfaas/cache.ts";
import { extendDeadline } from "#shared/openfaas/deadline.ts";
import { handle } from "#shared/openfaas/handle.ts";
import { MEDIA, negotiate } from "#shared/openfaas/negotiate.ts";
import { openFunction, type RuntimeWith } from "#shared/openfaas/open-function.ts";
import { maintainerContext, newPseudonym, operationOf } from "#shared/openfaas/operation.ts";
import { isMaintainer } from "#shared/openfaas/proof.ts";
import { openStore } from "#shared/redis/store.ts";
import { pageHeaders } from "#shared/web/layout.ts";
import { importRows } from "./import.ts";
import { joinPage } from "./join-page.ts";
import { csvRows, type Line, ndjsonRows } from "./rows.ts";

/** An import of 400,000 people; commands are a few hundred bytes. */
export const BODY_BYTES_MAX = 25 * 1024 * 1024;

export interface Deps extends RuntimeWith<"adminKey"> {
  /** Tests give the names in an order of their own. */
  readonly newPseudonym?: () => string;
}

type RowReader = (text: string, settings: Settings) => Iterable<Line>;
const ROW_READERS: ReadonlyMap<string, RowReader> = new Map([
  ["text/csv", csvRows],
  ["application/x-ndjson", ndjsonRows],
]);

/** The reader of an import; `undefined` for a command. Throws PodsError "unsupported-type" for rows in another type. */
function rowReader(type: string): RowReader | undefined {
  const rows = ROW_READERS.get(type);
  if (rows || !/csv|ndjson|jsonl/.test(type)) return rows;
  const types = [...ROW_READERS.keys()].join(" or ");
  throw new PodsError("unsupported-type", `Send an import as ${types}; this is ${type}.`);
}

export function joinPod(deps: Deps): App {
  const app = createApp({ name: "join-pod", log: deps.log, bodyBytesMax: BODY_BYTES_MAX });

  app.get("/", (c) => {
    const page = joinPage({ settings: deps.settings(), form: {} });
    return versioned(c, page, pageHeaders(deps.settings()));
  });

  app.on("GET", ["/matches", "/matches.json"], (c) => showMatches(c, deps));

  app.post("/", async (c) => {
    if (!isMaintainer(c, deps.adminKey())) throw new PodsError("unauthorized", joinProof);
    if (isTick(c)) throw new PodsError("malformed", 'Send a command, such as {"login":"ada","areas":["cli"]}.');
    const rows = rowReader(mediaType(c));
    return rows ? importMany(c, deps, rows) : command(c, deps);
  });

  return app;
}

const body = lazily(() => bodyOf(COMMANDS["join-pod"]));

async function command(c: AppContext, deps: Deps): Promise<Response> {
  const ready = readJson(c, body(), { do: "join" });
  const answer = await ready.give(maintainerContext(c, deps));
  return c.json(answer.body, answer.status);
}

async function importMany(c: AppContext, deps: Deps, rows: RowReader): Promise<Response> {
  extendDeadline(c);
  const { store, newPseudonym: name = newPseudonym } = deps;
  const settings = deps.settings();
  const operation = (n: number) => operationOf(c, deps.now(), n);
  // Rows have no operations of their own, so the key of another request is refused before the first.
  await store.enqueue([], operation(0));
  const report = await importRows(rows(decode(c.get("body")), settings), {
    store,
    settings,
    newPseudonym: name,
    operation,
  });
  return c.json({ ...report, ...(await whereabouts(store, settings)) });
}

/** Where everybody is by now, and what those wait for who found no seat: an import is not left wondering. */
async function whereabouts(store: Store, settings: Settings) {
  const { seated, invited } = await store.census();
  const waiting = await Promise.all(
    [...Object.keys(settings.areas), ANYWHERE].map(async (area) => ({
      area,
      people: (await store.waiting(area)).length,
    })),
  );
  return {
    seated,
    invited,
    ...(invited > 0 && { detail: howToAccept }),
    waiting: waiting
      .filter(({ people }) => people > 0)
      .map(({ area, people }) => ({ people, ...queueView(area, people, settings) })),
  };
}

async function showMatches(c: AppContext, deps: Deps): Promise<Response> {
  const settings = deps.settings();
  const form = formOf(c, settings);
  const { area, ...about } = form;
  // Who is open to anything prefers no area to another, and is told nothing of choices.
  const wanted = area === undefined ? [] : [area];
  const areas = area === undefined ? Object.keys(settings.areas) : wanted;
  const found = await matches(deps.store, joinerOf({ ...about, areas: wanted }), areas);
  const profiles = await deps.store.profiles(peopleIn(found.map(({ pod }) => pod)));
  const podNames = new Map(found.map(({ pod }) => [String(pod.number), pod.name]));
  const names = { area: (id: string) => areaTitle(settings, id), pod: (id: string) => podNames.get(id) ?? id };
  const items = found.map(({ pod, reasons }) => ({
    pod: podView(pod, profiles),
    reasons: reasons
      .filter(({ because }) => area !== undefined || because !== "unlisted-area")
      .map((reason) => reasonInWords(reason, names)),
  }));
  const html = negotiate(c, ["json", "html"]) === "html";
  const body = html ? joinPage({ settings, form, matches: items }) : JSON.stringify({ items });
  const headers = html ? pageHeaders(settings) : { "Content-Type": MEDIA.json };
  return versioned(c, body, headers);
}

interface Form {
  area?: string;
  timezone?: string;
  ability?: Ability;
}

/** The query of the form; throws PodsError "invalid" for a word that is none of the choices. */
function formOf(c: AppContext, settings: Settings): Form {
  const { area, timezone, ability } = c.req.query();
  if (area) checkAreas(settings, [area]);
  if (timezone && !Timezone.safeParse(timezone).success) {
    throw new PodsError("invalid", `"${timezone}" is not an IANA time zone such as Europe/Berlin.`);
  }
  const known = ABILITIES.find((word) => word === ability);
  if (ability && !known) throw new PodsError("invalid", `"${ability}" is not one of ${ABILITIES.join(", ")}.`);
  return { ...(area && { area }), ...(timezone && { timezone }), ...(known && { ability: known }) };
}

export const start = openFunction({
  name: "join-pod",
  secrets: { adminKey: "pods-admin-key" },
  openStore,
  app: joinPod,
});

export default handle(start);
