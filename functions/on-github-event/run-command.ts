/** What each `/pod` command does. The actor is the signed delivery's sender; what they may is the core's table. */
import { type Command, may, type Relation } from "#shared/core/authority.ts";
import { mayDecline, stayPut } from "#shared/core/declining.ts";
import { PodsError, unreachable } from "#shared/core/errors.ts";
import { PAUSE_DAYS_MAX, type Spoken, type Word } from "#shared/core/github/grammar.ts";
import { type Identity, Login, type Member, type Pseudonym } from "#shared/core/member.ts";
import type { Errand } from "#shared/core/outbox.ts";
import type { Pod } from "#shared/core/pod.ts";
import { numberOf } from "#shared/core/pod-names.ts";
import type { Departure, JoinOutcome, Operation, SetOutcome, Store, Subject } from "#shared/core/ports.ts";
import { type SeatRequest, seat } from "#shared/core/seating.ts";
import type { Settings } from "#shared/core/settings.ts";
import type { CommandAnswer } from "#shared/core/thread.ts";

export interface Context {
  readonly store: Store;
  readonly settings: Settings;
  readonly actor: Subject;
  /** The operation of a step of this command, 0 to 8. */
  readonly operation: (step: number) => Operation;
}

/** What is kept for the thread's comment, and who is to be introduced. */
export interface Ran extends Omit<CommandAnswer, "operation"> {
  readonly introduce: readonly Errand[];
}

/** Never throws for what a person asks, only when the store is away. */
export async function runCommand(spoken: Spoken, context: Context): Promise<Ran> {
  switch (spoken.word) {
    case "join":
      return place("join", { profile: spoken.profile, ...(spoken.pod !== undefined && { pod: spoken.pod }) }, context);
    case "accept":
    case "back":
      return place(spoken.word, { profile: {} }, context);
    case "leave":
      return depart("leave", "alumni", context);
    case "pause":
      return pause(spoken, context);
    case "independent":
      return independent(context);
    case "decline":
      return decline(context);
    case "stay":
      return stay(context);
    case "forget":
      return ran("forget", (await context.store.forget(context.actor, context.operation(0))).outcome, null);
    case "advocate":
      return volunteer(spoken.hours, context);
    case "step-down":
      return stepDown(context);
    case "nominate":
      return nominate(spoken.login, context);
    case "pin":
    case "unpin":
      return pin(spoken.word, spoken.login, context);
    case "rename":
      return ofOwnPod("rename", context, (pod) => context.store.rename(pod.number, spoken.name, context.operation(0)));
    case "meeting":
      return ofOwnPod("meeting", context, (pod) =>
        context.store.meet(pod.number, spoken.meeting, context.operation(0)),
      );
    case "who":
      return who(spoken.pod, context);
    case "help":
      return ran("help", "shown", await self(context));
    case "apply":
    case "undo":
      return ran(spoken.word, "elsewhere", await self(context));
    case "unusable":
      return ran(spoken.of, "unusable", await self(context), {
        detail: (await namesSomebody(spoken.part, context)) ? "" : spoken.part,
      });
    case "unknown":
      if (await namesSomebody(spoken.part, context)) return ran("help", "shown", await self(context));
      return ran("unknown", "unknown", await self(context), { detail: spoken.part });
    case "not-yet":
      return ran("unknown", "not-yet", await self(context), { detail: spoken.part });
    default:
      return unreachable(spoken);
  }
}

type More = Pick<CommandAnswer, "pod" | "detail"> & { introduce?: readonly Errand[] };

/** `person` is who the comment speaks to: somebody we know, or nobody by name. */
function ran(
  command: CommandAnswer["command"],
  outcome: string,
  person: Member | Pseudonym | null | undefined,
  more: More = {},
): Ran {
  const pseudonym = typeof person === "object" ? person?.pseudonym : person;
  return { command, outcome, person: pseudonym ?? null, introduce: [], ...more };
}

