/** Reads plans and runs. */
import type { Pseudonym } from "../core/member.ts";
import { oneOf, wordsOf } from "../core/one-of.ts";
import { DECISIONS } from "../core/outbox.ts";
import { SKIP_REASONS } from "../core/plan/apply.ts";
import { type Change, LEFT_OUT_REASONS } from "../core/plan/plan.ts";
import { STAY_REASONS } from "../core/plan/stay-reasons.ts";
import {
  type Decision,
  type GroupOutcome,
  NOTIFIED_WHERE,
  type Notified,
  PLAN_STATUSES,
  type PlanPart,
  type PlanProgress,
  type PlanRecords,
  RUN_KINDS,
  type Run,
  type StoredPlan,
} from "../core/ports.ts";
import type { StoreTools } from "./open-store.ts";
import { type Pages, readGroup, readPages, readRows } from "./pages.ts";
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
type RunAbout = Pick<Run, "leftOut" | "stays">;

/** Plans of earlier versions moved people who had not settled, and did not say whose seat was new, or what areas there were. */
const UNCOUNTED = { recent: 0, settling: 0, settleWeeks: 0, areas: [] } satisfies Partial<PlanHead>;

const PROGRESS_STEPS = wordsOf<PlanProgress["step"]>({
  read: true,
  start: true,
  anneal: true,
  reshape: true,
  write: true,
  explain: true,
});

const GROUP_SKIP_REASONS = [...SKIP_REASONS, "stays", "run-ended"] as const;

