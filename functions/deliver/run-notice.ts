/** Tells people what a finished run decided about them: who moved, lost a seat or got a role, and which pods closed. */
import { capital } from "#shared/core/capital.ts";
import { mayPlace } from "#shared/core/consent.ts";
import { dayInWords } from "#shared/core/digest/dates.ts";
import type { Line } from "#shared/core/digest/lines.ts";
import { unreachable } from "#shared/core/errors.ts";
import { neutralise, quoteCode } from "#shared/core/github/neutralise.ts";
import type { Member, Profile, Pseudonym } from "#shared/core/member.ts";
import { type DecisionNotice, noticesIn, type RunNotice } from "#shared/core/notice-errands.ts";
import { namesOf, reasonsInWords } from "#shared/core/notice-words.ts";
import { type Decided, holds, isDecided, lastNamesIn, type PodsKnown, podIn } from "#shared/core/notices.ts";
import { offersOpenTo } from "#shared/core/offers.ts";
import type { Claim } from "#shared/core/outbox.ts";
import { appliedGroups, doneBy } from "#shared/core/plan/done-by-run.ts";
import type { Change, Reason } from "#shared/core/plan/plan.ts";
import { hasWayBack } from "#shared/core/plan/way-back.ts";
import { byNumber } from "#shared/core/pod.ts";
import type { Run } from "#shared/core/ports.ts";
import { areaNow, areaTitle, type Settings } from "#shared/core/settings.ts";
import { dayOf } from "#shared/core/week.ts";
import { areaOf, areasIn, type Deciding, entriesOf, inChat, type Say, UNDONE, why } from "./decided-entries.ts";
import { decisionEntries } from "./decision-notice.ts";
import { haveToHear } from "./heard.ts";
import { offerText } from "./offer-notice.ts";
import { type Got, type NoticeEntry, type PeopleContext, tellPeople } from "./people-notice.ts";
import type { Result } from "./results.ts";

export async function sendRunNotice(
  claim: Claim,
  { run: id, with: unmade = [] }: RunNotice,
  context: PeopleContext,
): Promise<Result> {
  const { store, settings } = context;
  const run = await store.run(id);
  if (!run) return { state: "dead", detail: `there is no run ${id}` };
  const { changes, formed, last, endsRole } = doneBy(run);
  const decided = changes.filter(isDecided);
  const seats = changes.filter((change) => change.kind === "seat");
  const members = new Set(decided.map(({ member }) => member));
  const [people, pods, listeners] = await Promise.all([
    store.members(members),
    store.pods(),
    haveToHear({ id, run }, members, store),
  ]);
  const living = byNumber(pods);
  const deciding: Deciding = {
    settings,
    people,
    changes,
    isMade: true,
    pods: living,
    formed,
    lastNames: await lastNamesIn(changes, living, store, formed),
    cost: "What it costs you",
    endsRole,
    noRole: "You are no longer the Pod Advocate of",
    said: [...changes.flatMap(reasonsAbove), { because: "undo" }],
    got: (change) => (hasOther(change) ? [] : [GOT[change.kind]]),
  };
  // As the step decided that seated them: they may have spoken in a thread since then.
  const asked = new Set(appliedGroups(run).flatMap((group) => group.asked ?? []));
  // The answer to their own words told people of a seat that they took later.
  const isOfRun = ({ kind, member }: Decided) => kind === "wait" || (people.get(member)?.standing.since ?? 0) <= last;
  const hasOther = (change: Decided) => hasOtherSeat(change, people.get(change.member), last, deciding);
  const isNow = (change: Decided) =>
    (holds(change, people.get(change.member), deciding) && isOfRun(change)) || hasOther(change);
  // The notice in the thread where they asked tells of both the seat and a role in its pod, if it waited for this.
  const early = new Set(await store.toldEarly(id, [...asked]));
  const isToldThere = ({ kind, member }: Decided) =>
    listeners.has(member) &&
    asked.has(member) &&
    (kind === "seat" || !early.has(member)) &&
    seats.some((seat) => seat.member === member && isNow(seat));
  const concerned = decided.filter(
    (change) => isNow(change) && !isToldThere(change) && (listeners.has(change.member) || isNewRole(change, changes)),
  );
  const offers = run.kind === "seating" ? await offersTo(concerned, people, context) : new Map();
  const made = entriesOf(concerned, deciding, sayUnder(settings, offers, hasOther));
  const others = await decisionEntries(unmade.flatMap(noticesIn<DecisionNotice>), context);
  // To people whom the run concerns otherwise, that is enough.
  const news = others.filter((one) => !made.some(({ person }) => person === one.person));
  const entries = [...made, ...news.map((one) => ({ ...one, markdown: `- ${one.markdown}` }))];
  const mayReturn = backIn(deciding);
  const returnable = new Set(
    decided.filter((change) => isNow(change) && !hasOther(change) && mayReturn(change)).map(({ member }) => member),
  );
  const day = dayInWords(dayOf(run.startedAt, settings.digest.timezone));
  return tellPeople(
    claim,
    {
      of: { run: id },
      before: run.notified,
      entries,
      comment: (some) => commentOf(run, day, some, changes, deciding, returnable),
      post: (some) => postOf(run, day, some),
    },
    context,
  );
}