/** An answer is kept and shown as it is, so it quotes nobody's name: it would stay when they ask to be forgotten. */
async function namesSomebody(text: string, { store, actor }: Context): Promise<boolean> {
  if (text.includes("@")) return true;
  const words = text.split(/[^\w-]+/).filter((word) => Login.safeParse(word).success);
  if (words.some((word) => word.toLowerCase() === actor.login.toLowerCase())) return true;
  return (await Promise.all(words.map((login) => store.find({ login })))).some((member) => member !== undefined);
}

const self = ({ store, actor }: Context): Promise<Member | undefined> => store.find(actor);

// --- Seats -----------------------------------------------------------------------------------------------------------

type Placing = "join" | "accept" | "back";

async function place(command: Placing, request: Pick<SeatRequest, "profile" | "pod">, context: Context): Promise<Ran> {
  const { store, settings, actor, operation } = context;
  const before = await self(context);
  const areas = request.profile.areas ?? before?.profile.areas ?? [];
  if (areas.length === 0 && request.pod === undefined) return ran("join", "unusable", before, { detail: "" });
  try {
    const { joined } = await seat(store, settings, { ...request, subject: actor, by: "self" }, operation(0));
    return placed(command, joined, before);
  } catch (error) {
    // An area or a pod that is no longer there.
    if (!(error instanceof PodsError) || error.code !== "invalid") throw error;
    return ran("join", "unusable", before, { detail: request.pod ?? areas[0] ?? "" });
  }
}

function placed(command: Placing, placing: JoinOutcome, before: Member | undefined): Ran {
  switch (placing.outcome) {
    case "seated": {
      const { pod, pseudonym: person } = placing;
      return ran(command, "seated", person, { pod, introduce: [{ kind: "introduction", person, pod }] });
    }
    case "already-seated":
      return ran(command, "already-seated", placing.pseudonym, { pod: placing.pod });
    case "waiting":
    case "already-waiting":
      return ran(command, placing.outcome, placing.pseudonym, { detail: placing.area });
    case "refused":
      return ran(command, "refused", before, { detail: placing.reason });
  }
}

async function depart(
  command: "leave" | "pause" | "independent",
  to: Departure,
  { store, actor, operation }: Context,
  more: { pausedUntil?: string } = {},
  step = 0,
): Promise<Ran> {
  const left = await store.leave(actor, to, operation(step), more);
  if (left.outcome === "unknown") return ran(command, "not-known", null);
  return ran(command, left.outcome, left.pseudonym);
}

const DAY_MS = 86_400_000;

/** A pause costs the seat, so a date that has passed or is years away is asked back. */
async function pause({ days, until }: { days?: number; until?: string }, context: Context): Promise<Ran> {
  const dayIn = (days: number) => new Date(context.operation(0).at + days * DAY_MS).toISOString().slice(0, 10);
  if (until !== undefined && (until <= dayIn(0) || until > dayIn(PAUSE_DAYS_MAX))) {
    return ran("pause", "unusable", await self(context), { detail: until });
  }
  const pausedUntil = days === undefined ? until : dayIn(days);
  return depart("pause", "paused", context, pausedUntil === undefined ? {} : { pausedUntil });
}

/** Also somebody we have never heard of may ask to be left alone; to keep that we have to know them. */
async function independent(context: Context): Promise<Ran> {
  const { store, actor, operation } = context;
  if (!(await self(context))) await store.invite([{ subject: actor, profile: {} }], operation(0));
  return depart("independent", "independent", context, {}, 1);
}

/** Declining answers an invitation; it never takes away a seat. */
async function decline(context: Context): Promise<Ran> {
  const member = await self(context);
  if (!member || !mayDecline(member.standing)) return ran("decline", "no-invitation", member);
  await context.store.leave(context.actor, "known", context.operation(0), { declined: true });
  return ran("decline", "declined", member);
}

async function stay(context: Context): Promise<Ran> {
  const member = await self(context);
  const plan = member && (await stayPut(context.store, member));
  return ran("stay", plan ? "staying" : "nothing-to-stay", member);
}

// --- Advocates -------------------------------------------------------------------------------------------------------

