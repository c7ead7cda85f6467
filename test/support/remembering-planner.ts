/** A planner that does each job once: what it answers hangs on its input alone. */
import { createHash } from "node:crypto";
import { serialize } from "node:v8";
import type { Planner } from "#shared/core/ports.ts";
import { type Kind, type Output, plannerOf } from "../../functions/rebalance/planner/jobs.ts";

export function rememberingPlanner(planner: Planner): Planner {
  const done = new Map<string, Promise<unknown>>();
  return plannerOf((kind, input, during) => {
    const key = `${kind} ${createHash("sha256").update(serialize(input)).digest("hex")}`;
    const output = done.get(key) ?? planner[kind](input as never, during);
    done.set(key, output);
    return output as Promise<Output<Kind>> as Promise<never>;
  });
}
