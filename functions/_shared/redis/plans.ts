/** Changes of plans and runs, and the snapshot of the seating that plans are made from. */
import { PodsError } from "../core/errors.ts";
import { groupOfChanges, renamePods } from "../core/plan/group-codec.ts";
import { type Change, countChanges, GROUP_ROWS_MAX } from "../core/plan/plan.ts";
import type { Plans, Run } from "../core/ports.ts";
import { withAreasChecked } from "./area-history.ts";
import type { Args } from "./library.ts";
import { entriesAfter } from "./log.ts";
import { markPlan, markRun } from "./mark.ts";
import type { StoreTools } from "./open-store.ts";
import { writePages } from "./pages.ts";
import { CHANGED, groupOutcome, type PlanHead, type RunHead, UNCHANGED } from "./plan-heads.ts";
import { planRecords } from "./plan-records.ts";
import { rolesIn } from "./seating-events.ts";
import { snapshotOf } from "./snapshot.ts";

/** A planner that reports nothing for this long has ended or died. */
const PLANNING_KEPT_S = 60;

export function plans(tools: StoreTools): Plans {
  const client = withAreasChecked(tools.client);
  const { fixed, of } = client.keys;
  const { run } = planRecords(tools);

  return {
    snapshot: (times) => snapshotOf(client, times),
    checkAreas: async () => client.checkAreas(),

    async rolesSince(revision) {
      const roles: Record<string, number> = {};
      for await (const entries of entriesAfter(client, revision))
        for (const { revision: at, what } of entries) for (const pod of rolesIn(what)) roles[pod] = at;
      return roles;
    },

    async savePlan({ changes, status: _, staying: __, asked: ___, round: ____, ...head }, period = "") {
      const pages = await writePages(client, of("plan", head.id), changes);
      const json = JSON.stringify({ ...head, counts: countChanges(changes), pages } satisfies PlanHead);
      const args = { id: head.id, head: json, period, revision: head.revision, made: head.createdAt };
      const [outcome] = await client.run("save-plan", args, { plan: head.id });
      return outcome;
    },

    async saveProgress(progress) {
      const key = fixed("planning");
      if (progress === null) await client.read(["DEL", key]);
      else await client.read(["SET", key, JSON.stringify(progress), "EX", PLANNING_KEPT_S]);
    },

    async setPlanStatus(id, status) {
      return (await markPlan(client, id, "status", status)) === "marked";
    },

    async discardPlan(id, run) {
      const outcome = await markPlan(client, id, "status", "discarded", run);
      if (outcome === "refused") return "unknown";
      return outcome === "applied" ? outcome : "discarded";
    },

    async done(period) {
      await client.run("set-marker", { marker: "period", value: period });
    },

    async startRun({ changes, leftOut, stays, ...head }) {
      const before = await run(head.id);
      if (before) return { outcome: "already", run: before };
      const pages = await writePages(client, of("run", head.id), changes);
      const args = {
        id: head.id,
        head: JSON.stringify({ ...head, pages } satisfies RunHead),
        about: JSON.stringify({ leftOut, stays }),
        made: head.madeAt ?? "",
      };
      const plan = head.kind === "plan" ? { plan: head.of } : {};
      const [outcome] = await client.run("start-run", args, { run: head.id, ...plan });
      return outcome === "decided" ? { outcome } : { outcome, run: (await run(head.id)) as Run };
    },

    async applyGroup(run, group, changes, pods, at) {
      const members = { run };
      const known = client.areas.known();
      const args = {
        operation: "",
        fingerprint: "",
        at,
        errands: "",
        known,
        id: run,
        group,
        ...groupArgs(changes, pods),
      };
      const [outcome, ...details] = await client.run("apply", args, members);
      if (outcome === "unknown") throw new PodsError("not-found", `There is no run ${run}.`);
      return groupOutcome(group, outcome, details);
    },

    finishRun: (run, changed, operation) => markRun(client, run, "finished", changed ? CHANGED : UNCHANGED, operation),
    markUndone: (run) => markRun(client, run, "undone", "1"),

    async saveMix(mix) {
      await client.run("set-marker", { marker: "mix", value: mix.join("|") });
    },
  };
}

/** A group as lists, items between commas and fields between colons. Throws RangeError for more rows than a step may have. */
function groupArgs(changes: readonly Change[], pods: Readonly<Record<string, number>>): Args {
  const { forms, closes, rows, advocates } = renamePods(groupOfChanges(changes), pods);
  if (rows.length > GROUP_ROWS_MAX)
    throw new RangeError(`a group of ${rows.length} rows; ${GROUP_ROWS_MAX} are the most`);
  return {
    forms: forms.map(({ pod, area }) => `${pod}:${area}`).join(","),
    closes: closes.map(({ pod }) => pod).join(","),
    rows: rows
      .map(({ member, from, to, despite = [], begunBy = "" }) =>
        [member, from ?? "", to ?? "", despite.join("+"), begunBy].join(":"),
      )
      .join(","),
    advocates: advocates.map(({ pod, member }) => `${pod}:${member}`).join(","),
  };
}
