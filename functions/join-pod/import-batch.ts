/** A batch of an import: the requests that its rows make to the store, and the outcome of each. */

import { isSameLogin } from "#shared/core/logins.ts";
import type { MemberState } from "#shared/core/member.ts";
import type { Pod } from "#shared/core/pod.ts";
import type {
  Directory,
  Imports,
  Kept,
  Listed,
  ListedOutcome,
  Listings,
  Operation,
  ProfileChange,
  RejectionCode,
  RemarkCode,
} from "#shared/core/ports.ts";
import type { Settings } from "#shared/core/settings.ts";
import type { ImportRow } from "./import-row.ts";
import type { Line } from "./rows.ts";

export type ImportStore = Listings & Directory & Imports;

export interface BatchImporter {
  readonly store: ImportStore;
  readonly settings: Settings;
  /** The pod that a row names. */
  readonly podNamed: (name: string) => Promise<Pod | undefined>;
  readonly newPseudonym: () => string;
}

/** A row that can be used, and its request to the store. */
interface Entry {
  readonly line: number;
  readonly row: ImportRow;
  readonly missing: Line["missing"];
  readonly cutIn: Line["cutIn"];
  readonly isOpenByDefault: boolean;
  readonly isDoubtful: boolean;
  readonly pod: Pod | undefined;
  readonly person: Pick<Listed, "subject" | "profile" | "isChosen">;
}

export interface Batch {
  readonly entries: readonly Entry[];
  /** The lines that cannot be used. */
  readonly unusable: readonly number[];
  readonly last: number;
}

export async function readBatch(
  lines: readonly Line[] | undefined,
  { podNamed, newPseudonym }: BatchImporter,
): Promise<Batch | undefined> {
  if (!lines) return undefined;
  const usable = lines.flatMap(({ line, row, missing, cutIn, isOpenByDefault, isDoubtful }) =>
    typeof row === "string" ? [] : [{ line, row, missing, cutIn, isOpenByDefault, isDoubtful }],
  );
  const pods = await Promise.all(usable.map(({ row: { pod } }) => (pod === undefined ? undefined : podNamed(pod))));
  return {
    entries: usable.map((one, at) => ({ ...one, pod: pods[at], person: personOf(one.row, newPseudonym) })),
    unusable: lines.flatMap(({ line, row }) => (typeof row === "string" ? [line] : [])),
    last: lines.at(-1)!.line,
  };
}

/** The result of one row, and the state that its person is in after it. */
type Verdict =
  | { readonly as: "added" | "changed" | "unchanged"; readonly kept: readonly Kept[]; readonly state: MemberState }
  | { readonly rejected: RejectionCode };

interface Result {
  readonly verdict: Verdict;
  readonly remarks: readonly RemarkCode[];
}

/** One batch: people who asked for a seat, people who are offered one, people who work independently. By line. */
export async function importBatch(
  entries: readonly Entry[],
  { store, settings }: BatchImporter,
  operation: Operation,
  id: string,
): Promise<ReadonlyMap<number, Result>> {
  const results = new Map<number, Result>();
  const withMode = (mode: ImportRow["mode"]) => entries.filter((entry) => modeOf(entry, settings) === mode);

  const asked = withMode("pod");
  const listed = await store.enlist(
    asked.map(({ person, pod, ...entry }) => ({
      ...person,
      profile: { ...assumedOf(entry, settings), ...person.profile },
      ...(pod && { pod: pod.number }),
    })),
    part(operation, "pod"),
    { import: id },
  );
  for (const [at, entry] of asked.entries()) {
    const outcome = listed[at]!;
    results.set(entry.line, resultOf(entry, outcome, remarkOnSeat(entry, outcome)));
  }

  const [offered, alone] = [withMode("offer"), withMode("independent")];
  const invited = await store.invite(peopleOf(offered), part(operation, "offer"), { import: id });
  for (const [at, entry] of offered.entries()) {
    const outcome = invited[at]!;
    results.set(entry.line, resultOf(entry, outcome, remarkOnInvitation(entry, outcome)));
  }
  const independent = await store.listIndependent(peopleOf(alone), part(operation, "independent"), { import: id });
  for (const [at, entry] of alone.entries()) {
    const outcome = independent[at]!;
    results.set(entry.line, resultOf(entry, outcome, remarkOnIndependence(entry, outcome)));
  }
  return results;
}

type Consent = Pick<Settings, "consent">;

