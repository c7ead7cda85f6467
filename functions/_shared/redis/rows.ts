/** People of an import, many in a call: as lines of its argument `rows`, and of its answer. */
import { MEMBER_STATES } from "../core/member.ts";
import { oneOf } from "../core/one-of.ts";
import {
  type How,
  KEPT_FIELDS,
  type Kept,
  LISTING_REFUSALS,
  LISTING_WORDS,
  type Listed,
  type ListedOutcome,
  NO_SEATS,
  type Operation,
  TURNS,
} from "../core/ports.ts";
import type { IdentityHashes } from "./identity-hashes.ts";
import type { Args } from "./library.ts";
import { markOf, operationCall } from "./operation.ts";
import { profileArgs, subjectArgs, yesNo } from "./profile-args.ts";
import type { StoredAreas } from "./stored-areas.ts";

/** A call runs as few commands as any other, and keeps Redis from others for about a millisecond. */
export const ROWS_PER_CALL = 20;

export type ListingVerb = "enlist" | "invite" | "list-independent";

/** Rows of an import have no operation of their own; the mark of the import is stored with each person it changes. */
export function listingArgs(operation: Operation, stored: StoredAreas, { import: id = "" }: How = {}): Args {
  const { args } = operationCall({ ...operation, id: "" });
  return {
    ...args,
    known: stored.known(),
    by: operation.by ?? "import",
    import: id,
    mark: operation.id === "" ? "" : markOf(operation),
  };
}

/** The argument of each call. */
export function rowsArgs(people: readonly Listed[], hashes: IdentityHashes, stored: StoredAreas): string[] {
  const calls: string[] = [];
  for (let from = 0; from < people.length; from += ROWS_PER_CALL) {
    let rows = "";
    for (const person of people.slice(from, from + ROWS_PER_CALL)) rows += rowOf(person, hashes, stored);
    calls.push(rows);
  }
  return calls;
}

/** In the order of `ROW` in library/shared/rows.lua. No field can hold a separator. */
function rowOf({ subject, profile, pod, isChosen }: Listed, hashes: IdentityHashes, stored: StoredAreas): string {
  const who = subjectArgs(subject, hashes);
  const said = profileArgs(profile, stored, hashes);
  return `${who.login}|${who.proposed}|${who.id}|${who.recognising}|${pod ?? ""}|${yesNo(isChosen)}|${said.areas}|${said.level}|${said.timezone}|${said.offset}|${said.volunteer}|${said.hours}|${said.anywhere}|${said.introduce}|${said.with}\n`;
}

export function listedOutcome(line: string): ListedOutcome {
  const [word, detail = "", standing, more, left = ""] = line.split("|");
  if (word === "refused") {
    const reason = oneOf(LISTING_REFUSALS, detail, "The reason why a row is refused");
    if (reason === "forgotten") return { outcome: word, reason };
    return { outcome: word, reason, state: stateOf(standing), saidBy: speakerOf(more) };
  }
  const outcome = oneOf(LISTING_WORDS, word, "What became of a row");
  const [kept, missed, turns] = left.split(";");
  return {
    outcome,
    pseudonym: detail,
    state: stateOf(standing),
    ...(more && { pod: Number(more) }),
    kept: parseKept(kept),
    ...(missed && { missed: oneOf(NO_SEATS, missed, "Why somebody gets no seat in a pod") }),
    ...(turns && { turns: turns.split(",").map((turn) => oneOf(TURNS, turn, "What a row ended or began")) }),
  };
}

const stateOf = (word: string | undefined) => oneOf(MEMBER_STATES, word, "The state of a person in a file");

/** `field:speaker` between commas, as the verbs write it. */
export function parseKept(text = ""): Kept[] {
  if (text === "") return [];
  return text.split(",").map((one) => {
    const [field, speaker] = one.split(":");
    return { field: oneOf(KEPT_FIELDS, field, "A field that was kept"), saidBy: speakerOf(speaker) };
  });
}

/** The letters of `SPEAKERS` in library/shared/people.lua, and `?` for one of the first two. */
const SPEAKERS = { P: "person", M: "maintainer", "?": "either", I: "file" } as const satisfies Record<
  string,
  Kept["saidBy"]
>;

const speakerOf = (letter: string | undefined): Kept["saidBy"] =>
  SPEAKERS[oneOf(["P", "M", "?", "I"], letter, "The speaker about what was kept")];
