/** Every change of the store is a verb, a file of its own in library/. Here are the words that each verb answers with. */
import { lazily } from "../core/lazily.ts";
import { oneOf } from "../core/one-of.ts";
import { PACES } from "../core/ports.ts";
import { assembleLibrary, listed, type Verb } from "./assemble-library.ts";
import { isKeyFamily, KEY_NAMES, type KeyFamily, type Keys } from "./keys.ts";
import answer from "./library/answer.lua";
import apply from "./library/apply.lua";
import appoint from "./library/appoint.lua";
import beginSend from "./library/begin-send.lua";
import claim from "./library/claim.lua";
import claimMaintainer from "./library/claim-maintainer.lua";
import claimRecovery from "./library/claim-recovery.lua";
import describe from "./library/describe.lua";
import enqueue from "./library/enqueue.lua";
import forget from "./library/forget.lua";
import initialise from "./library/initialise.lua";
import invite from "./library/invite.lua";
import join from "./library/join.lua";
import leave from "./library/leave.lua";
import lock from "./library/lock.lua";
import markLibrary from "./library/mark-library.lua";
import markPlan from "./library/mark-plan.lua";
import markRun from "./library/mark-run.lua";
import noteAsked from "./library/note-asked.lua";
import pace from "./library/pace.lua";
import pin from "./library/pin.lua";
import probe from "./library/probe.lua";
import publish from "./library/publish.lua";
import record from "./library/record.lua";
import rewrite from "./library/rewrite.lua";
import saveCommentState from "./library/save-comment-state.lua";
import saveLabelState from "./library/save-label-state.lua";
import saveNotice from "./library/save-notice.lua";
import savePlan from "./library/save-plan.lua";
import saveReply from "./library/save-reply.lua";
import setMarker from "./library/set-marker.lua";
import setPodField from "./library/set-pod-field.lua";
import settleErrand from "./library/settle-errand.lua";
import change from "./library/shared/change.lua";
import commit from "./library/shared/commit.lua";
import community from "./library/shared/community.lua";
import errands from "./library/shared/errands.lua";
import notices from "./library/shared/notices.lua";
import people from "./library/shared/people.lua";
import seats from "./library/shared/seats.lua";
import startRun from "./library/start-run.lua";
import stay from "./library/stay.lua";

/** Which key of a family is meant, for verbs that use one: `{ operation: "…" }`. */
export type Members = Partial<Record<KeyFamily, string>>;
export type Args = Readonly<Record<string, string | number>>;

export const VERBS = {
  initialise: verb("initialise", "nothing", ["initialised", "already"], initialise),
  join: verb(
    "join",
    "change",
    [
      "seated",
      "already-seated",
      "waiting",
      "already-waiting",
      "overtaken",
      "no-area",
      "unknown",
      "is-forgotten",
      "refused",
    ],
    join,
  ),
  invite: verb("invite", "change", ["invited", "changed", "unchanged", "refused"], invite),
  leave: verb("leave", "change", ["left", "already", "overtaken", "unknown", "is-forgotten"], leave),
  describe: verb("describe", "change", ["changed", "unchanged", "overtaken", "unknown", "is-forgotten"], describe),
  forget: verb("forget", "change", ["forgotten", "unknown", "overtaken"], forget),
  lock: verb("lock", "change", ["changed", "unchanged", "unknown"], lock),
  appoint: verb("appoint", "change", ["changed", "unchanged", "overtaken", "unknown", "refused"], appoint),
  "set-pod-field": verb(
    "set-pod-field",
    "change",
    ["changed", "unchanged", "overtaken", "unknown", "stale"],
    setPodField,
  ),
  pin: verb("pin", "change", ["changed", "unchanged", "overtaken", "unknown", "refused"], pin),
  record: verb("record", "change", ["recorded", "duplicate", "names"], record),
  answer: verb("answer", "change", ["answered", "already"], answer),
  publish: verb("publish", "change", ["published", "already", "corrected"], publish),
  enqueue: verb("enqueue", "change", ["enqueued"], enqueue),
  pace: verb("pace", "change", PACES, pace),
  apply: verb("apply", "change", ["applied", "skipped", "unknown"], apply),
  claim: verb("claim", "errand", ["claimed"], claim),
  "begin-send": verb("begin-send", "errand", ["held", "lost", "later"], beginSend),
  "settle-errand": verb("settle-errand", "errand", ["settled", "lost"], settleErrand),
  rewrite: verb("rewrite", "community", ["rewritten", "changed"], rewrite),
  "claim-maintainer": verb("claim-maintainer", "community", ["theirs", "taken"], claimMaintainer),
  "claim-recovery": verb("claim-recovery", "community", ["claimed", "taken"], claimRecovery),
  probe: verb("probe", "community", ["ready"], probe),
  "set-marker": verb("set-marker", "community", ["set"], setMarker),
  "mark-library": verb("mark-library", "community", ["marked"], markLibrary),
  "mark-plan": verb("mark-plan", "community", ["marked", "refused"], markPlan),
  "note-asked": verb("note-asked", "community", ["noted"], noteAsked),
  "mark-run": verb("mark-run", "change", ["marked", "unknown"], markRun),
  "save-plan": verb("save-plan", "community", ["saved", "already"], savePlan),
  "save-comment-state": verb("save-comment-state", "community", ["saved"], saveCommentState),
  "save-label-state": verb("save-label-state", "community", ["saved"], saveLabelState),
  "save-notice": verb("save-notice", "community", ["saved"], saveNotice),
  "save-reply": verb("save-reply", "community", ["saved"], saveReply),
  "start-run": verb("start-run", "community", ["started", "already"], startRun),
  stay: verb("stay", "change", ["staying", "back", "moved", "no-seat"], stay),
} as const satisfies Record<string, Verb>;

export type VerbName = keyof typeof VERBS;
export type OutcomeOf<Name extends VerbName> = (typeof VERBS)[Name]["outcomes"][number];

/** Put together at the first call: hashing initialises OpenSSL, which takes an eighth of a start. */
export const library = lazily(() =>
  assembleLibrary({ community, change, people, notices, seats, commit, errands }, Object.values(VERBS)),
);

function verb<const Outcome extends string>(
  name: string,
  begin: Verb["begin"],
  outcomes: readonly Outcome[],
  source: string,
): Verb<Outcome> {
  return {
    name,
    begin,
    outcomes,
    keys: listed(source, "KEYS").map((key) => oneOf(KEY_NAMES, key, `A key of ${name}.lua`)),
    args: listed(source, "ARGV"),
    always: listed(source, "Flags").includes("allow-oom"),
    source,
  };
}

/** Merges arguments. A spread of so many fields takes fifteen times as long. */
export const mergeArgs = (...parts: readonly Args[]): Args => Object.assign({}, ...parts);

/** What follows the name of a function: the number of keys, the keys, the arguments. */
export function callOf(verb: Verb, keys: Keys, members: Members, args: Args): (string | number)[] {
  const call: (string | number)[] = [verb.keys.length];
  for (const name of verb.keys) {
    call.push(isKeyFamily(name) ? keys.of(name, members[name] ?? "-") : keys.fixed(name));
  }
  for (const name of verb.args) {
    const value = args[name];
    if (value === undefined) throw new Error(`${verb.name}.lua was not given "${name}"`);
    call.push(value);
  }
  return call;
}
