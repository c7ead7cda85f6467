/** A person and what they told us, as scripts take them. */
import { type Identity, levelOf } from "../core/member.ts";
import type { JoinRequest, Subject } from "../core/ports.ts";
import { offsetOf } from "../core/timezone.ts";
import type { Args } from "./scripts.ts";
import { word } from "./texts.ts";

/** Not said is "". */
export const yesNo = (value: boolean | undefined): string => (value === undefined ? "" : value ? "yes" : "no");

export const whoArgs = ({ login, id }: Identity): Args => ({ login: word("login", login), id: id ?? "" });

export const subjectArgs = (subject: Subject): Args => ({
  ...whoArgs(subject),
  proposed: pseudonym(subject.proposed),
});

/** Pseudonyms stand in lines and lists of every kind. Throws RangeError, as a caller that makes others has a fault. */
function pseudonym(text: string): string {
  if (!/^[\w-]{1,40}$/.test(text))
    throw new RangeError(`"${text}" cannot be a pseudonym: letters, digits, - and _ only`);
  return text;
}

export function toldArgs({ areas = [], ability, timezone = "", volunteer, hours }: JoinRequest["profile"]): Args {
  return {
    areas: areas.map((area) => word("area", area)).join(","),
    level: ability ? levelOf(ability) : "",
    timezone: word("time zone", timezone),
    offset: offsetOf(timezone) ?? "",
    volunteer: yesNo(volunteer),
    hours: hours ?? "",
  };
}
