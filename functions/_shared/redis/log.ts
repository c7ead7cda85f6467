/**
 * The log: one entry for every change of the seating, in words that can be replayed. `what` holds its effects:
 * `seat <who> <pod>`, `wait <who>`, `out <who> <state>`, `describe <who>`, `pin <who> yes|no`,
 * `form <pod> <area>`, `close <pod>`, `advocate <pod> <who>|-`, `lock <pod> yes|no`.
 */
export interface Entry {
  readonly revision: number;
  readonly what: string;
}

/** The pods and people that may be otherwise than before these entries. */
export function touchedBy(entries: readonly Entry[]): { pods: string[]; people: string[] } {
  const pods = new Set<string>();
  const people = new Set<string>();
  for (const { what } of entries) {
    for (const effect of what.split(";")) {
      const [verb = "", subject = "", object = ""] = effect.split(" ");
      if (["form", "close", "advocate", "lock"].includes(verb)) pods.add(subject);
      else people.add(subject);
      if (verb === "seat") pods.add(object);
    }
  }
  return { pods: [...pods], people: [...people] };
}
