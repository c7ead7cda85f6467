/**
 * The log: one entry for every change of the seating, whose effects say how things are after it, so that it can be
 * replayed from any point, over a picture that is newer in parts: `seat <who> <pod>`, `wait <who>`, `out <who> <state>`,
 * `describe <who>`, `pin <who> yes|no`, `form <pod> <area>`, `close <pod>`, `advocate <pod> <who>|-`,
 * `lock <pod> yes|no`.
 */

/** Who sits where, as far as the log tells it. */
export interface Picture {
  /** Active people; `pod` is "" while they wait. */
  readonly people: Map<string, { readonly pod: string; readonly pinned: boolean }>;
  readonly pods: Map<string, { readonly area: string; readonly advocate: string; readonly locked: boolean }>;
  /** Who told us something new since their profile was read. */
  readonly described: Set<string>;
}

/** Makes the effects of one entry in the picture. */
export function redo(picture: Picture, what: string): void {
  for (const effect of what.split(";")) redoEffect(picture, effect.split(" "));
}

function redoEffect({ people, pods, described }: Picture, [verb, subject = "", object = ""]: string[]): void {
  const person = people.get(subject);
  const pod = pods.get(subject);
  switch (verb) {
    case "seat":
      people.set(subject, { pod: object, pinned: person?.pinned ?? false });
      break;
    case "wait":
      people.set(subject, { pod: "", pinned: person?.pinned ?? false });
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
      throw new Error(`the log holds an effect that this release does not know: ${verb}`);
  }
}
