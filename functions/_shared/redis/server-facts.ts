/** What a Redis says of itself, and what that means for the data it would hold. */
import type { Condition } from "../core/ports.ts";
import type { Durability } from "../core/settings.ts";
import { mayNotAsk, needsRight } from "./failures.ts";
import { commandsOfLibrary } from "./library.ts";
import type { RedisCommand } from "./pipeline.ts";

export interface ServerFacts {
  /** e.g. `redis 7.0.15` */
  readonly server: string;
  readonly durability: Condition["durability"];
  /** `maxmemory-policy`; `undefined` where nobody may ask. */
  readonly policy: string | undefined;
  readonly replica: boolean;
  readonly sentinel: boolean;
  /** Percent of the memory it may use; `undefined` without a limit. */
  readonly memoryPercent: number | undefined;
  /** It may not be asked for INFO. */
  readonly silent: boolean;
  /** A sentence about a command that our user lacks: a function would fail there, after it has written something. */
  readonly denied: string | undefined;
}

type Ask = (...commands: RedisCommand[]) => Promise<unknown[]>;

/**
 * Throws when Redis does not answer. A user without the right to ask gets facts that are unknown. `key` is one of ours.
 */
export async function readServerFacts(ask: Ask, key: string): Promise<ServerFacts> {
  const [info, fsync, configured, denied] = await Promise.all([
    ask(["INFO"]).then(
      ([text]) => String(text),
      (error: unknown) => {
        if (mayNotAsk(error)) return undefined;
        throw error;
      },
    ),
    setting(ask, "appendfsync"),
    setting(ask, "maxmemory-policy"),
    deniedCommand(ask, key),
  ]);
  const facts = parseInfo(info ?? "");
  const [used, most] = [Number(facts.get("used_memory")), Number(facts.get("maxmemory"))];
  const valkey = facts.get("valkey_version");
  return {
    server: valkey ? `valkey ${valkey}` : `redis ${facts.get("redis_version") ?? "unknown"}`,
    durability: durabilityOf(facts.get("aof_enabled"), fsync),
    policy: configured ?? facts.get("maxmemory_policy"),
    replica: facts.get("role") === "slave",
    sentinel: facts.get("redis_mode") === "sentinel",
    memoryPercent: most > 0 ? Math.round((100 * used) / most) : undefined,
    silent: info === undefined,
    denied: denied && needsRight(`it may not run ${denied}`),
  };
}

/** A setting of the server; `undefined` where the provider forbids the question. */
async function setting(ask: Ask, name: string): Promise<string | undefined> {
  const [reply] = await ask(["CONFIG", "GET", name]).catch(() => [undefined]);
  return Array.isArray(reply) ? (reply as string[])[1] : undefined;
}

const FIND_DENIED = `for _, command in ipairs(ARGV) do
  if not redis.acl_check_cmd(command, KEYS[1]) then return command end
end`;

/** The first command of the library that our user may not run; `undefined` when it may run all, or may not ask by a script. */
async function deniedCommand(ask: Ask, key: string): Promise<string | undefined> {
  const [command] = await ask(["EVAL", FIND_DENIED, 1, key, ...commandsOfLibrary()]).catch(() => [undefined]);
  return (command as string | null) ?? undefined;
}

export function parseInfo(text: string): ReadonlyMap<string, string> {
  const lines = text.split("\r\n").filter((line) => line.includes(":"));
  return new Map(lines.map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 1)]));
}

function durabilityOf(appendOnly: string | undefined, fsync: string | undefined): Condition["durability"] {
  if (appendOnly === undefined) return "unknown";
  if (appendOnly === "0" || fsync === "no") return "L0";
  // A provider that keeps its settings to itself writes at least once a second.
  return fsync === "always" ? "L2" : "L1";
}

const LEVELS = {
  none: ["L0", "L1", "L2", "unknown"],
  everysec: ["L1", "L2"],
  always: ["L2"],
} as const satisfies Record<Durability, readonly Condition["durability"][]>;

/** Why this Redis is not safe enough to keep the state, as one sentence; `undefined` when it is. */
export function unsafe(
  { durability, policy, silent, sentinel, denied }: ServerFacts,
  least: Durability,
): string | undefined {
  if (sentinel) {
    return "The address in pods-redis-url is that of Redis Sentinel, which is not supported yet. A maintainer has to name the Redis itself.";
  }
  if (denied !== undefined) return denied;
  if (policy !== undefined && policy !== "noeviction") {
    return `Redis may evict data when its memory is full, so nothing is changed: set maxmemory-policy to noeviction (it is ${policy}).`;
  }
  const enough: readonly Condition["durability"][] = LEVELS[least];
  if (enough.includes(durability)) return undefined;
  const instead = 'or write "durability: none" into the settings if losing the state is acceptable.';
  if (durability === "unknown") {
    const allow = silent ? "allow its user the command INFO" : "let it tell aof_enabled by INFO";
    return `Redis does not say whether it keeps data on disk, so nothing is changed: ${allow}, ${instead}`;
  }
  if (durability === "L0") {
    return `Redis keeps no append-only file, so a restart would lose what people were told; nothing is changed: set appendonly to yes and appendfsync to ${least}, ${instead}`;
  }
  return `Redis does not write each change to disk before it answers, as "durability: ${least}" asks, so nothing is changed: set appendfsync to ${least}, or write "durability: everysec".`;
}

const MEMORY_PERCENT_MAX = 80;

/** Sentences about what a maintainer should look at, beside what stops the service. */
export function warningsOf({ durability, replica, memoryPercent, silent }: ServerFacts): string[] {
  return [
    durability === "L0" &&
      "Redis writes no append-only file: changes since its last snapshot are lost when it restarts.",
    memoryPercent !== undefined && memoryPercent > MEMORY_PERCENT_MAX && `Redis uses ${memoryPercent} % of its memory.`,
    replica && "This Redis is a replica and accepts no changes.",
    silent && "The Redis user of this function may not run INFO: how safe the data is, is unknown.",
  ].filter((sentence) => sentence !== false);
}
