/** Reads of plans and runs what stands beside their rows. */
import type { Pseudonym } from "../core/member.ts";
import { oneOf } from "../core/one-of.ts";
import { SKIP_REASONS } from "../core/plan/apply.ts";
import {
  type GroupOutcome,
  NOTIFIED_WHERE,
  type Notified,
  PLAN_STATUSES,
  type PlanPart,
  RUN_KINDS,
  type Run,
  type StoredPlan,
} from "../core/ports.ts";
import type { Client } from "./client.ts";
import type { Pages } from "./pages.ts";
import { readFields } from "./scan.ts";

export type PlanHead = Omit<StoredPlan, "changes" | "status" | "staying" | "round" | "asked"> &
  Pick<PlanPart, "counts"> & { readonly pages: Pages };
export type RunHead = Omit<Run, "changes" | "groups" | "finished" | "undone" | "notified" | keyof RunAbout> & {
  readonly pages: Pages;
};
/** A head with what became of the run; `unchanged`: it ended, and none of its steps was made. */
type RunMarked = RunHead & Pick<Run, "finished" | "undone"> & { readonly unchanged: boolean };

/** How the end of a run is marked, by whether it changed a seat or a role. */
export const CHANGED = "1";
export const UNCHANGED = "unchanged";

/** Stored apart, since it may be long and a list of runs does not need it. */
export type RunAbout = Pick<Run, "leftOut" | "stays">;

/** Plans of earlier versions moved people who had not settled, and did not say whose seat was new, or what areas there were. */
const UNCOUNTED = { recent: 0, settling: 0, settleWeeks: 0, areas: [] } satisfies Partial<PlanHead>;

const GROUP_SKIP_REASONS = [...SKIP_REASONS, "stays", "run-ended"] as const;

export async function readPlanHead(client: Client, id: string) {
  const { fixed, of } = client.keys;
  const [fields] = await client.read(["HMGET", of("plan", id), "head", "status", "round", "asked"]);
  const [json, status, ownRound, asked] = fields as (string | null)[];
  if (!json) return undefined;
  const { pages, counts, ...head } = JSON.parse(json) as PlanHead;
  const [staying] = await client.read(["ZRANGEBYSCORE", fixed("stays"), `(${head.createdAt}`, "+inf"]);
  // Plans of earlier versions name no round.
  const round = ownRound ?? String(head.revision);
  const marks = {
    status: oneOf(PLAN_STATUSES, status, `The status of the plan ${id}`),
    staying: staying as string[],
    round,
    ...askedIn(round, asked),
  };
  return { plan: { ...UNCOUNTED, ...head, ...marks }, counts, pages };
}

/** Head and flags, without rows. */
export async function readRunHead(client: Client, id: string): Promise<RunMarked | undefined> {
  const [fields] = await client.read(["HMGET", client.keys.of("run", id), "head", "finished", "undone"]);
  const [json, finished, undone] = fields as (string | null)[];
  if (!json) return undefined;
  const head = JSON.parse(json) as RunHead;
  oneOf(RUN_KINDS, head.kind, `The kind of the run ${id}`);
  return { ...head, finished: finished !== null, undone: undone === "1", unchanged: finished === UNCHANGED };
}

/** The outcomes of the groups up to `last`. */
export async function readGroupOutcomes(client: Client, run: string, last: number): Promise<GroupOutcome[]> {
  if (last < 0) return [];
  const fields = Array.from({ length: last + 1 }, (_, group) => `group:${group}`);
  const texts = await readFields(client, client.keys.of("run", run), fields);
  return texts.flatMap((text, group) => {
    if (!text) return [];
    const [word, ...details] = text.split(" ");
    const outcome = oneOf(["applied", "skipped"], word, `The outcome of group ${group} of the run ${run}`);
    return [groupOutcome(group, outcome, details)];
  });
}

/** Who was asked about the plan in a round, not in an earlier one. */
function askedIn(round: string, json: string | null | undefined): Pick<StoredPlan, "asked"> {
  if (!json) return {};
  const { revision, round: own = String(revision), ...asked } = JSON.parse(json) as StoredAsked;
  return own === round ? { asked: checkedNotified(asked) } : {};
}

/** Earlier versions stored the revision of the plan instead of the round. */
type StoredAsked = Notified & Partial<Pick<StoredPlan, "revision" | "round">>;

export function checkedNotified(notified: Notified): Notified {
  oneOf(NOTIFIED_WHERE, notified.where, "Where people were told");
  return notified;
}

export function groupOutcome(group: number, outcome: "applied" | "skipped", details: readonly string[]): GroupOutcome {
  if (outcome === "skipped") {
    const reason = oneOf(GROUP_SKIP_REASONS, details[0], "The reason why a group is skipped");
    return { group, outcome, reason, ...(details[1] !== undefined && { because: details[1] }) };
  }
  const { rev, asked, ex, told, ...names } = Object.fromEntries(
    details.flatMap((name, at) => (at % 2 === 0 ? [[name, details[at + 1] ?? ""]] : [])),
  );
  const pods = Object.fromEntries(Object.entries(names).map(([name, number]) => [name, Number(number)]));
  return {
    group,
    outcome,
    ...(Object.keys(pods).length > 0 && { pods }),
    ...(rev !== undefined && { revision: Number(rev) }),
    ...(asked !== undefined && { asked: asked.split(",") }),
    ...(ex !== undefined && { exAdvocates: ex.split(",") }),
    ...(told !== undefined && { told: toldBefore(told) }),
  };
}

/** `person:revision,person:revision` */
const toldBefore = (text: string): Record<Pseudonym, number> =>
  Object.fromEntries(
    text.split(",").map((one) => {
      const [person = "", revision] = one.split(":");
      return [person, Number(revision)];
    }),
  );
