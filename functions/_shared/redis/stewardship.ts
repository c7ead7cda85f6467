/** Settings that advocates and maintainers change. */
import { loginsIn } from "../core/names-in-text.ts";
import { oneOf } from "../core/one-of.ts";
import { APPOINT_REFUSALS, PIN_REFUSALS, type SetOutcome, type Stewardship } from "../core/ports.ts";
import type { VerbReply } from "./client.ts";
import { namesArg, runWithoutNames } from "./forgotten-names.ts";
import type { StoreTools } from "./open-store.ts";
import { hashed, operationCall } from "./operation.ts";
import { whoArgs, yesNo } from "./profile-args.ts";

export function stewardship({ client, directory, hashes }: StoreTools): Stewardship {
  return {
    async rename(pod, name, operation, isFree = () => true) {
      const { args, members } = operationCall(operation);
      const names = namesArg(loginsIn(name), hashes);
      for (;;) {
        const [renames] = await client.read(["HGET", client.keys.fixed("meta"), "renames"]);
        if (!isFree(await directory.pods())) return { outcome: "refused", reason: "taken" };
        const field = { field: "name", value: name, names, renames: (renames as string | null) ?? "0" };
        const [outcome] = await client.run("set-pod-field", { ...args, pod, ...field }, members);
        if (outcome === "names") return { outcome: "refused", reason: "taken" };
        // Another pod was renamed meanwhile.
        if (outcome !== "stale") return { outcome };
      }
    },

    async meet(pod, meeting, operation) {
      const { args, members } = operationCall(operation);
      const outcome = await runWithoutNames(meeting, loginsIn(meeting?.link ?? ""), hashes, (told, names) => {
        const field = { field: "meeting", value: told ? JSON.stringify(told) : "", names, renames: "" };
        return client.run("set-pod-field", { ...args, pod, ...field }, members);
      });
      if (outcome === "stale") throw new Error("The time of a meeting was compared with nothing.");
      return { outcome };
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

    async isMade({ id }) {
      const [outcome] = await client.read(["EXISTS", client.keys.of("operation", hashed(id))]);
      return outcome === 1;
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
  [outcome, reason]: VerbReply<"lock" | "appoint" | "pin">,
  refusals: readonly Refusal[] = [],
): SetOutcome<Refusal> {
  return outcome === "refused" ? { outcome, reason: oneOf(refusals, reason, "The reason of a refusal") } : { outcome };
}