async function volunteer(hours: number | undefined, context: Context): Promise<Ran> {
  const { store, actor, operation } = context;
  const told = await store.describe(actor, { volunteer: true, ...(hours !== undefined && { hours }) }, operation(0));
  return told.outcome === "unknown"
    ? ran("advocate", "not-known", null)
    : ran("advocate", told.outcome, told.pseudonym);
}

/** The seat is kept; the office goes to another volunteer of the pod, or is vacant. */
async function stepDown({ store, actor, operation }: Context): Promise<Ran> {
  const told = await store.describe(actor, { volunteer: false }, operation(0));
  return told.outcome === "unknown"
    ? ran("step-down", "not-known", null)
    : ran("step-down", told.outcome, told.pseudonym);
}

/** Told again after a crash the actor is no longer the advocate: so first, whether it is done. */
async function nominate(login: string, context: Context): Promise<Ran> {
  const { store, operation } = context;
  const [member, successor] = await Promise.all([self(context), store.find({ login })]);
  const pod = successor && (await podOf(successor, store));
  const isDone = pod && pod.advocate === successor.pseudonym && holdsSeat(member, pod);
  if (isDone) return ran("nominate", "changed", member, { pod: pod.number });
  return ofOwnPod("nominate", context, (own) => store.appoint(own.number, { login }, operation(0)));
}

const holdsSeat = (member: Member | undefined, { seats }: Pod): boolean =>
  seats.some(({ pseudonym }) => pseudonym === member?.pseudonym);

async function pin(command: "pin" | "unpin", login: string, context: Context): Promise<Ran> {
  const { store, operation } = context;
  const [member, subject] = await Promise.all([self(context), store.find({ login })]);
  if (!subject) return ran(command, "not-known", member);
  const pod = await podOf(subject, store);
  if (!may(command, relationTo(pod, member, context))) return ran(command, "forbidden", member);
  return set(command, await store.pin({ login }, command === "pin", operation(0)), member, pod);
}

/** A command about the pod somebody sits in. */
async function ofOwnPod(
  command: Extract<Word, Command>,
  context: Context,
  change: (pod: Pod) => Promise<SetOutcome>,
): Promise<Ran> {
  const member = await self(context);
  const pod = member && (await podOf(member, context.store));
  if (!pod) return ran(command, "no-pod", member);
  if (!may(command, relationTo(pod, member, context))) return ran(command, "forbidden", member);
  return set(command, await change(pod), member, pod);
}

function set(command: Command, result: SetOutcome, member: Member | undefined, pod: Pod | undefined): Ran {
  const where = pod ? { pod: pod.number } : {};
  if (result.outcome === "unknown") return ran(command, "not-known", member, where);
  return ran(
    command,
    result.outcome,
    member,
    result.outcome === "refused" ? { ...where, detail: result.reason } : where,
  );
}

function relationTo(
  pod: Pod | undefined,
  member: Member | undefined,
  { settings, actor }: Context,
): Relation | undefined {
  if (isOneOf(settings.maintainers, actor)) return "maintainer";
  return pod && member && pod.advocate === member.pseudonym ? "advocate" : undefined;
}

const isOneOf = (logins: readonly string[], { login }: Identity): boolean =>
  logins.some((one) => one.toLowerCase() === login.toLowerCase());

// --- Questions -------------------------------------------------------------------------------------------------------

async function who(slug: string | undefined, context: Context): Promise<Ran> {
  const member = await self(context);
  const number = numberOf(slug ?? "");
  const own = slug === undefined && member ? podOf(member, context.store) : undefined;
  const pod = await (number === undefined ? own : context.store.pod(number));
  if (pod) return ran("who", "shown", member, { pod: pod.number });
  return slug === undefined ? ran("who", "no-pod", member) : ran("who", "unusable", member, { detail: slug });
}

/** Where somebody sits; whoever paused or left sits nowhere. */
async function podOf({ standing }: Member, store: Store): Promise<Pod | undefined> {
  return standing.state === "seated" && standing.pod !== null ? store.pod(standing.pod) : undefined;
}