export function planRecords({ client }: StoreTools): PlanRecords {
  const { fixed, of } = client.keys;

  async function planHead(id: string) {
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

  async function plan(id: string): Promise<StoredPlan | undefined> {
    const head = await planHead(id);
    return head && { ...head.plan, changes: await readPages(client, of("plan", id), head.pages) };
  }

  /** Head and flags, without rows. */
  async function runHead(id: string): Promise<RunMarked | undefined> {
    const [fields] = await client.read(["HMGET", of("run", id), "head", "finished", "undone"]);
    const [json, finished, undone] = fields as (string | null)[];
    if (!json) return undefined;
    const head = JSON.parse(json) as RunHead;
    oneOf(RUN_KINDS, head.kind, `The kind of the run ${id}`);
    return { ...head, finished: finished !== null, undone: undone === "1", unchanged: finished === UNCHANGED };
  }

  async function run(id: string): Promise<Run | undefined> {
    const head = await runHead(id);
    if (!head) return undefined;
    const { pages, unchanged: _, ...rest } = head;
    const [fields] = await client.read(["HMGET", of("run", id), "about", "notified"]);
    const [about, notified] = fields as (string | null)[];
    const changes = await readPages(client, of("run", id), pages);
    const groups = await groupOutcomes(id, changes.at(-1)?.group ?? -1);
    const told = notified ? { notified: checkedNotified(JSON.parse(notified)) } : {};
    return { ...rest, ...parseAbout(id, about ?? "{}"), ...told, changes, groups };
  }

  return {
    plan,

    async planPart(id, from, limit) {
      const head = await planHead(id);
      if (!head) return undefined;
      const changes = await readRows(client, of("plan", id), head.pages, from, limit);
      return { ...head.plan, counts: head.counts, changes };
    },

    latestPlanId,

    async latestPlan() {
      const id = await latestPlanId();
      return id === undefined ? undefined : plan(id);
    },

    async planFor(period) {
      const [id] = await client.read(["HGET", fixed("periods"), period]);
      return (id as string | null) ?? undefined;
    },

    async planProgress() {
      const [json] = await client.read(["GET", fixed("planning")]);
      if (!json) return undefined;
      const progress = JSON.parse(json as string) as PlanProgress;
      oneOf(PROGRESS_STEPS, progress.step, "The step of the plan being made");
      return progress;
    },

    async isDue(period) {
      const [done] = await client.read(["HEXISTS", fixed("periods"), period]);
      return done === 0;
    },

    async decisionAbout(person) {
      const [note] = await client.read(["HGET", fixed("decisions"), person]);
      if (!note) return undefined;
      const [word = "", about = "", number, revision] = (note as string).split("|");
      const what = oneOf(["run", "plan", ...DECISIONS], word, `What was decided about ${person}`);
      if (what === "run") return runAbout(person, about, Number(number));
      if (what === "plan") return planAbout(person, about, Number(number));
      return { of: "notice", what, about, at: Number(number), revision: Number(revision) };
    },

    async stays(person) {
      const [before] = await client.read(["ZSCORE", fixed("stays"), person]);
      return before === null ? undefined : Number(before);
    },

    async stepAskedAbout(person) {
      const [note] = await client.read(["HGET", fixed("decisions"), person]);
      const [word, id = "", group] = ((note as string | null) ?? "").split("|");
      const head = word === "plan" ? await planHead(id) : undefined;
      if (head?.plan.status !== "waiting") return undefined;
      return { ...head.plan, changes: await readGroup(client, of("plan", id), head.pages, Number(group)) };
    },

    run,

    async runs() {
      const [ids] = await client.read(["LRANGE", fixed("runs"), 0, -1]);
      const heads = await Promise.all((ids as string[]).map(runHead));
      return heads.flatMap((head) => {
        if (!head || head.unchanged) return [];
        const { pages: _, unchanged: __, ...rest } = head;
        return [rest];
      });
    },
  };

  async function runAbout(person: string, id: string, group: number): Promise<Decision | undefined> {
    const head = await runHead(id);
    if (!head) return undefined;
    const [changes, outcomes] = await Promise.all([
      readGroup(client, of("run", id), head.pages, group),
      groupOutcomes(id, group),
    ]);
    const applied = outcomes.filter((one) => one.outcome === "applied");
    const pods = Object.assign({}, ...applied.map((one) => one.pods));
    const isExAdvocate = applied.some((one) => one.group === group && one.exAdvocates?.includes(person));
    return { of: "run", at: head.startedAt, changes: changesOf(person, changes), pods, isExAdvocate };
  }

  async function planAbout(person: string, id: string, group: number): Promise<Decision | undefined> {
    const head = await planHead(id);
    const { status, asked, staying = [], createdAt: at = 0 } = head?.plan ?? {};
    if (!head || !asked || staying.includes(person)) return undefined;
    const changes = await readGroup(client, of("plan", id), head.pages, group);
    // A step that was made would have left another note.
    const isDropped = status !== "waiting" || changes.some((one) => "member" in one && staying.includes(one.member));
    const theirs = [...changes.filter(isForm), ...changesOf(person, changes)];
    return { of: "plan", plan: id, at, changes: theirs, step: changes, isDropped };
  }

  async function latestPlanId(): Promise<string | undefined> {
    const [id] = await client.read(["LINDEX", fixed("plans"), 0]);
    return (id as string | null) ?? undefined;
  }

  async function groupOutcomes(run: string, last: number): Promise<GroupOutcome[]> {
    if (last < 0) return [];
    const fields = Array.from({ length: last + 1 }, (_, group) => `group:${group}`);
    const texts = await readFields(client, of("run", run), fields);
    return texts.flatMap((text, group) => {
      if (!text) return [];
      const [word, ...details] = text.split(" ");
      const outcome = oneOf(["applied", "skipped"], word, `The outcome of group ${group} of the run ${run}`);
      return [groupOutcome(group, outcome, details)];
    });
  }
}

const changesOf = (person: string, changes: readonly Change[]): Change[] =>
  changes.filter((change) => "member" in change && change.member === person);

const isForm = ({ kind }: Change): boolean => kind === "form";

/** Who was asked about the plan in a round, not in an earlier one. */
function askedIn(round: string, json: string | null | undefined): Pick<StoredPlan, "asked"> {
  if (!json) return {};
  const { revision, round: own = String(revision), ...asked } = JSON.parse(json) as StoredAsked;
  return own === round ? { asked: checkedNotified(asked) } : {};
}

/** Earlier versions stored the revision of the plan instead of the round. */
type StoredAsked = Notified & Partial<Pick<StoredPlan, "revision" | "round">>;

function checkedNotified(notified: Notified): Notified {
  oneOf(NOTIFIED_WHERE, notified.where, "Where people were told");
  return notified;
}

function parseAbout(run: string, json: string): RunAbout {
  const about = JSON.parse(json) as RunAbout;
  for (const { reason } of about.stays ?? [])
    oneOf([...STAY_REASONS, ...SKIP_REASONS], reason, `In the run ${run}, why somebody stays`);
  for (const { reason } of about.leftOut?.dropped ?? [])
    oneOf([...LEFT_OUT_REASONS, ...SKIP_REASONS], reason, `In the run ${run}, why a group is left out`);
  return about;
}

export function groupOutcome(group: number, outcome: "applied" | "skipped", details: readonly string[]): GroupOutcome {
  if (outcome === "skipped") {
    return { group, outcome, reason: oneOf(GROUP_SKIP_REASONS, details[0], "The reason why a group is skipped") };
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
