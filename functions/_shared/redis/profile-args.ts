/** A person and their profile as arguments of verbs. */
import { type Identity, levelOf } from "../core/member.ts";
import type { Operation, ProfileChange, Subject } from "../core/ports.ts";
import { offsetOf } from "../core/timezone.ts";
import type { IdentityHashes } from "./identity-hashes.ts";
import type { Args } from "./library.ts";
import type { StoredAreas } from "./stored-areas.ts";
import { assertStorable } from "./texts.ts";

/** `undefined` is "". */
export const yesNo = (value: boolean | undefined): string => (value === undefined ? "" : value ? "yes" : "no");

export const whoArgs = ({ login, id }: Identity) =>
  ({ login: assertStorable("login", login), id: id ?? "" }) satisfies Args;

/**
 * Somebody, and if they speak on GitHub, or `create`, what to call them when they are new. JSON about an unknown login is
 * more likely a mistake in the login.
 */
export function whoSpoke(who: Identity | Subject, { said }: Operation, hashes: IdentityHashes, create = false): Args {
  const isSeen = "proposed" in who && (create || (said !== undefined && who.id !== undefined));
  return isSeen ? subjectArgs(who, hashes) : { ...whoArgs(who), proposed: "", recognising: "" };
}

export const subjectArgs = (subject: Subject, hashes: IdentityHashes) =>
  ({
    ...whoArgs(subject),
    proposed: pseudonym(subject.proposed),
    recognising: hashes.recognising(subject),
  }) satisfies Args;

/** Pseudonyms are stored in lines and lists of every kind. Throws RangeError, since a bad one is a bug of the caller. */
function pseudonym(text: string): string {
  if (!/^[\w-]{1,40}$/.test(text))
    throw new RangeError(`"${text}" cannot be a pseudonym: letters, digits, - and _ only`);
  return text;
}

export function profileArgs(profile: ProfileChange, stored: StoredAreas, hashes: IdentityHashes) {
  const { areas = [], ability, timezone = "", volunteer, hours, term, anywhere, introduce } = profile;
  return {
    known: stored.known(),
    areas: stored
      .idsNow(areas)
      .map((area) => assertStorable("area", area))
      .join(","),
    level: ability ? levelOf(ability) : "",
    timezone: assertStorable("time zone", timezone),
    offset: offsetOf(timezone) ?? "",
    volunteer: yesNo(volunteer),
    hours: hours ?? "",
    term: term ?? "",
    anywhere: anywhere === "assumed" ? anywhere : yesNo(anywhere),
    introduce: yesNo(introduce),
    with: profile.with === undefined ? "" : companionsText(profile.with, hashes),
  } satisfies Args;
}

/** `login:pseudonym if they are new:hashes` of each; `none` takes the wish back. */
function companionsText(companions: readonly Subject[], hashes: IdentityHashes): string {
  const texts = companions.map((companion) => {
    const { login, proposed, recognising } = subjectArgs(companion, hashes);
    return `${login}:${proposed}:${recognising}`;
  });
  return texts.join(";") || "none";
}
