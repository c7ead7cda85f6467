/** Sentences about joining and leaving. */
import type { MemberState } from "../member.ts";
import type { MissingPeople } from "../missing-people.ts";
import { peopleInWords } from "../number-words.ts";
import { POD_SIZE, type Pod } from "../pod.ts";
import type { Settings } from "../settings.ts";

export const FORMER_MEMBER = "a former member";

export const goOnImport = (next: number): string =>
  `The lines before ${next} are done. Send the same file again: it goes on at line ${next}.`;

export const refusedImport = {
  before: "could not be used under the settings at that time; send this row again",
  forgotten: "asked to be forgotten, so an import cannot bring them back; they can join by themselves",
} as const;

/** `the column areas`, `the columns areas, anywhere` */
export const columnsNamed = (names: readonly string[]): string =>
  `the ${names.length === 1 ? "column" : "columns"} ${names.join(", ")}`;

function endsEarly(columns: readonly string[]): string {
  const [read, place] = columns.length === 1 ? ["it was", "its place"] : ["they were", "their place"];
  const remark = `the row ends before ${columnsNamed(columns)}: ${read} read as empty, and nothing was assumed in ${place}`;
  return `${remark}${asInvitation(columns)}`;
}

const asInvitation = (missing: readonly string[]): string =>
  missing.includes("mode") ? ", so the row is an invitation" : "";

/** About the last cell of a file. */
export const mayBeCut = (column = "last"): string =>
  `the file ends in the cell ${column} without a line break, so that cell may be cut off`;

/** About a file of a header only. `isJoined`: other signs in it may be meant as the ends of lines. */
export const noRows = (isJoined: boolean): string =>
  `the file has a header and no rows${isJoined ? "; its lines may end with signs that are no line breaks, so save it again with LF or CR LF" : ""}`;

/** About a column that asks what people do not want. */
export const negatedColumn = (name: string, column: string): string =>
  `"${name}" was not used, since its name says no; call it "${column}" if it holds what people say yes to`;

/** About a column that may ask for something else than what people want. */
export const noWish = (name: string, column: string): string =>
  `"${name}" was not used, since its name does not ask clearly what people want; call it "${column}" if it does`;

/** About a row whose login is a number, in a column that may hold GitHub's numbers. */
export const githubNumber = (id: string): string =>
  `login: "${id}" may be GitHub's number of an account; write the login, or "@${id}" if it is one`;

/** What a column that was not used, and may say who wants no other area, does to a file. */
export const closesAnyArea =
  '; while it is there, nobody in this file counts as open to any area unless "anywhere" says yes';

/** About such a column. */
export const unknownColumn = (name: string): string =>
  `"${name}" was not used, and may say who wants no other area, so nobody in this file counts as open to any area unless "anywhere" says yes; leave the column out, or call it "anywhere" if it asks whether any other area suits people`;

/** About a column that has the name of an area, and was not used. Several columns for areas are refused. */
export const boxUnread = (name: string): string =>
  `"${name}" names an area, but was not used; if it holds what people want, write their areas into one column "areas" instead, the most wanted first`;

const WHO_IS_INVITED = {
  "not-yes": "whose answer there is not plainly a yes",
  "not-no": "whose answer there is not plainly a no",
  any: "who wrote anything there",
  no: "who say no there",
} as const;

/** About a column that may tell who takes part. */
export const invitesBy = (name: string, who: keyof typeof WHO_IS_INVITED): string =>
  `"${name}" may tell who takes part, so those ${WHO_IS_INVITED[who]} are invited, and get no seat before they accept; if they are to get one, leave the column out, or empty these cells`;

/** About a column of remarks, with a text that may be about other areas. `others`: how many more lines there are. */
export function textUnread(name: string, lines: readonly number[], others: number): string {
  const [listed, who] =
    lines.length === 1
      ? [`line ${lines[0]}`, "the person there does"]
      : [`the lines ${lines.join(", ")}`, "the people there do"];
  const more = others > 0 ? ` and ${others} more` : "";
  return `"${name}" was not used, and its text may be about other areas in ${listed}${more}: ${who} not count as open to any area unless "anywhere" says yes`;
}

