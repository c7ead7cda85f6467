/** Joins, invitations and departures. The verbs decide; this file converts requests and outcomes. */
import { type Identity, MEMBER_STATES, type Member } from "../core/member.ts";
import { oneOf } from "../core/one-of.ts";
import {
  CANDIDATES_MAX,
  type How,
  type JoinOutcome,
  type JoinRequest,
  type Listed,
  type ListedOutcome,
  type MoveOutOutcome,
  NEIGHBOURS_MAX,
  type Operation,
  type Seats,
} from "../core/ports.ts";
import { withAreasChecked } from "./area-history.ts";
import type { VerbReply } from "./client.ts";
import { creditsNaming } from "./credits.ts";
import { eraseNames } from "./erase-name.ts";
import { eraseWishes } from "./erase-wishes.ts";
import { errandsAbout, errandsOfNotices } from "./errands-about.ts";
import type { IdentityHashes } from "./identity-hashes.ts";
import { joinContext } from "./join-context.ts";
import { type Args, mergeArgs } from "./library.ts";
import type { StoreTools } from "./open-store.ts";
import { operationCall } from "./operation.ts";
import { profileArgs, subjectArgs, whoSpoke, yesNo } from "./profile-args.ts";
import { rewriteFile } from "./rewrite-file.ts";
import { type ListingVerb, listedOutcome, listingArgs, parseKept, rowsArgs } from "./rows.ts";
import type { StoredAreas } from "./stored-areas.ts";
import { assertStorable } from "./texts.ts";

/** Rows of an import sent to Redis in one round trip. */
const ROWS_SENT = 100;

export function seats({ directory, hashes, ...tools }: StoreTools): Seats {
  const client = withAreasChecked(tools.client);
  /** Lists people, many in a call and some calls in a round trip. */
  const listing = (verb: ListingVerb) => async (people: readonly Listed[], operation: Operation, how?: How) => {
    const shared = { ...listingArgs(operation, client.areas, how), earlier: "" };
    const outcomes: ListedOutcome[] = [];
    const send = (from: number) => {
      const rows = rowsArgs(people.slice(from, from + ROWS_SENT), hashes, client.areas);
      const sent = client.runMany(
        verb,
        rows.map((rows) => ({ ...shared, rows })),
      );
      // A failure is thrown when the rows are awaited, or never if others fail first.
      sent.catch(() => {});
      return sent;
    };
    // The next rows are prepared while Redis works on these. They share a connection, so they run in order.
    let next = send(0);
    for (let from = ROWS_SENT; outcomes.length < people.length; from += ROWS_SENT) {
      const sent = next;
      next = send(from);
      for (const [, ...lines] of await sent) for (const line of lines) outcomes.push(listedOutcome(line));
    }
    return outcomes;
  };

  /** The person's other record, if an import created one under their present login. */
  async function twinOf(person: Member | undefined, { login, id }: Identity): Promise<Member | undefined> {
    if (id === undefined || person?.profile.id !== id) return undefined;
    const found = await directory.find({ login });
    return found?.profile.id === undefined ? found : undefined;
  }

  async function forgetOne(
    person: Member | undefined,
    kept: string,
    operation: Operation,
  ): Promise<{ outcome: "forgotten" | "unknown" | "overtaken" }> {
    // Our comments that name them are written again, without the name.
    const about = person ? await errandsAbout(client, person.pseudonym) : [];
    const errands = [...(operation.errands ?? []), ...about];
    const { args, members } = operationCall({ ...operation, errands });
    const call = { ...args, pseudonym: person?.pseudonym ?? "", hashes: kept };
    const [outcome] = await client.run("forget", call, members);
    return { outcome };
  }

  async function isForgotten(who: Identity): Promise<boolean> {
    const kept = hashes.recognising(who).split(",");
    const [times] = await client.read(["HMGET", client.keys.fixed("forgotten"), ...kept]);
    return (times as (string | null)[]).some((time) => time !== null);
  }

  return {
    async join(request, operation) {
      const { args, members } = operationCall(operation);
      const own = { neighbours: NEIGHBOURS_MAX };
      const reply = await client.run(
        "join",
        mergeArgs(args, joinArgs(request, hashes, client.areas, operation), own),
        members,
      );
      const outcome = joinOutcome(reply);
      return { ...outcome, context: await joinContext(outcome, reply, directory, client.areas) };
    },

    enlist: listing("enlist"),
    invite: listing("invite"),
    listIndependent: listing("list-independent"),

    async leave(who, to, operation, { pausedUntil = "", declined = false, profile = {}, create } = {}) {
      const { args, members } = operationCall(operation);
      const more = { to, pausedUntil: assertStorable("date", pausedUntil), declined: yesNo(declined) };
      const call = mergeArgs(
        args,
        whoSpoke(who, operation, hashes, create),
        profileArgs(profile, client.areas, hashes),
        more,
      );
      return moveOutOutcome(await client.run("leave", call, members));
    },

    async describe(who, profile, operation) {
      const { args, members } = operationCall(operation);
      const call = mergeArgs(args, whoSpoke(who, operation, hashes), profileArgs(profile, client.areas, hashes));
      const [outcome, pseudonym = "", kept, pod, advocate] = await client.run("describe", call, members);
      switch (outcome) {
        case "changed":
        case "unchanged":
          return {
            outcome,
            pseudonym,
            kept: parseKept(kept),
            ...(pod && { theirPod: { pod: Number(pod), advocate: advocate || null } }),
          };
        case "overtaken":
        case "unknown":
          return { outcome, ...perhaps(pseudonym), kept: parseKept(kept) };
        case "is-forgotten":
          return { outcome };
        default:
          return outcome satisfies never;
      }
    },

    async forget(who, operation) {
      const person = await directory.find(who);
      const twin = await twinOf(person, who);
      // They may have renamed their account since we last heard of it.
      const logins = [...new Set([who, person?.profile].flatMap((one) => one?.login.toLowerCase() || []))];
      const kept = logins.map((login) => hashes.kept({ ...person?.profile, ...who, login })).join();
      // Forget the twin first. If we crash now, repeating the command still finds the main record.
      if (twin) await forgetOne(twin, kept, { ...operation, id: "" });
      const done = await forgetOne(person, kept, operation);
      // Repeated after a crash, the person is unknown already, but their name may still stand in texts.
      if (done.outcome === "forgotten" || (await isForgotten(who))) {
        await eraseWishes(client);
        const errands = [
          ...(await eraseNames(client, new Set(logins), operation.at)),
          ...(await errandsOfNotices(client)),
          ...(await creditsNaming(client, logins.map(hashes.name))),
        ];
        if (errands.length > 0) await client.run("enqueue", operationCall({ id: "", at: operation.at, errands }).args);
        await rewriteFile(client);
      }
      return done;
    },
  };
}

