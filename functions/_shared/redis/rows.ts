/** People of an import, many in a call: as lines of its argument `rows`, and of its answer. */
import { oneOf } from "../core/one-of.ts";
import {
  KEPT_FIELDS,
  type Kept,
  LISTING_REFUSALS,
  LISTING_WORDS,
  type Listed,
  type ListedOutcome,
} from "../core/ports.ts";
import type { IdentityHashes } from "./identity-hashes.ts";
import { profileArgs, subjectArgs } from "./profile-args.ts";
import type { StoredAreas } from "./stored-areas.ts";

/** A call runs as few commands as any other, and keeps Redis from others for about a millisecond. */
const ROWS_PER_CALL = 20;

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
function rowOf({ subject, profile, pod }: Listed, hashes: IdentityHashes, stored: StoredAreas): string {
  const who = subjectArgs(subject, hashes);
  const said = profileArgs(profile, stored, hashes);
  return `${who.login}|${who.proposed}|${who.id}|${who.recognising}|${pod ?? ""}|${said.areas}|${said.level}|${said.timezone}|${said.offset}|${said.volunteer}|${said.hours}|${said.anywhere}|${said.introduce}|${said.with}\n`;
}

export function listedOutcome(line: string): ListedOutcome {
  const [word, detail = "", pod, kept] = line.split("|");
  if (word === "refused")
    return { outcome: word, reason: oneOf(LISTING_REFUSALS, detail, "The reason why a row is refused") };
  const outcome = oneOf(LISTING_WORDS, word, "What became of a row");
  return { outcome, pseudonym: detail, ...(pod && { pod: Number(pod) }), kept: parseKept(kept) };
}

/** `field:speaker` between commas, as the verbs write it. */
export function parseKept(text = ""): Kept[] {
  if (text === "") return [];
  return text.split(",").map((one) => {
    const [field, speaker] = one.split(":");
    const isPerson = oneOf(["M", "P"], speaker, "The speaker about a field that was kept") === "P";
    return { field: oneOf(KEPT_FIELDS, field, "A field that was kept"), saidBy: isPerson ? "person" : "maintainer" };
  });
}
