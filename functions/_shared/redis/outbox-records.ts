/** What the outbox holds, for the status page and the metrics. */
import { unreachable } from "../core/errors.ts";
import { oneOf } from "../core/one-of.ts";
import {
  destinationOf,
  ERRAND_STATES,
  type Errand,
  type ErrandResult,
  type ErrandState,
  errandId,
  NOTHING_SENT,
  type UnreadableErrand,
  type Unsent,
} from "../core/outbox.ts";
import type { OutboxRecords } from "../core/ports.ts";
import type { Client } from "./client.ts";
import { parseErrand } from "./errand-text.ts";
import type { StoreTools } from "./open-store.ts";
import type { RedisCommand } from "./pipeline.ts";
import { readFields } from "./scan.ts";

/** Half of the most errands that are looked at, so that no backlog makes the page slow. */
const LOOKED_AT_HALF = 2_000;

interface Entry {
  readonly state: ErrandState;
  readonly errand: Errand | UnreadableErrand;
  readonly since: number;
  readonly detail: string;
}

export function outboxRecords({ client }: StoreTools): OutboxRecords {
  async function unsent() {
    const { entries, beyond } = await lookAtOutbox(client);
    const backlog: Partial<Record<ErrandState, number>> = {};
    for (const { state } of entries) backlog[state] = (backlog[state] ?? 0) + 1;
    return { backlog, groups: groupUnsent(entries), beyond };
  }
  return { unsent, results: (errands) => resultsOf(client, errands), backlog: async () => (await unsent()).backlog };
}

/** `SETTLED_KEPT_MS` in library/shared/errands.lua: an errand that ended is due to be deleted then. */
const SETTLED_KEPT_MS = 60 * 24 * 3_600_000;

async function resultsOf(client: Client, errands: readonly Errand[]): Promise<ErrandResult[]> {
  const ids = errands.map(errandId);
  if (ids.length === 0) return [];
  const [values, deleted] = (await client.read(
    ["HMGET", client.keys.fixed("outbox"), ...ids],
    ["ZMSCORE", client.keys.fixed("due"), ...ids],
  )) as [(string | null)[], (string | null)[]];
  return errands.flatMap((errand, i) => {
    const value = values[i];
    if (!value) return [];
    const { state: exact, since, detail } = entryIn(value, ids[i]);
    const state = stateOf(exact);
    const isSilent = state === "sent" && detail === NOTHING_SENT;
    return {
      ...{ errand, since, state: isSilent ? ("nothing-to-say" as const) : state },
      ...(state !== "waiting" && deleted[i] && { at: Number(deleted[i]) - SETTLED_KEPT_MS }),
      ...(state !== "sent" && detail !== "" && { detail }),
    };
  });
}

/** The errands that are due first, which are those that wait, and those that ended last. */
async function lookAtOutbox(client: Client): Promise<{ entries: Entry[]; beyond: number }> {
  const sets = (["urgent", "due"] as const).map((name) => client.keys.fixed(name));
  const outbox = client.keys.fixed("outbox");
  const [all, ...found] = await client.read(
    ["HLEN", outbox],
    ...sets.map((set): RedisCommand => ["ZRANGE", set, 0, LOOKED_AT_HALF - 1]),
    ...sets.map((set): RedisCommand => ["ZRANGE", set, -LOOKED_AT_HALF, -1]),
  );
  const ids = [...new Set((found as string[][]).flat())];
  const values = await readFields(client, outbox, ids);
  const entries = values.flatMap((value, i) => {
    if (value === null) return [];
    return [entryIn(value, ids[i])];
  });
  return { entries, beyond: Math.max(0, Number(all) - ids.length) };
}

function entryIn(value: string, id: string | undefined): Entry {
  const [head = "", json = "", ...detail] = value.split("\n");
  const state = oneOf(ERRAND_STATES, head.slice(0, head.indexOf("|")), `The state of the errand ${id}`);
  return { state, ...parseErrand(json), detail: detail.join(" ") };
}

/** More reasons than this are no reading for anybody. */
const DETAILS_MAX = 5;

/** By kind, destination and state, the oldest first. */
function groupUnsent(entries: readonly Entry[]): Unsent[] {
  const groups = new Map<string, { unsent: Unsent; details: Set<string> }>();
  for (const { state: exact, errand, since, detail } of entries.toSorted((a, b) => a.since - b.since)) {
    const state = stateOf(exact);
    if (state === "sent") continue;
    const to = destinationOf(errand, { introductions: () => "chat", decisions: "github" });
    const key = `${errand.kind} ${to} ${state}`;
    const { unsent, details } = groups.get(key) ?? {
      unsent: { kind: errand.kind, to, state, errands: 0, since },
      details: new Set(),
    };
    if (detail !== "" && details.size < DETAILS_MAX) details.add(detail);
    groups.set(key, { unsent: { ...unsent, errands: unsent.errands + 1 }, details });
  }
  return [...groups.values()].map(({ unsent, details: [detail, ...otherDetails] }) => ({
    ...unsent,
    ...(detail !== undefined && { detail }),
    ...(otherDetails.length > 0 && { otherDetails }),
  }));
}

function stateOf(state: ErrandState): Unsent["state"] | "sent" {
  switch (state) {
    case "pending":
    case "claimed":
    case "posting":
      return "waiting";
    case "sent":
    case "unknown":
    case "dead":
      return state;
    default:
      return unreachable(state);
  }
}
