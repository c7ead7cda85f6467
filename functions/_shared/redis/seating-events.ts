/**
 * The log has one entry for every change of the seating. Its events state the result of the change, so the log can be
 * replayed from any point, even over a seating of which parts are newer: `seat <person> <pod> [since]`, `wait <person>`,
 * `out <person> <state>`, `describe <person>`, `pin <person> yes|no`, `form <pod> <area>`, `close <pod>`,
 * `advocate <pod> <person>|-`, `lock <pod> yes|no`. `since` is the revision at which the seat began, when somebody gets
 * one back that they had before.
 */

interface SeatedPerson {
  readonly pod: string;
  readonly since: number;
  readonly pinned: boolean;
  /** An import put them on the list, and they have given no command since. */
  readonly proposed: boolean;
}

/** The part of the seating that the log records. */
export interface Seating {
  /** Active people. `pod` is "" while they wait; `since` is the revision at which their seat, or the wait, began. */
  readonly people: Map<string, SeatedPerson>;
  readonly pods: Map<string, { readonly area: string; readonly advocate: string; readonly locked: boolean }>;
  /** People whose profile has changed since it was read. */
  readonly described: Set<string>;
}

/** The pods whose role of advocate an entry gives or ends. */
export const rolesIn = (what: string): string[] =>
  what.split(";").flatMap((event) => {
    const [verb, pod = ""] = event.split(" ");
    return verb === "advocate" ? [pod] : [];
  });

const BEFORE = { pinned: false, proposed: false };

/** Replays the events of one log entry. */
export function applyEntry(seating: Seating, what: string, revision: number): void {
  for (const event of what.split(";")) applyEvent(seating, event.split(" "), revision);
}

function applyEvent(
  { people, pods, described }: Seating,
  [verb, subject = "", object = "", since]: string[],
  revision: number,
): void {
  const person = people.get(subject);
  const pod = pods.get(subject);
  switch (verb) {
    case "seat":
      people.set(subject, { ...BEFORE, ...person, pod: object, since: Number(since ?? revision) });
      break;
    case "wait":
      people.set(subject, { ...BEFORE, ...person, pod: "", since: revision });
      break;
    case "out":
      people.delete(subject);
      break;
    case "describe":
      described.add(subject);
      break;
    case "pin":
      if (person) people.set(subject, { ...person, pinned: object === "yes" });
      break;
    case "form":
      pods.set(subject, { area: object, advocate: "", locked: false });
      break;
    case "close":
      pods.delete(subject);
      break;
    case "advocate":
      if (pod) pods.set(subject, { ...pod, advocate: object === "-" ? "" : object });
      break;
    case "lock":
      if (pod) pods.set(subject, { ...pod, locked: object === "yes" });
      break;
    default:
      throw new Error(`The log holds an event that this release does not know: ${verb}`);
  }
}

/** A field of an entry of the log, as Redis gives it. */
export const fieldOf = (fields: readonly string[], name: string): string => fields[fields.indexOf(name) + 1] ?? "";
