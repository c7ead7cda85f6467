/** The words after `/pod <command>`, and the values they can be read as. */
import { ABILITIES, type Ability, ADVOCATE_HOURS_MAX, Login } from "../core/member.ts";
import type { NamedPod } from "../core/places.ts";
import { numberOf } from "../core/pod-names.ts";
import type { Settings } from "../core/settings.ts";
import { zoneIn } from "../core/timezone.ts";

export interface Words {
  /** Without the command's own word. */
  readonly parts: readonly string[];
  readonly settings: Pick<Settings, "areas">;
  /** When they were written, ms. */
  readonly at: number;
  /** The pods, where their names are needed; without them a pod is known by its slug. */
  readonly pods?: readonly NamedPod[];
  /** Areas that the settings no longer name, with the pods. */
  readonly lost?: readonly string[];
}

/** Words that a command cannot read; `part` is the part at fault, "" if something is missing. */
export class Unusable extends Error {
  readonly part: string;
  constructor(part: string) {
    super(`unusable: ${part}`);
    this.part = part;
  }
}

export const unusable = (part = ""): never => {
  throw new Unusable(part);
};

/** Words beside a command that gives something up: they may talk about it rather than give it. */
export class NotAlone extends Unusable {}

/** Words that name an area which the settings no longer name; `part` is its id. */
export class LostArea extends Unusable {}

/** Words that name somebody who would not like to read it there. */
export class Private extends Unusable {
  constructor() {
    super("");
  }
}

/** Without the full stop or the exclamation mark of a sentence; a question gives no command. */
export const withoutEnd = (text: string): string => text.replace(/[.!]+$/, "").trimEnd();

const ANGLE_BRACKETS = /(^| )<([^<>]*)>…?(?= |$)/g;
const SQUARE_BRACKETS = /(^| )\[([^[\]]*)\](?= |$)/g;

/**
 * Help writes `<title>` for what people fill in, and some write the brackets, too, as GitHub does around addresses. Those of
 * `[4w]`, which people may leave out, belong to a title where a command has no such part.
 */
export function withoutBrackets(parts: readonly string[], usage: string): string[] {
  const text = parts.join(" ").replaceAll(ANGLE_BRACKETS, "$1$2");
  const plain = usage.includes("[") ? text.replaceAll(SQUARE_BRACKETS, "$1$2") : text;
  return plain.split(" ").filter((part) => part !== "");
}

/** Nothing, or exactly what the command wants. */
export function alone({ parts }: Words, wanted = ""): Record<string, never> {
  const said = withoutEnd(parts.join(" "));
  if (said === "" && wanted !== "") return unusable();
  if (said.toLowerCase() !== wanted) throw new NotAlone(said);
  return {};
}

/** The one part that the command wants. */
export const onlyPart = ({ parts }: Words): string =>
  parts.length === 1 && parts[0] ? parts[0] : unusable(parts.join(" "));

export function slugOf(part: string): string {
  const slug = part.toLowerCase();
  return numberOf(slug) === undefined ? unusable(part) : slug;
}

export const zoneOf = (name: string): string => zoneIn(name) ?? unusable(`tz=${name}`);

export const abilityOf = (part: string): Ability =>
  ABILITIES.find((ability) => `ability=${ability}` === part.toLowerCase()) ?? unusable(part);

/** `anywhere=no` */
export function yesOrNoOf(part: string): boolean {
  const [, word] = /=(yes|no)$/i.exec(part) ?? unusable(part);
  return word?.toLowerCase() === "yes";
}

export const HOURS_HINT = `An advocate gives 1 to ${ADVOCATE_HOURS_MAX} hours a week, in whole hours.`;

/** `hours=2` */
export function hoursOf(part: string): number {
  const hours = Number(/^hours=(\d{1,2})$/i.exec(part)?.[1]);
  return hours >= 1 && hours <= ADVOCATE_HOURS_MAX ? hours : unusable(part);
}

/** `@ada` or `ada`, and what ends a name in a sentence. */
export function loginOf(part: string): string {
  const login = part.replace(/^@/, "").replace(/[.,:;!]+$/, "");
  return Login.safeParse(login).success ? login : unusable(part);
}
