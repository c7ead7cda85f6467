/** Marks on plans and runs. */
import type { Operation } from "../core/ports.ts";
import type { Client } from "./client.ts";
import { operationCall } from "./operation.ts";

/**
 * `refused` if there is no such plan.
 *
 * @param unless a run: once it has made a step of the plan, nothing is marked (`applied`); before that it is removed
 */
export async function markPlan(client: Client, plan: string, field: string, value: string, unless?: string) {
  const [outcome] = await client.run(
    "mark-plan",
    { field, value, id: unless ?? "" },
    { plan, ...(unless && { run: unless }) },
  );
  return outcome;
}

export async function markRun(
  client: Client,
  run: string,
  flag: string,
  value: string,
  operation: Operation = { id: "", at: 0 },
): Promise<void> {
  const { args, members } = operationCall(operation);
  await client.run("mark-run", { ...args, flag, value }, { ...members, run });
}
