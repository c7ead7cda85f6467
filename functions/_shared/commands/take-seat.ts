/** Asks for a seat: shared by `join`, `accept` and `back`, with the same outcomes. */
import { unreachable } from "../core/errors.ts";
import { quoteCode } from "../core/github/neutralise.ts";
import { issuesFor } from "../core/issues-for.ts";
import { peopleToFillUp } from "../core/mended-pods.ts";
import { type AnswerModel, dayOfAnswer } from "../core/messages/github-parts.ts";
import { takesNobodyNew } from "../core/messages/join.ts";
import { withPeopleBack } from "../core/people-back.ts";
import { isShut, type Pod } from "../core/pod.ts";
import type { JoinRequest, Kept } from "../core/ports.ts";
import { areaNotTheirs, peopleAgreedTo, seat } from "../core/seating.ts";
import { areaNow, areaTitle } from "../core/settings.ts";
import { dayOf } from "../core/week.ts";
import { wantedMore, wishedAreas } from "../core/wished-areas.ts";
import type { AnyBody, CommonOutcome } from "./common-outcomes.ts";
import { notedOf } from "./consent-words.ts";
import { isMade, type PersonContext } from "./kinds.ts";
import type { Ending, Outcome } from "./outcome.ts";
import { offerBody, seatedBody, waitingBody } from "./seat-bodies.ts";
import { areasHint } from "./unusable.ts";
import { alreadySeatedText, alreadyWaitingText, goneWithItsArea, LISTED, waitingText, welcomeText } from "./welcome.ts";
import { withoutChange } from "./without-change.ts";

export const SEAT_OUTCOMES = {
  seated: { status: 201, say: welcomeText, saysPlace: true },
  "already-seated": { status: 200, say: alreadySeatedText, saysPlace: true },
  waiting: { status: 202, say: waitingText, saysPlace: true },
  "already-waiting": { status: 200, say: alreadyWaitingText, saysPlace: true },
  "no-area": {
    error: "invalid",
    say: (answer, model) => `On ${dayOfAnswer(answer, model)} I did not know which area you want. ${nameAnArea(model)}`,
    detail: 'Name at least one area in "areas", or a pod in "pod".',
    pointer: "/areas",
  },
  /** They named only a pod, and the settings no longer name its area. `detail` is the area. */
  "area-gone": {
    error: "invalid",
    say: (answer, model) => `${goneWithItsArea(answer.from, answer.detail ?? "", answer, model)} ${nameAnArea(model)}`,
    detail: ({ pod }, { detail: area = "" }) =>
      `${takesNobodyNew(`the pod "${pod}"`, area)} Name at least one area in "areas", or another pod in "pod".`,
    pointer: "/pod",
  },
  /** A maintainer names a pod for them; nothing has changed. `detail` is the title of its area. */
  "not-their-area": {
    error: "conflict",
    say: "Nobody but you can take a seat for you in an area that you did not name.",
    detail: ({ do: word, login = "the person", pod }, { detail: area = "" }) =>
      `The pod ${pod} looks after ${area}, an area that ${login} did not name, so only ${login} can take a seat there, with /pod ${word} ${pod} on GitHub. Nothing has changed. A {"do":"join"} without "pod" asks for a seat in one of ${login}’s areas.`,
  },
} as const satisfies Readonly<Record<string, Outcome<AnyBody>>>;

function nameAnArea({ settings }: AnswerModel): string {
  const example = quoteCode(`/pod join ${Object.keys(settings.areas)[0]}`);
  return `Name an area, or a pod, such as ${example}. ${areasHint(settings)}`;
}

export type SeatOutcome = keyof typeof SEAT_OUTCOMES;

interface Wish {
  readonly profile: JoinRequest["profile"];
  /** The slug of a pod they would like best. */
  readonly pod?: string | undefined;
  readonly again?: boolean;
}

/** For people we know already: uses their stored profile. */
export const takeSeatAgain = (context: PersonContext): Promise<Ending<SeatOutcome | CommonOutcome>> =>
  takeSeat({ profile: {}, again: true }, context);