function joinArgs(request: JoinRequest, hashes: IdentityHashes, stored: StoredAreas, operation: Operation): Args {
  const { subject } = request;
  const who = request.again ? whoSpoke(subject, operation, hashes) : subjectArgs(subject, hashes);
  return mergeArgs(who, profileArgs(request.profile, stored, hashes), {
    recalling: hashes.kept(subject),
    by: operation.by ?? "self",
    again: yesNo(request.again),
    thread: request.thread ?? "",
    preferred: (request.preferred ?? []).join(","),
    candidates: request.candidates.slice(0, CANDIDATES_MAX).join(","),
    elsewhere: (request.elsewhere ?? []).slice(0, CANDIDATES_MAX).join(","),
  });
}

function joinOutcome([outcome, ...details]: VerbReply<"join">): JoinOutcome {
  switch (outcome) {
    case "seated": {
      const [pod, pseudonym = "", formed, kept] = details;
      return { outcome, pod: Number(pod), pseudonym, formed: isFormed(formed), changed: true, kept: parseKept(kept) };
    }
    case "already-seated": {
      const [pod, pseudonym = "", changed, kept] = details;
      const place = { pod: Number(pod), pseudonym, kept: parseKept(kept) };
      if (changed === "narrowed") return { outcome, ...place, changed: true, narrowed: true };
      return { outcome, ...place, changed: isChanged(changed) };
    }
    case "waiting":
    case "already-waiting": {
      const [pseudonym = "", area = "", position, changed, kept] = details;
      const place = { pseudonym, area, position: Number(position) };
      return { outcome, ...place, changed: isChanged(changed), kept: parseKept(kept) };
    }
    case "overtaken":
    case "no-area":
    case "unknown":
      return { outcome, ...perhaps(details[0]) };
    case "is-forgotten":
      return { outcome };
    default:
      return outcome satisfies never;
  }
}

const perhaps = (pseudonym: string | undefined) => (pseudonym ? { pseudonym } : {});
const isFormed = (word: unknown) => oneOf(["formed", "found"], word, "The pod of a join") === "formed";
const isChanged = (word: unknown) => oneOf(["changed", "same"], word, "The profile of a join") === "changed";

function moveOutOutcome([outcome, state, ...details]: VerbReply<"leave">): MoveOutOutcome {
  if (outcome === "is-forgotten") return { outcome };
  if (outcome === "unknown" || outcome === "overtaken") return { outcome, ...perhaps(state) };
  const was = oneOf(MEMBER_STATES, state, "The state of a member");
  if (outcome === "already") {
    const [pseudonym = "", kept] = details;
    return { outcome, state: was, pseudonym, kept: parseKept(kept) };
  }
  const [pod, pseudonym = "", kept, advocate] = details;
  const number = pod ? Number(pod) : null;
  const role = number !== null && advocate !== undefined && { role: { pod: number, advocate: advocate || null } };
  return { outcome, was, pod: number, pseudonym, kept: parseKept(kept), ...role };
}
