/** What each command about a person does. The handler has proven the actor and read the body. */
import type { MemberCommand } from "#shared/core/commands.ts";
import { stayPut } from "#shared/core/declining.ts";
import { PodsError, unreachable } from "#shared/core/errors.ts";
import type { Identity, Member } from "#shared/core/member.ts";
import { notKnown, refusedInvitation } from "#shared/core/messages/join.ts";
import type { Departure, Operation, Store } from "#shared/core/ports.ts";
import { checkAreas, type SeatRequest, seat } from "#shared/core/seating.ts";
import type { Settings } from "#shared/core/settings.ts";
import { type Answer, joinAnswer } from "./answers.ts";

export interface Context {
  readonly store: Store;
  readonly settings: Settings;
  readonly newPseudonym: () => string;
  /** The request's operation; `n` tells the effects of one request apart. */
  readonly operation: (n?: number) => Operation;
}

export async function runCommand(command: MemberCommand, context: Context): Promise<Answer> {
  const { store, settings, operation } = context;
  switch (command.do) {
    case "join":
      return join(command, context);
    case "accept":
    case "back":
      await member(command, context);
      return ask({ ...identified(command, context), profile: {}, by: "self" }, context);
    case "leave":
      return depart(command, "alumni", context);
    case "independent":
      return depart(command, "independent", context);
    case "pause":
      return depart(command, "paused", context, command.until === undefined ? {} : { pausedUntil: command.until });
    case "decline":
      return decline(command, context);
    case "stay":
      return stay(command, context);
    case "areas": {
      const { do: _, login, ...profile } = command;
      checkAreas(settings, profile.areas);
      return done(known(command, await store.describe({ login }, defined(profile), operation())));
    }
    case "advocate":
      return done(
        known(
          command,
          await store.describe(command, { volunteer: true, ...defined({ hours: command.hours }) }, operation()),
        ),
      );
    case "step-down":
      // The seat is kept; the office goes to another volunteer of the pod, or its page shows it as an invitation.
      known(command, await store.describe(command, { volunteer: false }, operation()));
      return done("stepped-down");
    case "forget":
      return done((await store.forget(command, operation())).outcome === "forgotten" ? "forgotten" : "unknown");
    case "export":
      return exported(await member(command, context));
    default:
      return unreachable(command);
  }
}

/** A person says so by themselves: an invitation or independence is only kept, a wish for a seat goes to the store. */
async function join(command: Extract<MemberCommand, { do: "join" }>, context: Context): Promise<Answer> {
  const { areas, ability, timezone, advocate, hours, pod, mode } = command;
  const profile = defined({ areas, ability, timezone, volunteer: advocate, hours });
  const request: SeatRequest = { ...identified(command, context), profile, by: "self", ...defined({ pod }) };
  if (mode === "pod") return ask(request, context);
  checkAreas(context.settings, areas);
  await context.store.enqueue([], context.operation(0));
  const [invited] = await context.store.invite([{ subject: request.subject, profile }], context.operation(0));
  if (invited?.outcome === "refused") {
    // Who asked not to be invited may still say, or say again, that they work by themselves.
    if (mode === "offer" || invited.reason === "forgotten")
      throw new PodsError("conflict", refusedInvitation[invited.reason]);
    await context.store.describe(request.subject, profile, context.operation(2));
  }
  return mode === "offer" ? done(invited?.outcome ?? "unchanged") : depart(command, "independent", context, {}, 1);
}

async function ask(request: SeatRequest, { store, settings, operation }: Context): Promise<Answer> {
  return joinAnswer(await seat(store, settings, request, operation()), request.subject.login, settings);
}

async function depart(
  who: Identity,
  to: Departure,
  { store, operation }: Context,
  more: { pausedUntil?: string } = {},
  n = 0,
): Promise<Answer> {
  const left = await store.leave(who, to, operation(n), more);
  if (left.outcome === "unknown") throw new PodsError("not-found", notKnown(who.login));
  const word = { alumni: "left", paused: "paused", independent: "independent", known: "declined" }[to];
  return done(word, left.outcome === "left" ? { was: left.was } : { already: true });
}

/** Declining answers an invitation; it never takes away a seat. */
async function decline(who: Identity, { store, operation }: Context): Promise<Answer> {
  const left = await store.leave(who, "known", operation(), { declined: true });
  if (left.outcome === "unknown") throw new PodsError("not-found", notKnown(who.login));
  if (left.outcome === "already" && left.state !== "known") {
    throw new PodsError("conflict", `${who.login} holds no open invitation (they are ${left.state}).`);
  }
  return done("declined");
}

async function stay(who: Identity, context: Context): Promise<Answer> {
  const plan = await stayPut(context.store, await member(who, context));
  return plan ? done("staying", { plan }) : done("nothing-to-stay", { detail: `No plan wants to move ${who.login}.` });
}

/** All we hold of somebody, in their own words and dates; the pseudonym stays inside. */
function exported({ profile, standing }: Member): Answer {
  return done("exported", { member: { ...profile, state: standing.state, pod: standing.pod } });
}

const done = (outcome: string, more: Record<string, unknown> = {}): Answer => ({
  status: 200,
  body: { outcome, ...more },
});

/** The outcome, of somebody we know. */
function known(who: Identity, { outcome }: { outcome: string }): string {
  if (outcome === "unknown") throw new PodsError("not-found", notKnown(who.login));
  return outcome;
}

async function member(who: Identity, { store }: Context): Promise<Member> {
  const found = await store.find(who);
  if (!found) throw new PodsError("not-found", notKnown(who.login));
  return found;
}

const identified = ({ login }: Identity, { newPseudonym }: Context) => ({
  subject: { login, proposed: newPseudonym() },
});

/** Without the keys that were left out: to the store, `undefined` is not a value. */
function defined<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never;
}
