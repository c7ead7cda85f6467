/** The scripts, one a verb, and what their headers say: the one place that puts a script's text together. */
import { createHash } from "node:crypto";
import { lazily } from "../core/lazily.ts";
import { FIXED_KEYS, type FixedKey, KEY_FAMILIES, type KeyFamily, type Keys } from "./keys.ts";
import about from "./scripts/about.lua";
import apply from "./scripts/apply.lua";
import appoint from "./scripts/appoint.lua";
import claim from "./scripts/claim.lua";
import describe from "./scripts/describe.lua";
import enqueue from "./scripts/enqueue.lua";
import errands from "./scripts/errands.lua";
import forget from "./scripts/forget.lua";
import initialise from "./scripts/initialise.lua";
import invite from "./scripts/invite.lua";
import join from "./scripts/join.lua";
import leave from "./scripts/leave.lua";
import lock from "./scripts/lock.lua";
import mark from "./scripts/mark.lua";
import markPlan from "./scripts/mark-plan.lua";
import markRun from "./scripts/mark-run.lua";
import people from "./scripts/people.lua";
import pin from "./scripts/pin.lua";
import posting from "./scripts/posting.lua";
import prelude from "./scripts/prelude.lua";
import publish from "./scripts/publish.lua";
import record from "./scripts/record.lua";
import savePlan from "./scripts/save-plan.lua";
import say from "./scripts/say.lua";
import seats from "./scripts/seats.lua";
import settleErrand from "./scripts/settle-errand.lua";
import startRun from "./scripts/start-run.lua";

export interface Script {
  readonly name: string;
  /** Names of the keys and arguments, in order; the script knows them by these names. */
  readonly keys: readonly string[];
  readonly args: readonly string[];
  readonly text: string;
  readonly sha: string;
}

/** Which key of a family is meant, for scripts that use one: `{ op: "…" }`. */
export type Members = Partial<Record<KeyFamily, string>>;
export type Args = Readonly<Record<string, string | number>>;

export const SCRIPTS = {
  initialise: script("initialise", initialise),
  join: script("join", join, prelude, people, seats),
  invite: script("invite", invite, prelude, people, seats),
  leave: script("leave", leave, prelude, people, seats),
  describe: script("describe", describe, prelude, people, seats),
  forget: script("forget", forget, prelude, people, seats),
  lock: script("lock", lock, prelude, people, seats),
  appoint: script("appoint", appoint, prelude, people, seats),
  about: script("about", about, prelude, people, seats),
  pin: script("pin", pin, prelude, people, seats),
  record: script("record", record, prelude, people),
  publish: script("publish", publish, prelude),
  enqueue: script("enqueue", enqueue, prelude),
  claim: script("claim", claim, errands),
  posting: script("posting", posting, errands),
  "settle-errand": script("settle-errand", settleErrand, errands),
  apply: script("apply", apply, prelude, people, seats),
  mark: script("mark", mark),
  "mark-plan": script("mark-plan", markPlan),
  "mark-run": script("mark-run", markRun),
  "save-plan": script("save-plan", savePlan),
  say: script("say", say),
  "start-run": script("start-run", startRun),
} as const satisfies Record<string, Script>;

export type ScriptName = keyof typeof SCRIPTS;

/**
 * A script's text: its first line (the flags, which Redis wants first), names for KEYS and ARGV as the header lists
 * them, the parts it shares with others, its own lines.
 */
function script(name: string, source: string, ...parts: readonly string[]): Script {
  const flags = source.slice(0, source.indexOf("\n") + 1);
  if (!flags.startsWith("#!lua")) throw new Error(`${name}.lua does not begin with #!lua`);
  const keys = listed(source, "KEYS");
  const args = listed(source, "ARGV");
  for (const key of keys) {
    if (!FIXED_KEYS.has(key) && !KEY_FAMILIES.has(key)) throw new Error(`${name}.lua names no key there is: ${key}`);
  }
  const text = [flags + names(keys, "KEYS") + names(args, "ARGV"), ...parts, source.slice(flags.length)].join("\n");
  const sha = lazily(() => createHash("sha1").update(text).digest("hex"));
  return {
    name,
    keys,
    args,
    text,
    // The first hash of a process sets OpenSSL up, an eighth of a start: not before a script is run.
    get sha() {
      return sha();
    },
  };
}

/** The words after `-- KEYS:`, with lines that go on below, indented. */
function listed(source: string, what: "KEYS" | "ARGV"): string[] {
  const [, words = ""] = new RegExp(`^-- ${what}:((?:.*\n)(?:-- {3,}.*\n)*)`, "m").exec(source) ?? [];
  return words.replaceAll(/^--/gm, " ").split(/\s+/).filter(Boolean);
}

function names(list: readonly string[], from: "KEYS" | "ARGV"): string {
  if (list.length === 0) return "";
  return `local ${list.join(", ")} = ${list.map((_, index) => `${from}[${index + 1}]`).join(", ")}\n`;
}

/** Arguments put together. Spreading objects into one of so many fields takes fifteen times as long. */
export const together = (...parts: readonly Args[]): Args => Object.assign({}, ...parts);

/** What goes after EVALSHA and the script: how many keys, the keys, the arguments. */
export function callOf(script: Script, keys: Keys, members: Members, args: Args): (string | number)[] {
  const call: (string | number)[] = [script.keys.length];
  for (const name of script.keys) {
    call.push(
      KEY_FAMILIES.has(name)
        ? keys.of(name as KeyFamily, members[name as KeyFamily] ?? "-")
        : keys.fixed(name as FixedKey),
    );
  }
  for (const name of script.args) {
    const value = args[name];
    if (value === undefined) throw new Error(`${script.name}.lua was not given "${name}"`);
    call.push(value);
  }
  return call;
}