/** Seats or queues a person. Throws PodsError "invalid" for an unknown area or pod. */
export async function takeSeat(
  { profile, pod, again = false }: Wish,
  context: PersonContext,
): Promise<Ending<SeatOutcome | CommonOutcome>> {
  const { store, settings, actor, subject, operation, place } = context;
  const where = place === undefined ? {} : { thread: place.thread };
  const request = { subject, profile, again, ...(pod !== undefined && { pod }), ...where } as const;
  if (actor.kind === "admin-key") {
    const area = await areaNotTheirs(request, store);
    if (area !== undefined && !(await isMade(context)))
      return { outcome: "not-their-area", detail: areaTitle(settings, area) };
  }
  const today = dayOf(operation().at, settings.digest.timezone);
  const { joined, reasons, missed, other, offer, wishes, counted } = await seat(store, settings, request, operation());
  switch (joined.outcome) {
    case "seated":
    case "already-seated": {
      const { outcome, pseudonym: person, pod, context, kept } = joined;
      const theirs = context.profiles.get(person);
      const { areas = [], volunteerBy } = theirs ?? {};
      // A comment is answered without them.
      const issues = actor.kind === "admin-key" ? await issuesFor(areas, store, settings) : [];
      const wished =
        outcome === "already-seated"
          ? await wishedAreas(person, theirs, context.pod, {
              store: await withPeopleBack(store, today),
              settings,
              now: operation().at,
              pods: store.pods,
            })
          : [];
      const more = {
        ...seatedBody(joined, subject.login, reasons, settings, { missed, other, wished, counted }),
        issues,
      };
      const { advocate } = context.pod ?? {};
      const volunteers = isVolunteering(profile, kept);
      const about = advocate && (volunteers || advocate === person) ? [advocate] : [];
      // Nothing is to be said of a choice where no area that they named is left.
      const choice = !areas.some((area) => areaNow(settings, area) !== undefined)
        ? ""
        : String(areas.indexOf(context.pod?.area ?? "") + 1);
      if (outcome === "already-seated") {
        const named = { ...asMissed(missed), ...(other && { pods: [other.number] }) };
        const isNarrowed = joined.narrowed && profile.anywhere === undefined;
        const noted = isNarrowed ? "own-areas" : notedOf(profile, kept, joined.changed);
        const wishes = wished.map(({ area }) => area);
        return { outcome, person, about, pod, ...named, detail: choice, wishes, noted, volunteers, kept, more };
      }
      const detail = volunteerBy === undefined ? choice : `${choice} ${LISTED}`;
      const noted = notedOf(profile, kept, false);
      const wishes = context.pod ? wantedMore({ areas }, context.pod, settings) : [];
      return {
        outcome,
        person,
        about,
        pod,
        ...asMissed(missed),
        detail,
        wishes,
        noted,
        counted,
        volunteers,
        kept,
        more,
      };
    }
    case "waiting":
    case "already-waiting": {
      const { outcome, pseudonym: person, area, kept } = joined;
      // The answer in the thread tells them of it, so no notice does.
      if (offer) await store.noteOffer(person, offer.pod.number, place ? "person" : "maintainer", operation());
      // A comment is answered without the counts.
      const others = actor.kind === "admin-key" ? await othersFor(area, store, today) : NO_OTHERS;
      const more = {
        ...waitingBody(joined, subject.login, settings, { missed, wishes, counted, ...others }),
        ...offerBody(offer, settings),
      };
      const detail = wishes?.areas.join(",") || area;
      const noted = notedOf(profile, kept, outcome === "already-waiting" && joined.changed);
      const volunteers = isVolunteering(profile, kept);
      const named = { pod: offer?.pod.number, ...asMissed(missed) };
      return { outcome, person, detail, noted, counted, volunteers, ...named, kept, more };
    }
    case "no-area":
      return missed?.orphaned
        ? { outcome: "area-gone", person: joined.pseudonym, from: missed.number, detail: missed.area }
        : { outcome: joined.outcome, person: joined.pseudonym };
    case "overtaken":
    case "unknown":
    case "is-forgotten":
      return withoutChange(joined);
    default:
      return unreachable(joined);
  }
}

/** Whom a seating counts on besides those who stood on the list in the moment of the join. */
interface Others {
  /** The people of the area's short pods. */
  readonly inShort: number;
  /** Those whose break is over. */
  readonly back: number;
}

const NO_OTHERS: Others = { inShort: 0, back: 0 };

async function othersFor(area: string, store: PersonContext["store"], today: string): Promise<Others> {
  const [pods, withThem] = await Promise.all([store.pods(), withPeopleBack(store, today)]);
  const inShort = await peopleToFillUp(area, pods, store);
  if (withThem === store) return { ...NO_OTHERS, inShort };
  const [all, listed] = await Promise.all([peopleAgreedTo(area, withThem), peopleAgreedTo(area, store)]);
  return { inShort, back: all.length - listed.length };
}

const isVolunteering = ({ volunteer }: Wish["profile"], kept: readonly Kept[]): boolean =>
  volunteer === true && !kept.some(({ field }) => field === "volunteer");

const asMissed = (missed: Pod | undefined) => missed && { from: missed.number, shut: isShut(missed) };