/** About a row that was used, although a part of it was not, or it may be incomplete or no row; or what it ends or begins. */
export const remarkOnRow = {
  gone: (pod: string) => `nobody is in a pod called "${pod}", so the areas decide`,
  elsewhere: (pod: string) => `they sit in another pod than ${pod}, and a file moves nobody`,
  "area-gone": (pod: string) =>
    `the settings no longer name the area of ${pod}, so it takes nobody new, and the areas decide`,
  "other-area": (pod: string) => `the area of ${pod} is none of theirs, so the areas decide`,
  full: (pod: string) => `${pod} is full, so the areas decide`,
  locked: (pod: string) => `${pod} is closed to new people for now, so the areas decide`,
  "only-invited": (pod: string) => `an invitation keeps no seat in ${pod}`,
  "works-alone": (pod: string) => `people who work independently hold no seat in ${pod}`,
  "has-seat": () => "an invitation takes nobody's seat, so the mode was left out",
  "has-place": () => "an invitation takes nobody's place on the list, so the mode was left out",
  "seat-ended": () => "ends their seat",
  "role-ended": () => "ends their role as the Pod Advocate, which nobody has then",
  "role-passed": () => "ends their role as the Pod Advocate, which another volunteer of the pod gets",
  "role-begun": () => "makes them the Pod Advocate",
  "with-oneself": () => "nobody sits with themselves, so their own login was left out",
  "ends-early": (_pod: string, missing: readonly string[]) => endsEarly(missing),
  "may-be-cut": (_pod: string, missing: readonly string[], column?: string) =>
    `${mayBeCut(column)}${missing.length > 0 ? `, and nothing was assumed in its place${asInvitation(missing)}` : ""}; look at the row, and end it with a line break if it is whole`,
  "no-seat-wanted": () => "a column says that they want no seat, or take no part now, so the row is an invitation",
  "after-quote": () =>
    "follows a row with a broken quote, so it may be a part of that row; mend the quote, and look at the row",
} as const;

/** About a row that names a full pod, in a file of several batches: which rows got its seats. */
export const byBatches = (rows: number): string =>
  `; its seats went by login among the first ${rows} rows of the file, then among the next ${rows}`;

/** About a row that was left out. */
export const repeatedRow = (line: number): string =>
  `left out: line ${line} names the same person, and the later row counts`;

export const dryAsFar = (next: number): string =>
  `This is what would happen to the lines before ${next}. A dry run ends when its time is over.`;

type SeatEvery = Settings["rebalance"]["seat"];

/** When people who wait get a seat. */
export const thenSeated = (seat: SeatEvery): string =>
  seat === "off"
    ? "the next seating, which a maintainer makes, gives seats to all whom it can."
    : "the next seating, at the latest tomorrow, gives seats to all whom it can.";

/** Why a person waits. `waiting` counts all people who would be in a new pod of the area. */
export function waitingFor(area: string, waiting: number, seat: SeatEvery, contested = false): string {
  const missing = POD_SIZE.min - waiting;
  const but = contested ? ", but some of them may get seats in another area" : "";
  return missing > 0
    ? `No ${area} pod has an open seat. A new one forms when ${moreAsk(missing)} for ${area}, at the latest with the first seating after that.`
    : `No ${area} pod has an open seat. Enough people for a new one wait${but}: ${thenSeated(seat)}`;
}

/** The same where a pod of the area has fewer than five people, whom `counted` includes. */
export function waitingForShort(area: string, counted: number, seat: SeatEvery): string {
  const missing = POD_SIZE.min - counted;
  const short = `A pod of ${area} has fewer than five people`;
  return missing > 0
    ? `${short}. It is filled, or a new one forms, when ${moreAsk(missing)} for ${area}, at the latest with the first seating after that.`
    : `${short}, and enough wait to fill it: ${thenSeated(seat)}`;
}

/** Why a person still waits though a pod of the area has a seat, as one does whose member left. */
export const waitingForOpen = (area: string, seat: SeatEvery): string =>
  `A seat in ${area} is open: ${thenSeated(seat)}`;

const moreAsk = (missing: number): string => `${missing} more ${missing === 1 ? "person asks" : "people ask"}`;

const ONCE_APPLIED = ": a plan can form one, once a maintainer applies it.";

/** People who did not ask to move: a plan takes few of them, and only where the points are better for it. */
const mayBeSooner = (plan: number, sooner: number): string =>
  sooner < plan
    ? ` With people who have a seat and whom it suits as well, a plan may form one ${sooner > 0 ? `when ${moreAsk(sooner)}` : "now"}.`
    : "";

/** A pod that a plan takes nobody out of. */
type Five = Pick<Pod, "name" | "orphaned">;

