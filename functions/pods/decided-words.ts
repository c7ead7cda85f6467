/** The latest decisions about somebody, on their page: for eight weeks, and as long as they hold. */
import { dayInWords } from "#shared/core/digest/dates.ts";
import { unreachable } from "#shared/core/errors.ts";
import type { Member } from "#shared/core/member.ts";
import type { ReasonNames } from "#shared/core/messages/reasons.ts";
import { FAULTS } from "#shared/core/messages/step-faults.static.ts";
import type { DecisionWord } from "#shared/core/notice-errands.ts";
import { namesOf, reasonsAboutPerson, reasonsNow } from "#shared/core/notice-words.ts";
import {
  canStillMove,
  type Decided,
  holds,
  isAsked,
  isDecided,
  lastNamesIn,
  type PodsKnown,
  podDecided,
  podIn,
  podNameDecided,
  podsNamed,
  stands,
  wouldEndRole,
} from "#shared/core/notices.ts";
import type { SkipReason } from "#shared/core/plan/apply.ts";
import type { Change } from "#shared/core/plan/plan.ts";
import { type StepOfPlan, whyStepFails } from "#shared/core/plan/step-fits.ts";
import { byNumber } from "#shared/core/pod.ts";
import type { Decision } from "#shared/core/ports.ts";
import type { Settings } from "#shared/core/settings.ts";
import { dayOf } from "#shared/core/week.ts";
import type { PodsStore } from "./store.ts";

const SHOWN_MS = 8 * 7 * 24 * 3_600_000;

interface Reading {
  readonly store: PodsStore;
  readonly settings: Settings;
  readonly now: () => number;
}

export async function decidedInWords(member: Member, reading: Reading): Promise<string[]> {
  const decisions = await reading.store.decisionsAbout(member.pseudonym);
  const shown = decisions.filter(({ at }) => at >= reading.now() - SHOWN_MS);
  const sentences = await Promise.all(shown.map((decision) => aboutDecision(decision, member, reading)));
  return [...new Set(sentences.flat())];
}

async function aboutDecision(decision: Decision, member: Member, reading: Reading): Promise<string[]> {
  const { settings } = reading;
  const day = dayInWords(dayOf(decision.at, settings.digest.timezone));
  switch (decision.of) {
    case "run":
      return aboutRun(decision, member, day, reading);
    case "plan":
      return aboutPlan(decision, member, day, reading);
    case "notice":
      return aboutNotice(decision, member, day, reading);
    default:
      return unreachable(decision);
  }
}

type Of<W extends Decision["of"]> = Extract<Decision, { of: W }>;

async function aboutRun({ changes, pods, isExAdvocate }: Of<"run">, member: Member, day: string, reading: Reading) {
  const known = await podsOf(changes, pods, reading);
  const names = namesOf(reading.settings, known);
  return changes
    .filter(isDecided)
    .filter((change) => holds(change, member, known))
    .map((change) => {
      const role =
        isExAdvocate && isAsked(change) ? ` and stopped being the Pod Advocate of ${names.pod(change.from ?? "")}` : "";
      return `${whatHappened(change, names.pod)}${role} on ${day}${because(change, names, member, reading.settings)}`;
    });
}

async function aboutPlan(
  { changes, isDropped, isBegun, ...steps }: Of<"plan">,
  member: Member,
  day: string,
  reading: Reading,
) {
  const fails = isDropped ? undefined : await whyItFails(steps, reading);
  const known = await podsOf(changes, {}, reading);
  const formed = new Map(changes.flatMap((change) => (change.kind === "form" ? [[change.pod, change.area]] : [])));
  const names = { ...namesOf(reading.settings, known, formed), isNow: true };
  const areaOf = (pod: string) => podIn(pod, known)?.area ?? formed.get(pod);
  return changes
    .filter(isAsked)
    .filter((change) => canStillMove(change, member, change.kind === "move" ? areaOf(change.to) : undefined))
    .map((change) => {
      const from = names.pod(change.from ?? "");
      const to = change.kind === "move" ? names.pod(change.to) : "the waiting list";
      const role = !fails && !isDropped && wouldEndRole(change, known);
      const end = role ? ` and end the role as the Pod Advocate of ${from}` : "";
      const moves = `A plan of ${day} would ${isDropped ? "have moved" : "move"} ${member.profile.login} from ${from} to ${to}${end}`;
      if (isDropped) return `${moves}, but nothing became of it.`;
      if (fails) return `${moves}, but as things stand this step of it cannot be made: ${FAULTS[fails]}.`;
      const reasons = reasonsNow(
        change.reasons,
        member.profile,
        change.kind === "move" ? areaOf(change.from) : undefined,
      );
      const why = reasons[0] ? because({ ...change, reasons }, names, member, reading.settings) : NO_GAIN;
      return `${moves}${why}${isBegun ? "" : " To stay, comment /pod stay on GitHub before it is applied."}`;
    });
}

