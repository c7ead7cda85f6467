/** Administration of the store: setting it up, and its condition. */
import { randomBytes } from "node:crypto";
import * as z from "zod";
import type { AdminStore, Condition, Sender } from "../core/ports.ts";
import type { Client } from "./client.ts";

export function adminStore(client: Client): AdminStore {
  const meta = client.keys.fixed("meta");
  /** The highest revision this process has seen. A lower one later means that Redis came back with older data. */
  let highest = 0;

  /** A setting of the server; `undefined` where the provider forbids the question. */
  async function setting(name: string): Promise<string | undefined> {
    const [reply] = await client.raw(["CONFIG", "GET", name]).catch(() => [undefined]);
    return Array.isArray(reply) ? (reply as string[])[1] : undefined;
  }

  return {
    async initialise(at) {
      const [outcome] = await client.run("initialise", { at, salt: randomBytes(16).toString("hex") });
      return outcome;
    },

    async condition() {
      const [info, fields] = await client.raw(["INFO"], ["HMGET", meta, "v", "rev", "delivery", "sender"]);
      const [version, rev, delivery, sender] = fields as (string | null)[];
      const server = parseInfo(String(info));
      const [fsync, policy = server.get("maxmemory_policy")] = await Promise.all([
        setting("appendfsync"),
        setting("maxmemory-policy"),
      ]);
      const revision = Number(rev ?? 0);
      const warnings = warningsOf(server, policy, revision < highest);
      const report = sender ? parseSender(sender, warnings) : undefined;
      highest = Math.max(highest, revision);
      return {
        server: serverOf(server),
        durability: durabilityOf(server.get("aof_enabled"), fsync),
        initialised: version !== null,
        revision,
        ...(delivery ? { lastDeliveryAt: Number(delivery) } : {}),
        ...(report ? { sender: report } : {}),
        warnings,
      };
    },

    async saveSender(sender) {
      await client.run("set-marker", { marker: "sender", value: JSON.stringify(sender) });
    },

    close: () => client.close(),
  };
}

const Report = z.object({ tickedAt: z.number(), off: z.array(z.string()) });

/** A report of another release must not take the status page down, so it is a warning. */
function parseSender(json: string, warnings: string[]): Sender | undefined {
  const { data, error } = Report.safeParse(JSON.parse(json));
  if (error) warnings.push(`The report of deliver cannot be read: ${z.prettifyError(error)}.`);
  return data;
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
      `Redis may evict data when its memory is full: set maxmemory-policy to noeviction (it is ${policy}).`,
    );
  }
  if (info.get("aof_enabled") === "0") {
    warnings.push("Redis writes no append-only file: changes since its last snapshot are lost when it restarts.");
  }
  const [used, most] = [Number(info.get("used_memory")), Number(info.get("maxmemory"))];
  if (most > 0 && used > MEMORY_SHARE_MAX * most) {
    warnings.push(`Redis uses ${Math.round((100 * used) / most)} % of its memory.`);
  }
  if (info.get("role") === "slave") warnings.push("This Redis is a replica and accepts no changes.");
  if (wentBack) warnings.push("The revision went down: Redis came back with older data than this function has seen.");
  return warnings;
}

const MEMORY_SHARE_MAX = 0.8;
