/** Every change of the store is a verb, a file of its own in library/. Here are the words that each verb answers with. */
import { lazily } from "../core/lazily.ts";
import { oneOf } from "../core/one-of.ts";
import { PACES } from "../core/ports.ts";
import { assembleLibrary, listed, type Verb } from "./assemble-library.ts";
import { isKeyFamily, KEY_NAMES, type KeyFamily, type Keys } from "./keys.ts";
import { lua } from "./library/sources.static.ts";

/** Which key of a family is meant, for verbs that use one: `{ operation: "…" }`. */
export type Members = Partial<Record<KeyFamily, string>>;
export type Args = Readonly<Record<string, string | number>>;

/** How each verb begins, the first words it may answer with, and its text. */
const PARTS = {
  initialise: ["nothing", ["initialised", "already"], lua.initialise],
  join: [
    "change",
    ["seated", "already-seated", "waiting", "already-waiting", "overtaken", "no-area", "unknown", "is-forgotten"],
    lua.join,
  ],
  enlist: ["change", ["listed"], lua.enlist],
  invite: ["change", ["listed"], lua.invite],
  "list-independent": ["change", ["listed"], lua.listIndependent],
  leave: ["change", ["left", "already", "overtaken", "unknown", "is-forgotten"], lua.leave],
  "end-break": ["change", ["ended", "none"], lua.endBreak],
  describe: ["change", ["changed", "unchanged", "overtaken", "unknown", "is-forgotten"], lua.describe],
  forget: ["change", ["forgotten", "unknown", "overtaken"], lua.forget],
  lock: ["change", ["changed", "unchanged", "overtaken", "unknown"], lua.lock],
  appoint: ["change", ["changed", "unchanged", "overtaken", "unknown", "refused"], lua.appoint],
  "set-pod-field": ["change", ["changed", "unchanged", "overtaken", "unknown", "stale", "names"], lua.setPodField],
  pin: ["change", ["changed", "unchanged", "overtaken", "unknown", "refused"], lua.pin],
  "note-earlier": ["change", ["noted"], lua.noteEarlier],
  "note-pairs": ["community", ["noted"], lua.notePairs],
  "withdraw-issue": ["change", ["withdrawn", "changed"], lua.withdrawIssue],
  record: ["change", ["recorded", "duplicate", "names"], lua.record],
  "note-words": [
    "change",
    ["noted", "already", "full", "overtaken", "is-forgotten", "published", "names"],
    lua.noteWords,
  ],
  answer: ["change", ["answered", "already"], lua.answer],
  publish: ["change", ["published", "already", "corrected"], lua.publish],
  enqueue: ["change", ["enqueued"], lua.enqueue],
  pace: ["change", PACES, lua.pace],
  apply: ["change", ["applied", "skipped", "unknown"], lua.apply],
  claim: ["errand", ["claimed"], lua.claim],
  gather: ["errand", ["gathered", "lost"], lua.gather],
  "begin-send": ["errand", ["held", "lost", "later"], lua.beginSend],
  "settle-errand": ["errand", ["settled", "lost"], lua.settleErrand],
  rewrite: ["community", ["rewritten", "changed"], lua.rewrite],
  "claim-maintainer": ["community", ["theirs", "taken"], lua.claimMaintainer],
  "claim-work": ["community", ["claimed", "taken"], lua.claimWork],
  probe: ["community", ["ready"], lua.probe],
  "set-marker": ["community", ["set"], lua.setMarker],
  "mark-library": ["community", ["marked"], lua.markLibrary],
  "mark-plan": ["community", ["marked", "applied", "refused"], lua.markPlan],
  "move-thread": ["change", ["moved"], lua.moveThread],
  "note-asked": ["community", ["noted"], lua.noteAsked],
  "mark-run": ["change", ["marked", "unknown"], lua.markRun],
  "save-plan": ["community", ["saved", "already"], lua.savePlan],
  "save-comment-state": ["community", ["saved"], lua.saveCommentState],
  "save-credits": ["community", ["saved"], lua.saveCredits],
  greet: ["community", ["here", "elsewhere"], lua.greet],
  "withdraw-welcome": ["community", ["withdrawn"], lua.withdrawWelcome],
  "save-label-state": ["community", ["saved"], lua.saveLabelState],
  "save-notice": ["community", ["saved"], lua.saveNotice],
  "save-reading": ["community", ["saved"], lua.saveReading],
  "save-reply": ["community", ["saved"], lua.saveReply],
  silence: ["change", ["silenced"], lua.silence],
  "start-run": ["community", ["started", "already", "decided"], lua.startRun],
  "take-out": ["change", ["gone", "seen", "told", "named", "stays", "elsewhere"], lua.takeOut],
  offer: ["change", ["offered", "already", "gone"], lua.offer],
  stay: ["change", ["staying", "back", "moved", "late", "closed", "no-seat", "free", "none", "overtaken"], lua.stay],
} as const satisfies Readonly<Record<string, readonly [Verb["begin"], readonly string[], source: string]>>;

type Verbs = { readonly [Name in keyof typeof PARTS]: Verb<(typeof PARTS)[Name][1][number]> };

export const VERBS = Object.fromEntries(
  Object.entries(PARTS).map(([name, [begin, outcomes, source]]) => [name, verb(name, begin, outcomes, source)]),
) as Verbs;

export type VerbName = keyof typeof VERBS;
export type OutcomeOf<Name extends VerbName> = (typeof VERBS)[Name]["outcomes"][number];

/** Put together at the first call: hashing initialises OpenSSL, which takes an eighth of a start. */
export const library = lazily(() =>
  assembleLibrary(
    {
      community: lua.community,
      change: lua.change,
      people: lua.people,
      profile: lua.profile,
      notices: lua.notices,
      seats: lua.seats,
      threads: lua.threads,
      weeks: lua.weeks,
      commit: lua.commit,
      rows: lua.rows,
      errands: lua.errands,
    },
    Object.values(VERBS),
  ),
);

/** The commands that the library runs, in its files or for them in commit.lua. */
export const commandsOfLibrary = (): string[] => [
  ...new Set(
    Object.values(lua).flatMap((text) =>
      [...text.matchAll(/(?:call|write)\('([A-Z]+)'|\{ '([A-Z]+)'/g)].map(
        ([, called, written]) => called ?? written ?? "",
      ),
    ),
  ),
];

function verb(name: string, begin: Verb["begin"], outcomes: readonly string[], source: string): Verb {
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
