/** Settings that advocates and maintainers change. */
import { oneOf } from "../core/one-of.ts";
import { APPOINT_REFUSALS, PIN_REFUSALS, type SetOutcome, type Stewardship } from "../core/ports.ts";
import type { Client, VerbReply } from "./client.ts";
import { operationCall } from "./operation.ts";
import { whoArgs, yesNo } from "./profile-args.ts";

export function stewardship(client: Client): Stewardship {
  return {
    async rename(pod, name, operation) {
      const { args, members } = operationCall(operation);
      return setOutcome(await client.run("set-pod-field", { ...args, pod, field: "name", value: name }, members));
    },

    async meet(pod, meeting, operation) {
      const { args, members } = operationCall(operation);
      const value = JSON.stringify(meeting);
      return setOutcome(await client.run("set-pod-field", { ...args, pod, field: "meeting", value }, members));
    },

    async lock(pod, locked, operation) {
      const { args, members } = operationCall(operation);
      return setOutcome(await client.run("lock", { ...args, pod, locked: yesNo(locked) }, members));
    },

    async appoint(pod, advocate, operation, actor = "") {
      const { args, members } = operationCall(operation);
      const who = advocate ? whoArgs(advocate) : { login: "", id: "" };
      return setOutcome(await client.run("appoint", { ...args, pod, ...who, actor }, members), APPOINT_REFUSALS);
    },

    async pin(who, pinned, operation) {
      const { args, members } = operationCall(operation);
      return setOutcome(
        await client.run("pin", { ...args, ...whoArgs(who), pinned: yesNo(pinned) }, members),
        PIN_REFUSALS,
      );
    },
  };
}

function setOutcome<Refusal extends string = never>(
  [outcome, reason]: VerbReply<"set-pod-field" | "lock" | "appoint" | "pin">,
  refusals: readonly Refusal[] = [],
): SetOutcome<Refusal> {
  return outcome === "refused" ? { outcome, reason: oneOf(refusals, reason, "The reason of a refusal") } : { outcome };
}
