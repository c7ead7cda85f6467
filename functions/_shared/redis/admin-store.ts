/** The state as a whole: beginning it, and how it is. */
import { randomBytes } from "node:crypto";
import type { AdminStore, Condition, Sender } from "../core/ports.ts";
import type { Client } from "./client.ts";

export function adminStore(client: Client): AdminStore {
  const meta = client.keys.fixed("meta");
  /** The highest revision this process has seen: if it is lower later on, a Redis came back with old data. */
  let highest = 0;

  /** What the server says of a setting; some providers forbid to ask. */
  async function setting(name: string): Promise<string | undefined> {
    const [reply] = await client.raw(["CONFIG", "GET", name]).catch(() => [undefined]);
    return Array.isArray(reply) ? (reply as string[])[1] : undefined;
  }

  return {
    async initialise(at) {
      const [outcome] = await client.run("initialise", { at, salt: randomBytes(16).toString("hex") });
      return outcome as "initialised" | "already";
    },

    async condition() {
      const [info, fields] = await client.raw(["INFO"], ["HMGET", meta, "v", "rev", "delivery", "sender"]);
      const [version, rev, delivery, sender] = fields as (string | null)[];
      const said = parseInfo(String(info));
      const [fsync, policy = said.get("maxmemory_policy")] = await Promise.all([
        setting("appendfsync"),
        setting("maxmemory-policy"),
      ]);
      const revision = Number(rev ?? 0);
      const warnings = warningsOf(said, policy, revision < highest);
      highest = Math.max(highest, revision);
      return {
        server: serverOf(said),
        durability: durabilityOf(said.get("aof_enabled"), fsync),
        initialised: version !== null,
        revision,
        ...(delivery ? { lastDeliveryAt: Number(delivery) } : {}),
        ...(sender ? { sender: JSON.parse(sender) as Sender } : {}),
        warnings,
      };
    },

    async saveSender(sender) {
      await client.run("mark", { what: "sender", value: JSON.stringify(sender) });
    },

    close: () => client.close(),
  };
}

type Info = ReadonlyMap<string, string>;

function parseInfo(text: string): Info {
  const lines = text.split("\r\n").filter((line) => line.includes(":"));
  return new Map(lines.map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 1)]));
}

function serverOf(info: Info): string {
  const valkey = info.get("valkey_version");
  return valkey ? `valkey ${valkey}` : `redis ${info.get("redis_version") ?? "unknown"}`;
}

function durabilityOf(appendOnly: string | undefined, fsync: string | undefined): Condition["durability"] {
  if (appendOnly === undefined) return "unknown";
  if (appendOnly === "0") return "L0";
  if (fsync === "always") return "L2";
  return fsync === "everysec" ? "L1" : fsync === undefined ? "unknown" : "L0";
}

function warningsOf(info: Info, policy: string | undefined, wentBack: boolean): string[] {
  const warnings: string[] = [];
  if (policy !== undefined && policy !== "noeviction") {
    warnings.push(
      `Redis may throw state away when its memory is full: set maxmemory-policy to noeviction (it is ${policy}).`,
    );
  }
  if (info.get("aof_enabled") === "0") {
    warnings.push("Redis writes no append-only file: what happened since its last snapshot is lost when it restarts.");
  }
  const [used, most] = [Number(info.get("used_memory")), Number(info.get("maxmemory"))];
  if (most > 0 && used > MEMORY_SHARE_MAX * most) {
    warnings.push(`Redis uses ${Math.round((100 * used) / most)} % of its memory.`);
  }
  if (info.get("role") === "slave") warnings.push("This Redis is a replica and takes no changes.");
  if (wentBack) warnings.push("The revision went back: Redis came back with older data than this function has seen.");
  return warnings;
}

const MEMORY_SHARE_MAX = 0.8;