/**
 * About somebody with a seat who wants one in another area: how many people a new pod there lacks.
 *
 * @param five their pod, if it has only five people and goes on
 */
export function wishedFor(
  area: string,
  { plan, mayPlan }: Pick<MissingPeople, "plan" | "mayPlan">,
  five?: Five,
): string {
  const next =
    plan > 0
      ? `A plan can form one when ${moreAsk(plan)} for ${area}.`
      : `Enough people ask for a new one${ONCE_APPLIED}`;
  return `No ${area} pod has an open seat. ${next}${mayBeSooner(plan, mayPlan)}${keepsFive(five)}`;
}

/** The same where a pod of that area has a seat. */
export const wishedOpen = (area: string, five?: Five): string =>
  `A seat in ${area} is open: a plan can move them there, once a maintainer applies it.${keepsFive(five)}`;

/**
 * About somebody who wants one area more than that of their pod: a plan weighs their move, and a seat there is no promise.
 *
 * @param missing undefined where a seat there is open
 */
export function wantedMoreFor(
  area: string,
  than: string,
  missing: Pick<MissingPeople, "seating" | "leavers" | "plan" | "mayPlan"> | undefined,
): string {
  const byPlan = missing && wishedByOthers(missing.leavers, missing.plan, missing.mayPlan);
  const next = !missing
    ? "A seat there is open: a plan may move them if that makes the seating better."
    : missing.seating > 0
      ? `No pod there has an open seat. A new one forms when ${moreAsk(missing.seating)} for ${area}, and a plan may move them then.${byPlan ? ` ${byPlan}` : ""}`
      : `Enough people wait for a pod there: a plan may move them once they have one.`;
  return `They want ${area} more than ${than}. ${next}`;
}

/** About somebody with a seat whom plans leave where they are, so that an area which they want is none for them. */
export const wishedHeld = {
  locked: (area: string, pod: string) =>
    `${pod} is locked for now, so no plan moves anybody from there to ${area}. A maintainer can unlock it.`,
  pinned: (area: string, pod: string) =>
    `They are pinned to their seat in ${pod}, so no plan moves them to ${area}. The Pod Advocate or a maintainer can unpin them.`,
  advocate: (area: string, pod: string) =>
    `No plan takes the Pod Advocate out of ${pod}. A plan can move them to ${area} once they hand the role over, or step down.`,
} as const satisfies Readonly<Record<string, (area: string, pod: string) => string>>;

/** To somebody who waits for an area: what a plan can do with people who have a seat, `leavers` of whom want that one instead. */
export function wishedByOthers(leavers: number, plan: number, sooner: number): string {
  const wanting =
    leavers > 0
      ? `Counting ${peopleInWords(leavers)} with a seat elsewhere who ${leavers === 1 ? "wants" : "want"} it instead, ${plan > 0 ? `a plan can form one when ${moreAsk(plan)}.` : `enough people ask for it${ONCE_APPLIED}`}`
      : "";
  return `${wanting}${mayBeSooner(plan, sooner)}`.trim();
}

function keepsFive(pod: Five | undefined): string {
  if (!pod) return "";
  return pod.orphaned
    ? ` But ${pod.name} has only five people and takes nobody new, so a plan moves them only when all five can leave. With /pod leave, and then /pod join and the area, they ask for a seat there at once.`
    : ` ${pod.name} has only five people, so first somebody has to come to it.`;
}

export const hasNoSeat = (pod: string): string => `${pod} has no open seat.`;

/** Of a pod with open seats that a maintainer locked. */
export const closedForNow = (pod: string): string => `${pod} is closed to new people for now.`;

/** Why nobody new gets a seat in a pod whose area the settings no longer name. */
export const takesNobodyNew = (pod: string, area: string): string =>
  `${area} is no longer an area here, so ${pod} takes nobody new.`;

/** About somebody with a seat, who names another pod. */
export const seatKept = (pod: string, other: string): string =>
  `They kept their seat in ${pod}. To get one in ${other} at once, they first have to leave ${pod}.`;

/** About somebody who took a seat in an area that is not the one they want most. */
export const keepsChoices = (areas: string): string =>
  `They want ${areas} more: a plan may move them when a seat is open there.`;

/** To somebody who took a seat in an area that they did not name. */
export const sitsElsewhere =
  "The areas that they named stay: a plan may move them to one of these when a seat is open there.";