/** Whether such a step is still worth it is found out when the plan is applied. */
const NO_GAIN = ", if that still makes the seating better.";

async function whyItFails(steps: StepOfPlan, { store, settings }: Reading): Promise<SkipReason | undefined> {
  const all = [...(steps.before ?? []), ...steps.step];
  const people = all.flatMap((change) => ("member" in change ? [change.member] : []));
  const [members, { pods }] = await Promise.all([store.members(people), podsOf(all, {}, { store })]);
  return whyStepFails(steps, members, [...pods.values()], settings);
}

/** Of what was done, the reasons of its day; of what is planned, those that hold for the areas they name now. */
function because(change: Decided, names: ReasonNames, { profile }: Member, settings: Settings): string {
  if (change.reasons.some(({ because }) => because === "undo")) return ", as an earlier change was taken back.";
  const words = reasonsAboutPerson(change, names, profile, settings, "they");
  return words === "" ? "." : `. Why: ${words}.`;
}

async function aboutNotice(decision: Of<"notice">, member: Member, day: string, { store, settings }: Reading) {
  const number = podDecided(decision);
  const pod = await store.pod(number);
  const { what } = decision;
  if (!stands(decision, pod, member, settings)) return [];
  const say = isOfBoth(what) ? leftWithRole : WORDS[what];
  return [`${say(podNameDecided(decision, pod, await store.lastNames(pod ? [] : [number])))} on ${day}.`];
}

async function podsOf(
  changes: readonly Change[],
  formed: PodsKnown["formed"],
  { store }: Pick<Reading, "store">,
): Promise<PodsKnown> {
  const numbers = changes.flatMap(podsNamed).map((id) => formed[id] ?? Number(id));
  const pods = byNumber(await store.podsNumbered(numbers.filter(Number.isInteger)));
  return { pods, formed, lastNames: await lastNamesIn(changes, pods, store, formed) };
}

function whatHappened(change: Decided, pod: (id: string) => string): string {
  switch (change.kind) {
    case "seat":
      return `Waited, and got a seat in ${pod(change.to)}`;
    case "move":
      return `Moved from ${pod(change.from)} to ${pod(change.to)}`;
    case "wait":
      return `Lost a seat in ${pod(change.from ?? "")}`;
    case "advocate":
      return `Became the Pod Advocate of ${pod(change.pod)}`;
    default:
      return unreachable(change);
  }
}

const gotSeat = (pod: string) => `Got a seat in ${pod}`;
const left = (pod: string) => `Left ${pod}`;
const leftWithRole = (pod: string) => `Left ${pod} and the role as its Pod Advocate`;
const becameAdvocate = (pod: string) => `Became the Pod Advocate of ${pod}`;
const roleEnded = (pod: string) => `Stopped being the Pod Advocate of ${pod}`;
const onList = () => "Was put on the waiting list";
const offList = () => "Left the waiting list";
const otherProfile = () => "The profile changed";

type OfBoth = Extract<DecisionWord, `seat-and-role-${string}`>;

const isOfBoth = (what: DecisionWord): what is OfBoth => what.startsWith("seat-and-role");

/**
 * Everybody reads them. So they neither say who decided, since people may have asked for it in private, nor tell of a break.
 * The notice to the person says who it was.
 */
const WORDS: Readonly<Record<Exclude<DecisionWord, OfBoth>, (pod: string) => string>> = {
  "role-fell": becameAdvocate,
  "role-given": becameAdvocate,
  "role-ended": roleEnded,
  "role-listed": becameAdvocate,
  "role-unlisted": roleEnded,
  "seat-found": gotSeat,
  "seat-given": gotSeat,
  "seat-listed": gotSeat,
  "seat-back": gotSeat,
  "seat-ended": left,
  "seat-unlisted": left,
  "seat-taken-back": left,
  "seat-paused": left,
  "place-given": onList,
  "place-back": onList,
  "place-ended": offList,
  "place-paused": offList,
  "areas-set": () => "The areas changed",
  "anywhere-set": otherProfile,
  "anywhere-ended": otherProfile,
  "introduce-set": otherProfile,
  "introduce-ended": otherProfile,
  "ability-set": otherProfile,
  "timezone-set": otherProfile,
  "volunteer-set": otherProfile,
  "volunteer-ended": otherProfile,
};
