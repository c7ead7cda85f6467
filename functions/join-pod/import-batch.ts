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
import type { Line } from "./row-file.ts";

export type ImportStore = Listings & Directory & Imports;

export interface BatchImporter {
  readonly store: ImportStore;
  readonly settings: Settings;
  /** The pod that a row names. */
  readonly podNamed: (name: string) => Promise<Pod | undefined>;
  readonly newPseudonym: () => string;
}

export const BATCH_ROWS = 500;

/** A row that can be used, and its request to the store. */
interface Entry {
  readonly line: Line;
  readonly row: ImportRow;
  readonly mode: NonNullable<ImportRow["mode"]>;
  readonly pod: Pod | undefined;
  readonly person: Listed;
}

export interface Batch {
  readonly entries: readonly Entry[];
  /** The lines that cannot be used. */
  readonly unusable: readonly number[];
  readonly last: number;
}

export async function readBatch(
  lines: readonly Line[] | undefined,
  importer: BatchImporter,
): Promise<Batch | undefined> {
  if (!lines) return undefined;
  const entries: Entry[] = [];
  const unusable: number[] = [];
  for (const line of lines) {
    const { row } = line;
    if (typeof row === "string") {
      unusable.push(line.line);
      continue;
    }
    const pod = row.pod === undefined ? undefined : await importer.podNamed(row.pod);
    const mode = modeOf(row, line, importer.settings);
    entries.push({ line, row, mode, pod, person: personOf({ line, row, mode, pod }, importer) });
  }
  return { entries, unusable, last: lines.at(-1)!.line };
}

/** The result of one row, and the state that its person is in after it. */
type Verdict =
  | { readonly as: "added" | "changed" | "unchanged"; readonly kept: readonly Kept[]; readonly state: MemberState }
  | { readonly rejected: RejectionCode };

interface Result {
  readonly verdict: Verdict;
  readonly remarks: readonly RemarkCode[];
}

/**
 * One batch: people who work independently, who asked for a seat, who are offered one. By line. The order of its rows decides
 * nothing: those that may give up a seat come first, and then logins tell who takes one.
 */
export async function importBatch(
  entries: readonly Entry[],
  store: ImportStore,
  operation: Operation,
  id: string,
): Promise<ReadonlyMap<number, Result>> {
  const results = new Map<number, Result>();
  const ordered = entries.toSorted((one, other) => (loginOf(one) < loginOf(other) ? -1 : 1));
  for (const [mode, { verb, remarkOn }] of WAYS) {
    const listed = ordered.filter((entry) => entry.mode === mode);
    const people = listed.map(({ person }) => person);
    const outcomes = await store[verb](people, part(operation, mode), { import: id });
    for (const [at, entry] of listed.entries()) {
      const outcome = outcomes[at]!;
      results.set(entry.line.line, resultOf(entry, outcome, remarkOn(entry, outcome)));
    }
  }
  return results;
}

/** A batch names nobody twice. */
const loginOf = ({ line }: Entry): string => line.login;

type Consent = Pick<Settings, "consent">;

/** A row that ends before its mode may have said anything, and an invitation takes nothing from anybody. */
const modeSaid = ({ mode }: ImportRow, { missing }: Line, { consent }: Consent): Entry["mode"] =>
  mode ?? (consent === "assign" && !missing.includes("mode") ? "pod" : "offer");

/** Somebody who says that they want no seat is offered one, whatever else the row says. */
function modeOf(row: ImportRow, line: Line, settings: Consent): Entry["mode"] {
  const said = modeSaid(row, line, settings);
  return said === "pod" && line.isClosed ? "offer" : said;
}

const part = (operation: Operation, name: string): Operation => ({
  ...operation,
  id: operation.id && `${operation.id}/${name}`,
});

/** Each row has one, so it is made field by field: a spread takes ten times as long. */
function personOf({ line, row, mode, pod }: Omit<Entry, "person">, { settings, newPseudonym }: BatchImporter): Listed {
  const subject = { login: row.login, proposed: newPseudonym() };
  const profile: { -readonly [Field in keyof ProfileChange]: ProfileChange[Field] } = {};
  if (row.areas) profile.areas = row.areas;
  if (row.ability) profile.ability = row.ability;
  if (row.timezone) profile.timezone = row.timezone;
  if (row.advocate !== undefined) profile.volunteer = row.advocate;
  if (row.anywhere !== undefined) profile.anywhere = row.anywhere;
  // Whether any area suits people is not assumed where the row may have said no, or have named areas.
  else if (mode === "pod" && settings.consent === "assign" && line.isOpenByDefault) profile.anywhere = "assumed";
  if (row.introduce !== undefined) profile.introduce = row.introduce;
  if (row.with) {
    const others = row.with.filter((companion) => !isOneself(row)(companion));
    // An empty list takes a wish back; somebody's own login says nothing.
    if (others.length === row.with.length || others.length > 0)
      profile.with = others.map((companion) => ({ login: companion, proposed: newPseudonym() }));
  }
  const isChosen = row.mode === mode;
  return pod && mode === "pod" ? { subject, profile, isChosen, pod: pod.number } : { subject, profile, isChosen };
}

const isOneself =
  ({ login }: ImportRow) =>
  (companion: string): boolean =>
    isSameLogin(companion, login);

function resultOf(entry: Entry, outcome: ListedOutcome, onPod: RemarkCode | undefined): Result {
  const { row, line } = entry;
  const verdict = verdictOf(outcome);
  const remarks: RemarkCode[] = [];
  const isUsed = "as" in verdict;
  if (isUsed && line.isDoubtful) remarks.push("after-quote");
  if (isUsed) remarks.push(...remarkOnEnd(line));
  if (isUsed && entry.mode === "offer" && line.isClosed) remarks.push("no-seat-wanted");
  if (onPod) remarks.push(onPod);
  remarks.push(...onMode(entry, outcome));
  if (outcome.outcome !== "refused" && outcome.turns) remarks.push(...outcome.turns);
  if (isUsed && row.with?.some(isOneself(row))) remarks.push("with-oneself");
  return { verdict, remarks };
}

function remarkOnEnd({ missing, cutIn }: Line): readonly RemarkCode[] {
  if (cutIn !== undefined) return ["may-be-cut"];
  return missing.length > 0 ? ["ends-early"] : [];
}

/** An invitation takes no seat and no place from anybody. */
function onMode({ row, mode, line }: Entry, outcome: ListedOutcome): readonly RemarkCode[] {
  if (mode !== "offer" || (row.mode !== mode && !line.isClosed) || outcome.outcome === "refused") return [];
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

interface Way {
  readonly verb: "enlist" | "invite" | "listIndependent";
  readonly remarkOn: (entry: Entry, outcome: ListedOutcome) => RemarkCode | undefined;
}

/** How people of each mode are listed, in this order. */
const WAYS = Object.entries({
  independent: { verb: "listIndependent", remarkOn: remarkOnIndependence },
  pod: { verb: "enlist", remarkOn: remarkOnSeat },
  offer: { verb: "invite", remarkOn: remarkOnInvitation },
} satisfies Record<Entry["mode"], Way>);