/** Why somebody waits whose area the settings no longer name. `isOnlyWish`: nothing else gives them a seat. */
export const waitingForLost = (area: string, isOnlyWish: boolean): string =>
  isOnlyWish ? `${nobodySeatedFor(area)} ${NAME_ANOTHER}` : nobodySeatedFor(area);

export const nobodySeatedFor = (area: string): string =>
  `${area} is no longer an area here, so nobody gets a seat for it.`;

export const NAME_ANOTHER = "Name another area to get one.";

const IN_ANY_POD = "finds a seat in any pod with room, or in a new pod once five people wait who agree to one area.";

/** Why a person waits whom any area suits. */
export const waitingAnywhere = `Any area suits them. The next seating ${IN_ANY_POD}`;

/** What else may seat somebody who named some areas, but whom any other suits as well. */
export const waitingElsewhere = `Any other area suits them, too: the next seating ${IN_ANY_POD}`;

/** The same where that is so already. */
export const soonAnywhere = (why: "open" | "enough", seat: SeatEvery): string =>
  `Any area suits them, and ${why === "open" ? "a seat is open" : "enough people for a new pod wait"}: ${thenSeated(seat)}`;

/** Why a person waits who named no area. */
export const waitingNowhere =
  "No area was named, so no seating gives a seat. /pod join with an area asks for a seat there, and /pod join anywhere for one in any area.";

const FORGOTTEN = "This person asked to be forgotten. Only they can come back, with /pod join on GitHub.";

/** For the maintainer who imports: how the people of the file are, or would be. */
export const peopleOfFile = (
  { seated = 0, waiting = 0, invited = 0 }: Readonly<Partial<Record<MemberState, number>>>,
  isDry: boolean,
): string =>
  `Of the people in this file${isDry ? ", once it is imported" : ""}: ${seated} seated, ${waiting} waiting, ${invited} invited.`;

const COLUMNS_NAMED_MAX = 10;

/** For the maintainer who imports: what to do with columns whose names, in another language perhaps, we cannot read. */
export function howToName(unused: readonly string[], lacking: readonly string[]): readonly string[] {
  if (unused.length === 0 || lacking.length === 0) return [];
  const more = unused.length - COLUMNS_NAMED_MAX;
  const named = unused.slice(0, COLUMNS_NAMED_MAX).map((name) => `"${name}"`);
  return [
    `Not used: ${named.join(", ")}${more > 0 ? ` and ${more} more` : ""}. If a column holds one of these, give it that name and send the file again: ${lacking.join(", ")}.`,
  ];
}

/** For the maintainer who imports: what seats the people who wait. */
export function nextSeating(waiting: number, seat: SeatEvery): string {
  const all = `In the whole community, ${waiting === 1 ? "one person waits" : `${waiting} people wait`}.`;
  const when =
    seat === "off"
      ? 'No seating comes by itself, as rebalance.seat is off; {"do":"seat"} to rebalance makes one'
      : 'The next seating, at the latest tomorrow, searches for seats for all of them at once; {"do":"seat"} to rebalance makes it now';
  return `${all} ${when}, and {"do":"plan"} shows it first.`;
}

/** For the maintainer who imports: how to take that back. */
export const howToUndo = (id: string): string =>
  `{"do":"undo","import":"${id}"} takes this import back within eight days. With ?dryRun=true it says first what would happen.`;

export const wasUndone = (id: string): string =>
  `The import ${id} was taken back meanwhile, so it ends here. Send the undo again, for the people of its last rows; a file with another Idempotency-Key, or none, is a new import.`;

export const noImport = (id: string): string =>
  `There was no import ${id} in the last eight days. The answer to an import names its id, and pods/status that of the last.`;

/** For the maintainer who imports: what invited people do next. */
export const howToAccept =
  'Invited people hold no seat until they accept, with /pod accept on GitHub or {"do":"accept","login":"…"}. Rows with mode pod, or consent: assign in pods.yml, ask for a seat.';

/** Why a person is not invited. */
export const refusedInvitation = {
  forgotten: FORGOTTEN,
  declined:
    "This person is not invited again: they said so, or a maintainer for them. Only they can change that, with /pod join on GitHub.",
} as const;

/** About somebody who has left, is on a break or works independently, and of whom something was said, but no wish for a seat. */
export const describedAway =
  'Their profile says so now. They have no seat, and asked for none: "areas" or a pod in "pod" asks for one, and {"do":"back"} for one as before.';

export const joinProof =
  "Only a person can ask for their own seat: comment /pod join on GitHub. Maintainers send Authorization: Bearer <pods-admin-key>.";