/** Whether somebody lost a seat, and has got another since: the answer to their words, or another notice, tells of that one. */
const hasOtherSeat = (change: Decided, member: Member | undefined, last: number, known: PodsKnown): boolean =>
  change.kind === "wait" &&
  member?.standing.state === "seated" &&
  member.standing.since > last &&
  member.standing.pod !== podIn(change.from ?? "", known)?.number;

/** What people got, and may give up. */
const GOT = { seat: "seat", move: "seat", wait: "place", advocate: "role" } as const satisfies Record<
  Decided["kind"],
  Got
>;

/** In an undo, a role that they did not have before: who comes back into a pod as its advocate was that before. */
const isNewRole = (change: Decided, changes: readonly Change[]): boolean =>
  change.kind === "advocate" &&
  !changes.some(
    (one) => isDecided(one) && one !== change && one.group === change.group && one.member === change.member,
  );

/**
 * Whether an undo may take a change back: besides what it never can, it puts nobody into an area that is gone, or that they do
 * not agree to.
 */
function backIn(deciding: Deciding): (change: Decided) => boolean {
  const areas = areasIn(deciding.changes);
  const mayEver = hasWayBack(deciding.changes, deciding.settings);
  return (change) => {
    if (change.kind === "seat") return true;
    if (!mayEver(change)) return false;
    const from = change.kind === "advocate" ? null : change.from;
    const before = from === null ? undefined : areaOf(from, deciding, areas);
    const area = before === undefined ? undefined : areaNow(deciding.settings, before);
    const { areas: wanted = [], anywhere = false } = deciding.people.get(change.member)?.profile ?? {};
    return area !== undefined && mayPlace({ areas: wanted, anywhere }, area);
  };
}

type Offers = ReadonlyMap<Pseudonym, string>;

/** The seats elsewhere that people were offered when they lost theirs, as sentences. */
async function offersTo(
  concerned: readonly Decided[],
  people: Deciding["people"],
  { store, settings, now }: PeopleContext,
): Promise<Offers> {
  const offers = new Map<Pseudonym, string>();
  for (const { kind, member: person } of concerned) {
    const member = kind === "wait" && people.get(person);
    const [pod] = member ? await offersOpenTo(member, store) : [];
    if (pod) offers.set(person, ` ${capital(offerText({ pod }, settings, now))}`);
  }
  return offers;
}

const sayUnder =
  (settings: Settings, offers: Offers, hasOther: (change: Decided) => boolean): Say<Decided> =>
  (change, pod, profile) => {
    switch (change.kind) {
      case "seat":
        return [`you waited, and got a seat in ${pod(change.to)}.`, `got a seat in ${pod(change.to)}`];
      case "move": {
        const way = `moved from ${pod(change.from)} to ${pod(change.to)}`;
        return [`you ${way}.`, way];
      }
      case "wait": {
        const from = pod(change.from ?? "");
        if (hasOther(change))
          return [
            `you lost your seat in ${from} before you got the one that you have now.`,
            `lost a seat in ${from} before getting another`,
          ];
        return [
          `you lost your seat in ${from}, and went on the waiting list${outlook(profile, settings)}${offers.get(change.member) ?? ""}`,
          `lost a seat in ${from} and went on the waiting list`,
        ];
      }
      case "advocate": {
        const became = `became the Pod Advocate of ${pod(change.pod)}`;
        return [`you ${became}.`, became];
      }
      default:
        return unreachable(change);
    }
  };

