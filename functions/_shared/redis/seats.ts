/** Who sits where: joins, invitations, departures. The scripts decide; here requests and outcomes change their form. */
import { type Identity, levelOf, type Member, type MemberState, type Pseudonym } from "../core/member.ts";
import {
  CANDIDATES_MAX,
  type Directory,
  type JoinOutcome,
  type JoinRequest,
  type MoveOutOutcome,
  NEIGHBOURS_MAX,
  type Operation,
  type Seats,
} from "../core/ports.ts";
import type { Call, Client } from "./client.ts";
import { joinContext } from "./join-context.ts";
import { markOf, operationCall } from "./operation.ts";
import { subjectArgs, toldArgs, whoArgs, yesNo } from "./person-args.ts";
import { rewriteFile } from "./rewrite-file.ts";
import { type Args, together } from "./scripts.ts";
import { word } from "./texts.ts";
import { threadsOf } from "./threads-of.ts";

/** Rows of an import that go to Redis in one round trip. */
const BATCH = 200;

export function seats(client: Client, directory: Directory): Seats {
  async function inBatches<Request, Outcome>(
    requests: readonly Request[],
    call: (request: Request) => Call,
    outcomeOf: (words: string[]) => Outcome,
  ): Promise<Outcome[]> {
    const outcomes: Outcome[] = [];
    const send = (from: number) => client.runMany(requests.slice(from, from + BATCH).map((request) => call(request)));
    // The next batch is put together while Redis is at work on the one before: they share a connection, so in order.
    let next = send(0);
    for (let from = BATCH; outcomes.length < requests.length; from += BATCH) {
      const sent = next;
      next = send(from);
      // Told when it is its turn, or not at all should the one before fail.
      next.catch(() => {});
      for (const words of await sent) outcomes.push(outcomeOf(words));
    }
    return outcomes;
  }

  /** The same person once more: an import brought them by the login that whoever has this number goes by today. */
  async function twinOf(person: Member | undefined, { login, id }: Identity): Promise<Member | undefined> {
    if (id === undefined || person?.profile.id !== id) return undefined;
    const found = await directory.find({ login });
    return found?.profile.id === undefined ? found : undefined;
  }

  async function forgetOne(pseudonym: Pseudonym, operation: Operation): Promise<{ outcome: "forgotten" | "unknown" }> {
    // The comments that name them are edited: what is enqueued is rendered anew, without the name.
    const threads = pseudonym ? await threadsOf(client, pseudonym) : [];
    const errands = [...(operation.errands ?? []), ...threads.map((thread) => ({ kind: "thread", thread }) as const)];
    const { args, members } = operationCall({ ...operation, errands });
    const [outcome] = await client.run("forget", { ...args, pseudonym, barred: "yes" }, members);
    if (outcome === "forgotten") await rewriteFile(client);
    return { outcome: outcome as "forgotten" | "unknown" };
  }

  return {
    async join(request, operation) {
      const { args, members } = operationCall(operation);
      const own = { mark: "", neighbours: NEIGHBOURS_MAX };
      const words = await client.run("join", together(args, joinArgs(request), own), members);
      const outcome = joinOutcome(words);
      return { ...outcome, context: await joinContext(outcome, words, directory) };
    },

    async joinMany(requests, operation) {
      const shared = manyCall(operation);
      return inBatches(
        requests,
        (request) => ({ script: "join", args: together(shared, joinArgs(request)) }),
        joinOutcome,
      );
    },

    async invite(requests, operation) {
      const shared = manyCall(operation);
      return inBatches(
        requests,
        (request) => ({
          script: "invite",
          args: together(shared, subjectArgs(request.subject), toldArgs(request.profile)),
        }),
        inviteOutcome,
      );
    },

    async leave(who, to, operation, { pausedUntil = "", declined = false } = {}) {
      const { args, members } = operationCall(operation);
      const more = { to, pausedUntil: word("date", pausedUntil), declined: yesNo(declined) };
      return moveOutOutcome(await client.run("leave", { ...args, ...whoArgs(who), ...more }, members));
    },

    async describe(who, { raiseTo, ...profile }, operation) {
      const { args, members } = operationCall(operation);
      const told = { ...toldArgs(profile), raiseTo: raiseTo ? levelOf(raiseTo) : "" };
      const [outcome, pseudonym = ""] = await client.run("describe", together(args, whoArgs(who), told), members);
      return outcome === "unknown" ? { outcome } : { outcome: outcome as "changed" | "unchanged", pseudonym };
    },

    async forget(who, operation) {
      const person = await directory.find(who);
      const twin = await twinOf(person, who);
      // Before themselves: cut off here, the same command again finds the rest.
      if (twin) await forgetOne(twin.pseudonym, { ...operation, id: "" });
      return forgetOne(person?.pseudonym ?? "", operation);
    },
  };
}

/** The rows of an import: no operation of their own, but its mark on everybody it changed. */
function manyCall(operation: Operation): Args {
  const { args } = operationCall({ ...operation, id: "" });
  return { ...args, neighbours: "", mark: operation.id === "" ? "" : markOf(operation) };
}

function joinArgs(request: JoinRequest): Args {
  return together(subjectArgs(request.subject), toldArgs(request.profile), {
    by: request.by,
    candidates: request.candidates.slice(0, CANDIDATES_MAX).join(","),
  });
}

type InviteOutcome = Awaited<ReturnType<Seats["invite"]>>[number];

function joinOutcome(words: string[]): JoinOutcome {
  const [outcome, ...rest] = words;
  switch (outcome) {
    case "seated": {
      const [pod, pseudonym = "", formed] = rest;
      return { outcome, pod: Number(pod), pseudonym, formed: formed === "formed", changed: true };
    }
    case "already-seated": {
      const [pod, pseudonym = "", changed] = rest;
      return { outcome, pod: Number(pod), pseudonym, changed: changed === "changed" };
    }
    case "waiting":
    case "already-waiting": {
      const [pseudonym = "", area = "", position, changed] = rest;
      return { outcome, pseudonym, area, position: Number(position), changed: changed === "changed" };
    }
    default:
      return { outcome: "refused", reason: rest[0] as Extract<JoinOutcome, { outcome: "refused" }>["reason"] };
  }
}

function inviteOutcome([outcome, detail = ""]: string[]): InviteOutcome {
  return outcome === "refused"
    ? { outcome, reason: detail as "forgotten" | "declined" }
    : { outcome: outcome as "invited" | "changed" | "unchanged", pseudonym: detail };
}

function moveOutOutcome([outcome, ...rest]: string[]): MoveOutOutcome {
  if (outcome === "left") {
    const [was, pod, pseudonym = ""] = rest;
    return { outcome, was: was as MemberState, pod: pod ? Number(pod) : null, pseudonym };
  }
  if (outcome === "already") return { outcome, state: rest[0] as MemberState, pseudonym: rest[1] ?? "" };
  return { outcome: "unknown" };
}
