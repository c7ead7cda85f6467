/** Seats people who wait, and repairs broken hard rules. Nobody else is moved, so no maintainer has to agree. */
import { randomUUID } from "node:crypto";
import type { Operation, Run } from "#shared/core/ports.ts";
import { fingerprintOf } from "#shared/openfaas/operation.ts";
import { makePlan } from "./make-plan.ts";
import { offerSeats } from "./offers.ts";
import type { Planning } from "./planning.ts";
import { carryOut } from "./runner.ts";

/** The seating of a day happens once. Returns `undefined` if there is nothing to change. */
export const seatOn = (day: string, planning: Planning): Promise<Run | undefined> => seat(`seat-${day}`, planning);

/**
 * A seating that a maintainer asks for: under the same key the same run. Without a key, a seating that was cut off goes on.
 * Returns `undefined` if there is nothing to change.
 */
export async function seatNow({ id: key }: Operation, planning: Planning): Promise<Run | undefined> {
  const id = key === "" ? await cutOff(planning) : `seat-${fingerprintOf(key)}`;
  return seat(id ?? `seat-${randomUUID()}`, planning);
}

async function seat(id: string, planning: Planning): Promise<Run | undefined> {
  const { store, now } = planning;
  const run = await carryOut(store, id, () => seating(planning), now, {
    beforeEnd: (done) => offerSeats(done, planning),
  });
  if (!run) await offerSeats(undefined, planning);
  return run;
}

async function cutOff({ store }: Planning): Promise<string | undefined> {
  const runs = await store.runs();
  return runs.find(({ kind, finished }) => kind === "seating" && !finished)?.id;
}

async function seating(planning: Planning) {
  const { plan, mix } = await makePlan(planning, "seat");
  await planning.store.saveMix(mix);
  return plan.changes.length > 0 ? { kind: "seating" as const, of: plan.id, changes: plan.changes } : undefined;
}
