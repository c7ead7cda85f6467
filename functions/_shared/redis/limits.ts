/** Limits to tries: counters that Redis forgets by itself. */
import { COMMANDS_MAX, type Limits } from "../core/ports.ts";
import type { StoreTools } from "./open-store.ts";
import { hashed, operationCall } from "./operation.ts";

const WINDOW_S = 60;
const HOUR_MS = 3_600_000;

export function limits({ client }: StoreTools): Limits {
  return {
    async countFailedProof(origin) {
      const key = client.keys.of("failedProofs", hashed(origin));
      const [count] = await client.raw(["INCR", key], ["EXPIRE", key, WINDOW_S, "NX"]);
      return Number(count);
    },

    async pace({ id, login }, operation) {
      const { args, members } = operationCall(operation);
      const hour = Math.floor(operation.at / HOUR_MS);
      const paces = hashed(`${id ?? login.toLowerCase()}/${hour}`);
      const [outcome] = await client.run("pace", { ...args, ...COMMANDS_MAX }, { ...members, paces });
      return outcome;
    },
  };
}
