/** The scripts, one file each, and the words they answer with. Only this file puts a script's text together. */
import { createHash } from "node:crypto";
import { lazily } from "../core/lazily.ts";
import { oneOf } from "../core/one-of.ts";
import { PACES } from "../core/ports.ts";
import { isKeyFamily, KEY_NAMES, type KeyFamily, type KeyName, type Keys } from "./keys.ts";
import apply from "./scripts/apply.lua";
import appoint from "./scripts/appoint.lua";
import beginSend from "./scripts/begin-send.lua";
import claim from "./scripts/claim.lua";
import claimMaintainer from "./scripts/claim-maintainer.lua";
import describe from "./scripts/describe.lua";
import enqueue from "./scripts/enqueue.lua";
import errands from "./scripts/errands.lua";
import forget from "./scripts/forget.lua";
import initialise from "./scripts/initialise.lua";
import invite from "./scripts/invite.lua";
import join from "./scripts/join.lua";
import leave from "./scripts/leave.lua";
import lock from "./scripts/lock.lua";
import markPlan from "./scripts/mark-plan.lua";
import markRun from "./scripts/mark-run.lua";
import pace from "./scripts/pace.lua";
import people from "./scripts/people.lua";
import pin from "./scripts/pin.lua";
import prelude from "./scripts/prelude.lua";
import probe from "./scripts/probe.lua";
import publish from "./scripts/publish.lua";
import record from "./scripts/record.lua";
import rewrite from "./scripts/rewrite.lua";
import saveCommentState from "./scripts/save-comment-state.lua";
import savePlan from "./scripts/save-plan.lua";
import seats from "./scripts/seats.lua";
import setMarker from "./scripts/set-marker.lua";
import setPodField from "./scripts/set-pod-field.lua";
import settleErrand from "./scripts/settle-errand.lua";
import startRun from "./scripts/start-run.lua";

export interface Script<Outcome extends string = string> {
  readonly name: string;
  /** The first words it may answer with, besides those that every script shares. */
  readonly outcomes: readonly Outcome[];
  /** Names of its keys and arguments, in order. The script knows a key as `<name>_key`, an argument by its name. */
  readonly keys: readonly KeyName[];
  readonly args: readonly string[];
  readonly text: string;
  readonly sha: string;
}

/** Which key of a family is meant, for scripts that use one: `{ operation: "…" }`. */
export type Members = Partial<Record<KeyFamily, string>>;
export type Args = Readonly<Record<string, string | number>>;

export const SCRIPTS = {
  initialise: script("initialise", ["initialised", "already"], initialise),
  join: script(
    "join",
    ["seated", "already-seated", "waiting", "already-waiting", "refused"],
    join,
    prelude,
    people,
    seats,
  ),
  invite: script("invite", ["invited", "changed", "unchanged", "refused"], invite, prelude, people, seats),
  leave: script("leave", ["left", "already", "unknown"], leave, prelude, people, seats),
  describe: script("describe", ["changed", "unchanged", "unknown"], describe, prelude, people, seats),
  forget: script("forget", ["forgotten", "unknown"], forget, prelude, people, seats),
  lock: script("lock", ["changed", "unchanged", "unknown"], lock, prelude, people, seats),
  appoint: script("appoint", ["changed", "unchanged", "unknown", "refused"], appoint, prelude, people, seats),
  "set-pod-field": script("set-pod-field", ["changed", "unchanged", "unknown"], setPodField, prelude, people, seats),
  pin: script("pin", ["changed", "unchanged", "unknown", "refused"], pin, prelude, people, seats),
  record: script("record", ["recorded", "duplicate", "names"], record, prelude, people),
  rewrite: script("rewrite", ["rewritten", "changed"], rewrite),
  publish: script("publish", ["published", "already", "corrected"], publish, prelude),
  enqueue: script("enqueue", ["enqueued"], enqueue, prelude),
  pace: script("pace", PACES, pace, prelude),
  "claim-maintainer": script("claim-maintainer", ["theirs", "taken"], claimMaintainer),
  claim: script("claim", ["claimed"], claim, errands),
  "begin-send": script("begin-send", ["held", "lost"], beginSend, errands),
  "settle-errand": script("settle-errand", ["settled", "lost"], settleErrand, errands),
  apply: script("apply", ["applied", "skipped", "unknown"], apply, prelude, people, seats),
  probe: script("probe", ["ready"], probe),
  "set-marker": script("set-marker", ["set"], setMarker),
  "mark-plan": script("mark-plan", ["marked", "refused"], markPlan),
  "mark-run": script("mark-run", ["marked", "unknown"], markRun),
  "save-plan": script("save-plan", ["saved", "already"], savePlan),
  "save-comment-state": script("save-comment-state", ["saved"], saveCommentState),
  "start-run": script("start-run", ["started", "already"], startRun),
} as const satisfies Record<string, Script>;

export type ScriptName = keyof typeof SCRIPTS;
export type OutcomeOf<Name extends ScriptName> = (typeof SCRIPTS)[Name]["outcomes"][number];

/**
 * A script's text: its first line (the flags, which Redis wants first), local names for KEYS and ARGV as the header
 * lists them, the parts it shares with others, its own lines.
 */
function script<const Outcome extends string>(
  name: string,
  outcomes: readonly Outcome[],
  source: string,
  ...parts: readonly string[]
): Script<Outcome> {
  const flags = source.slice(0, source.indexOf("\n") + 1);
  if (!flags.startsWith("#!lua")) throw new Error(`${name}.lua does not begin with #!lua`);
  const keys = listed(source, "KEYS").map((key) => oneOf(KEY_NAMES, key, `A key of ${name}.lua`));
  const args = listed(source, "ARGV");
  const keyVariables = keys.map((key) => `${key}_key`);
  const locals = names(keyVariables, "KEYS") + names(args, "ARGV");
  const text = [flags + locals, ...parts, source.slice(flags.length)].join("\n");
  const sha = lazily(() => createHash("sha1").update(text).digest("hex"));
  return {
    name,
    outcomes,
    keys,
    args,
    text,
    // Lazy: the first hash of a process initialises OpenSSL, which takes an eighth of a start.
    get sha() {
      return sha();
    },
  };
}

/** The words after `-- KEYS:`; indented lines below continue the list. */
function listed(source: string, what: "KEYS" | "ARGV"): string[] {
  const [, words = ""] = new RegExp(`^-- ${what}:((?:.*\n)(?:-- {3,}.*\n)*)`, "m").exec(source) ?? [];
  return words.replaceAll(/^--/gm, " ").split(/\s+/).filter(Boolean);
}

function names(list: readonly string[], from: "KEYS" | "ARGV"): string {
  if (list.length === 0) return "";
  return `local ${list.join(", ")} = ${list.map((_, index) => `${from}[${index + 1}]`).join(", ")}\n`;
}

/** Merges arguments. A spread of so many fields takes fifteen times as long. */
export const mergeArgs = (...parts: readonly Args[]): Args => Object.assign({}, ...parts);

/** What follows EVALSHA and the script: the number of keys, the keys, the arguments. */
export function callOf(script: Script, keys: Keys, members: Members, args: Args): (string | number)[] {
  const call: (string | number)[] = [script.keys.length];
  for (const name of script.keys) {
    call.push(isKeyFamily(name) ? keys.of(name, members[name] ?? "-") : keys.fixed(name));
  }
  for (const name of script.args) {
    const value = args[name];
    if (value === undefined) throw new Error(`${script.name}.lua was not given "${name}"`);
    call.push(value);
  }
  return call;
}
