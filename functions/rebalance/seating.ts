/** Seats people who wait, and repairs broken hard rules. Nobody else is moved, so no maintainer has to agree. */
import { randomUUID } from "node:crypto";
import type { Operation, Run } from "#shared/core/ports.ts";
import { fingerprintOf } from "#shared/openfaas/operation.ts";
import { makePlan } from "./make-plan.ts";
import { offerSeats } from "./offers.ts";
import type { Planning } from "./planning.ts";
import { carryOut } from "./runner.ts";

/** The seating of a day happens once. */
export const seatOn = (day: string, planning: Planning): Promise<Run> =>
  carryOut(planning.store, `seat-${day}`, () => seating(planning), planning.now, beforeEnd(planning));

/**
 * A seating that a maintainer asks for: under the same key the same run. Without a key, a seating that was cut off goes on.
 * Returns `undefined` if there is nothing to change.
 */
export async function seatNow({ id: key }: Operation, planning: Planning): Promise<Run | undefined> {
  const { store, now } = planning;
  const prepare = async () => {
    const toDo = await seating(planning);
    return toDo.changes.length > 0 ? toDo : undefined;
  };
  const id = key === "" ? await cutOff(planning) : `seat-${fingerprintOf(key)}`;
  const run = await carryOut(store, id ?? `seat-${randomUUID()}`, prepare, now, beforeEnd(planning));
  if (!run) await offerSeats(undefined, planning);
  return run;
}

const beforeEnd = (planning: Planning) => ({ beforeEnd: (run: Run) => offerSeats(run, planning) });

async function cutOff({ store }: Planning): Promise<string | undefined> {
  const runs = await store.runs();
  return runs.find(({ kind, finished }) => kind === "seating" && !finished)?.id;
}

async function seating(planning: Planning) {
  const { plan, mix } = await makePlan(planning, "seat");
  await planning.store.saveMix(mix);
  return { kind: "seating" as const, of: plan.id, changes: plan.changes };
}
