/** The seating, from the log alone. */

export interface Replayed {
  /** The pod's number, or `waiting`. */
  readonly people: Map<string, string>;
  readonly pods: Map<string, { readonly area: string; advocate: string; locked: boolean }>;
}

/** `entries` are the effects of every change from the first on. Throws on an unknown effect. */
export function replay(entries: readonly string[]): Replayed {
  const people: Replayed["people"] = new Map();
  const pods: Replayed["pods"] = new Map();
  for (const effect of entries.flatMap((entry) => entry.split(";"))) {
    const [verb, subject = "", object = ""] = effect.split(" ");
    const pod = pods.get(subject);
    if (verb === "form") pods.set(subject, { area: object, advocate: "", locked: false });
    else if (verb === "close") pods.delete(subject);
    else if (verb === "seat") people.set(subject, object);
    else if (verb === "wait") people.set(subject, "waiting");
    else if (verb === "out") people.delete(subject);
    else if (verb === "advocate" && pod) pod.advocate = object === "-" ? "" : object;
    else if (verb === "lock" && pod) pod.locked = object === "yes";
    else if (verb !== "describe" && verb !== "pin") throw new Error(`an effect that cannot be replayed: ${effect}`);
  }
  return { people, pods };
}
