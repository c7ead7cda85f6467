/** A plan's changes are its groups, written out for people. Converts between the two. */
import { unreachable } from "../errors.ts";
import type { PodId } from "../scoring/community.ts";
import type { Change, Group, Reason } from "./plan.ts";

/** A change without its reasons: the input for finding them. */
export type BareChange = Change extends infer One ? (One extends Change ? Omit<One, "reasons"> : never) : never;

/** A group's changes as people read them: the pod formed, who sits where, the pod closed, the advocate. */
export function changesOfGroup(group: Group, number: number): BareChange[] {
  return [
    ...group.forms.map((form) => ({ kind: "form", group: number, ...form }) as const),
    ...group.rows.map((row): BareChange => {
      const { from, to, ...who } = row;
      const mover = { group: number, ...who };
      if (to === null) return { kind: "wait", ...mover, from };
      return from === null ? { kind: "seat", ...mover, to } : { kind: "move", ...mover, from, to };
    }),
    ...group.closes.map((close) => ({ kind: "close", group: number, ...close }) as const),
    ...group.advocates.map((advocate) => ({ kind: "advocate", group: number, ...advocate }) as const),
  ];
}

export function withReasons(change: BareChange, reasons: readonly Reason[]): Change {
  return { ...change, reasons };
}

/** The group that these changes make up; they all belong to one group. */
export function groupOfChanges(changes: readonly Change[]): Group {
  const group = { forms: [], closes: [], rows: [], advocates: [] } as { [Part in keyof Group]: Group[Part][number][] };
  for (const change of changes) {
    switch (change.kind) {
      case "form":
        group.forms.push({ pod: change.pod, area: change.area });
        break;
      case "close":
        group.closes.push({ pod: change.pod, area: change.area, advocate: change.advocate });
        break;
      case "advocate":
        group.advocates.push({ pod: change.pod, member: change.member });
        break;
      case "seat":
      case "move":
      case "wait": {
        const { member, despite, begunBy } = change;
        const from = change.kind === "seat" ? null : change.from;
        const to = change.kind === "wait" ? null : change.to;
        const which = { ...(despite && { despite }), ...(begunBy !== undefined && { begunBy }) };
        group.rows.push({ member, from, to, ...which });
        break;
      }
      default:
        return unreachable(change);
    }
  }
  return group;
}

/** All groups of a plan or a run by number, in order; a number without changes is not in the map. */
export function groupsOfChanges(changes: readonly Change[]): Map<number, Group> {
  return new Map(changesByGroup(changes).map(([number, rows]) => [number, groupOfChanges(rows)]));
}

/** The changes of each group, in the order of the groups: each is valid after those before it. */
export function changesByGroup(changes: readonly Change[]): [number, Change[]][] {
  const groups = new Map<number, Change[]>();
  for (const change of changes) {
    const others = groups.get(change.group);
    if (others) others.push(change);
    else groups.set(change.group, [change]);
  }
  return [...groups].sort(([a], [b]) => a - b);
}

/** The real names of a plan's pods: for `new-1` the number that it got. A pod that is not listed keeps its name. */
export type PodNames = Readonly<Record<PodId, PodId | number>>;

/** The same group with the real names of its pods. */
export function renamePods(group: Group, names: PodNames): Group {
  const name = (pod: PodId) => (Object.hasOwn(names, pod) ? String(names[pod]) : pod);
  const nameOrNull = (pod: PodId | null) => (pod === null ? null : name(pod));
  return {
    forms: group.forms.map((form) => ({ ...form, pod: name(form.pod) })),
    closes: group.closes.map((close) => ({ ...close, pod: name(close.pod) })),
    rows: group.rows.map((row) => ({ ...row, from: nameOrNull(row.from), to: nameOrNull(row.to) })),
    advocates: group.advocates.map((advocate) => ({ ...advocate, pod: name(advocate.pod) })),
  };
}