function outlook({ areas, anywhere }: Profile, settings: Settings): string {
  if (anywhere || areas.some((area) => areaNow(settings, area) !== undefined))
    return ". You need not ask again: the next seating gives seats to all whom it can.";
  const example = quoteCode(`/pod join ${Object.keys(settings.areas)[0]}`);
  return `. You name no area that is still here, so nobody can give you a seat: name another, such as ${example}.`;
}

const WHAT_HAPPENED: Readonly<Record<Run["kind"], string>> = {
  plan: "a plan was applied",
  seating: "a seating made these changes",
  undo: UNDONE,
};

function commentOf(
  run: Run,
  day: string,
  entries: readonly NoticeEntry[],
  changes: readonly Change[],
  deciding: Deciding,
  returnable: ReadonlySet<Pseudonym>,
): string {
  return [
    `On ${day} ${WHAT_HAPPENED[run.kind]}.`,
    ...closures(changes, deciding),
    entries.map(({ markdown }) => markdown).join("\n"),
    ...wayOut(run, entries, returnable),
  ].join("\n\n");
}

type Closed = Extract<Change, { kind: "close" }>;

/** More are not listed without a reason: people read the name of their pod beside their own. */
const LISTED_MAX = 5;

function closures(changes: readonly Change[], deciding: Deciding): string[] {
  const pods = changes.filter((change) => change.kind === "close");
  const isAside = ({ reasons }: Closed) => reasons.every(({ because }) => because === "undo");
  const aside = pods.filter(isAside).length;
  const listed = aside > LISTED_MAX ? pods.filter((pod) => !isAside(pod)) : pods;
  return [...listed.map((pod) => closed(pod, deciding)), ...(aside > LISTED_MAX ? [`${aside} pods closed.`] : [])];
}

function closed(change: Closed, deciding: Deciding): string {
  const { settings } = deciding;
  const names = namesOf(settings, deciding);
  const reasons = change.reasons.filter(({ because }) => because !== "undo");
  return `**${neutralise(names.pod(change.pod))}** (${neutralise(areaTitle(settings, change.area))}) closed.${why(reasonsInWords(reasons, names))}`;
}

/** Reasons that stand above the names of the people, who need not read them again. */
const reasonsAbove = (change: Change): Reason[] =>
  change.kind === "close" ? [...change.reasons, { because: "pod-closes", pod: change.pod }] : [];

/** How to say no, and to take the change back, where that is possible. */
function wayOut({ kind }: Run, entries: readonly NoticeEntry[], returnable: ReadonlySet<Pseudonym>): string[] {
  const ways = howToGiveUp(entries).join(", and ");
  const mayReturn = entries.some(({ person }) => returnable.has(person));
  const sentences = [
    ways === "" ? "" : `To say no: ${ways}.`,
    kind === "undo" ? `${ways === "" ? "To say no," : "Or"} tell a maintainer here.` : "",
    kind !== "undo" && mayReturn ? "A maintainer can take the change back, as far as that still fits: ask here." : "",
  ].filter(Boolean);
  return sentences.length > 0 ? [sentences.join(" ")] : [];
}

/** Names only ways to give up something that somebody got, each command once. */
function howToGiveUp(entries: readonly NoticeEntry[]): string[] {
  const does = (...ends: readonly (readonly [Got, string])[]) =>
    ends.filter(([what]) => entries.some(({ concerns }) => concerns.has(what))).map(([, end]) => end);
  const ways = [
    ["/pod leave", does(["seat", "gives up a seat"], ["place", "takes you off the waiting list"])],
    ["/pod step-down", does(["role", "gives up the role of Pod Advocate"])],
  ] as const;
  return ways.flatMap(([command, ends]) => (ends.length > 0 ? [`\`${command}\` ${ends.join(" or ")}`] : []));
}

const postOf = (run: Run, day: string, entries: readonly NoticeEntry[]): Line => [
  `On ${day} ${WHAT_HAPPENED[run.kind]}: `,
  ...inChat(entries),
  ". Their pages say why.",
];