/** A row that ends before its mode may have said anything, and an invitation takes nothing from anybody. */
const modeOf = ({ row, missing }: Entry, { consent }: Consent): ImportRow["mode"] =>
  row.mode ?? (consent === "assign" && !missing.includes("mode") ? "pod" : "offer");

/** Whether any area suits people is not assumed where the row may have said no, or have named areas. */
const assumedOf = ({ isOpenByDefault }: Pick<Entry, "isOpenByDefault">, { consent }: Consent): ProfileChange =>
  consent === "assign" && isOpenByDefault ? { anywhere: "assumed" } : {};

const peopleOf = (entries: readonly Entry[]): Entry["person"][] => entries.map(({ person }) => person);

const part = (operation: Operation, name: string): Operation => ({
  ...operation,
  id: operation.id && `${operation.id}/${name}`,
});

function personOf(row: ImportRow, newPseudonym: () => string): Entry["person"] {
  const { login, areas, ability, timezone, advocate, anywhere, introduce } = row;
  const others = (row.with ?? []).filter((companion) => !isOneself(row)(companion));
  // An empty list takes a wish back; somebody's own login says nothing.
  const isSaid = row.with?.length === others.length || others.length > 0;
  return {
    subject: { login, proposed: newPseudonym() },
    isChosen: row.mode !== undefined,
    profile: {
      ...(areas && { areas }),
      ...(ability && { ability }),
      ...(timezone && { timezone }),
      ...(advocate !== undefined && { volunteer: advocate }),
      ...(anywhere !== undefined && { anywhere }),
      ...(introduce !== undefined && { introduce }),
      ...(isSaid && { with: others.map((companion) => ({ login: companion, proposed: newPseudonym() })) }),
    },
  };
}

const isOneself =
  ({ login }: ImportRow) =>
  (companion: string): boolean =>
    isSameLogin(companion, login);

function resultOf(entry: Entry, outcome: ListedOutcome, onPod: RemarkCode | undefined): Result {
  const { row, missing, cutIn, isDoubtful } = entry;
  const verdict = verdictOf(outcome);
  const onQuote = "as" in verdict && isDoubtful ? (["after-quote"] as const) : [];
  const onWish = "as" in verdict && row.with?.some(isOneself(row)) ? (["with-oneself"] as const) : [];
  const onEnd = "as" in verdict ? remarkOnEnd(missing, cutIn) : [];
  const turns = outcome.outcome === "refused" ? [] : (outcome.turns ?? []);
  return {
    verdict,
    remarks: [...onQuote, ...onEnd, ...(onPod ? [onPod] : []), ...onMode(entry, outcome), ...turns, ...onWish],
  };
}

function remarkOnEnd(missing: Entry["missing"], cutIn: Entry["cutIn"]): readonly RemarkCode[] {
  if (cutIn !== undefined) return ["may-be-cut"];
  return missing.length > 0 ? ["ends-early"] : [];
}

/** An invitation takes no seat and no place from anybody. */
function onMode({ row }: Entry, outcome: ListedOutcome): readonly RemarkCode[] {
  if (row.mode !== "offer" || outcome.outcome === "refused") return [];
  if (outcome.state === "seated") return ["has-seat"];
  return outcome.state === "waiting" ? ["has-place"] : [];
}

function remarkOnSeat({ row, pod }: Entry, outcome: ListedOutcome): RemarkCode | undefined {
  if (row.pod === undefined || outcome.outcome === "refused") return undefined;
  return pod ? outcome.missed : "gone";
}

function remarkOnInvitation({ row, pod }: Entry, { outcome }: ListedOutcome): RemarkCode | undefined {
  if (row.pod === undefined || outcome === "refused") return undefined;
  if (!pod) return "gone";
  if (outcome !== "added") return undefined;
  return pod.orphaned ? "area-gone" : "only-invited";
}

function remarkOnIndependence({ row, pod }: Entry, outcome: ListedOutcome): RemarkCode | undefined {
  if (row.pod === undefined || outcome.outcome === "refused") return undefined;
  if (!pod) return "gone";
  return outcome.kept.some(({ field }) => field === "standing") ? undefined : "works-alone";
}

/** People who asked to be left alone stay as they are, which is no fault of the file. Only forgotten people are rejected. */
function verdictOf(listed: ListedOutcome): Verdict {
  if (listed.outcome !== "refused") return { as: listed.outcome, kept: listed.kept, state: listed.state };
  if (listed.reason === "forgotten") return { rejected: "forgotten" };
  return { as: "unchanged", kept: [{ field: "standing", saidBy: listed.saidBy }], state: listed.state };
}
