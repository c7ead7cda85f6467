/** The answer to the undo of an import: how many people went, stay known, and stay as they are, each with the reason. */
import { type ImportRecord, STAY_REASONS, type StayReason, type WayOut } from "#shared/core/ports.ts";

const STAYS = {
  heard: "they have given a command, or a maintainer has changed something about them",
  imported: "another import has changed them; they go when that one is taken back, too",
  advocate: "somebody made them the advocate of their pod",
  pinned: "somebody pinned them, or unpinned them",
  moved: "a plan has moved them",
} as const satisfies Record<StayReason, string>;

const KNOWN = {
  seen: "others know them, too: their work was seen, or somebody named them",
  told: "they had a seat, and are told that it ended",
} as const satisfies Record<Exclude<WayOut, "gone">, string>;

const CHANGED =
  "People whom the import only changed stay as they are now. Those whom it took out of a seat or a place come back by a row that names its mode, or by a command.";

/** Whether the undo took anybody out. */
export const hasTakenOut = ({ out }: ImportRecord): boolean => out.some(({ people }) => people > 0);

/** `gone`: nothing of them is kept. `known`: they have no seat or place, and nothing that the file said is kept. */
export function undoReport({ id, changed, out, undo }: ImportRecord): Readonly<Record<string, unknown>> {
  const people = (which: (one: ImportRecord["out"][number]) => boolean) =>
    out.filter(which).reduce((sum, one) => sum + one.people, 0);
  const known = (["told", "seen"] as const).map((way) => ({
    people: people(({ outcome }) => outcome === way),
    because: KNOWN[way],
  }));
  const stays = STAY_REASONS.map((reason) => ({ people: undo?.stays[reason] ?? 0, because: STAYS[reason] }));
  return {
    import: id,
    gone: people(({ outcome }) => outcome === "gone"),
    known: known.filter((one) => one.people > 0),
    stays: stays.filter((one) => one.people > 0),
    seats: people(({ was }) => was === "seated"),
    ...(changed > 0 && { changed: { people: changed, detail: CHANGED } }),
  };
}
