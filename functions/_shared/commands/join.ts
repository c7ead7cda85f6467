import * as z from "zod";
import { inAnyCase } from "../core/any-case.ts";
import { unreachable } from "../core/errors.ts";
import { ABILITIES, AREAS_PER_MEMBER_MAX, type MemberState } from "../core/member.ts";
import { dayOfAnswer } from "../core/messages/github-parts.ts";
import { describedAway, refusedInvitation } from "../core/messages/join.ts";
import { isFiller } from "../core/places.ts";
import { Timezone } from "../core/settings.ts";
import { Ability, Areas, aboutPerson, Companions, Hours, Slug } from "./bodies.ts";
import type { CommonOutcome } from "./common-outcomes.ts";
import { NOTED_IN_WORDS, notedOf } from "./consent-words.ts";
import { INDEPENDENT_OUTCOMES, type IndependentOutcome, workAlone } from "./independent.ts";
import { type PersonContext, personCommand } from "./kinds.ts";
import { dated, type Ending } from "./outcome.ts";
import { placesNamed } from "./places-named.ts";
import { profileOf } from "./profile.ts";
import { SEAT_OUTCOMES, type SeatOutcome, takeSeat } from "./take-seat.ts";
import { areasHint, MOST_AREAS } from "./unusable.ts";
import { isNoChange, withoutChange } from "./without-change.ts";
import { abilityOf, HOURS_HINT, hoursOf, Private, unusable, type Words, yesOrNoOf, zoneOf } from "./words.ts";

const MODES = ["pod", "independent", "offer"] as const;

const body = () =>
  aboutPerson("join").extend({
    areas: Areas().optional(),
    ability: Ability().optional(),
    timezone: Timezone.optional(),
    advocate: z.boolean().optional(),
    hours: Hours().optional(),
    anywhere: z.boolean().optional(),
    introduce: z.boolean().optional(),
    with: Companions().optional(),
    pod: Slug().optional(),
    mode: inAnyCase(MODES, z.enum(MODES, `is one of ${MODES.join(", ")}`)).default("pod"),
  });
type Join = z.output<ReturnType<typeof body>>;

type InvitationOutcome = "invited" | "changed" | "unchanged" | "asked-not-to-be" | "forgotten";

export const join = personCommand({
  word: "join",
  usage: "<pod or area>… [tz=Europe/Berlin] [ability=newcomer] [advocate] [anywhere] [introduce]",
  does: "take a seat in a pod",
  endsPart: false,
  suits: () => true,
  body,
  example: { login: "ada", areas: ["cli", "docs"], timezone: "Europe/Berlin" },
  words,
  hint,
  run: (
    join,
    context,
  ): Promise<Ending<SeatOutcome | "described" | IndependentOutcome | InvitationOutcome | CommonOutcome>> => {
    switch (join.mode) {
      case "pod":
        return seatOrDescribe(join, context);
      case "independent":
        return workAlone(profileOf(join, context), context);
      case "offer":
        return invite(join, context);
      default:
        return unreachable(join.mode);
    }
  },
  outcomes: {
    ...SEAT_OUTCOMES,
    ...INDEPENDENT_OUTCOMES,
    described: {
      status: 200,
      say: (answer, model) =>
        `On ${dayOfAnswer(answer, model)} I noted ${NOTED_IN_WORDS[answer.noted ?? "profile"]}. You have no seat, and asked for none: \`/pod back\` takes one.`,
    },
    invited: { status: 200, say: dated((day) => `You were invited on ${day}. \`/pod accept\` takes a seat.`) },
    changed: { status: 200, say: dated((day) => `I updated your profile on ${day}.`) },
    unchanged: { status: 200, say: dated((day) => `Your profile already said so on ${day}.`) },
    "asked-not-to-be": {
      error: "conflict",
      say: "You asked not to be invited again. `/pod join` takes a seat.",
      detail: refusedInvitation.declined,
    },
    forgotten: {
      error: "conflict",
      say: "You asked to be forgotten. `/pod join` brings you back.",
      detail: refusedInvitation.forgotten,
    },
  },
});

/** Words that only describe somebody bring nobody back who has left, is on a break or works independently. */
async function seatOrDescribe(
  join: Join,
  context: PersonContext,
): Promise<Ending<SeatOutcome | "described" | CommonOutcome>> {
  const { store, subject, operation } = context;
  const profile = profileOf(join, context);
  const { standing } = (onlyDescribes(join) && (await store.find(subject))) || {};
  if (standing === undefined || !AWAY.has(standing.state)) return takeSeat({ profile, pod: join.pod }, context);
  // An operation of its own: they may have come back when the same words arrive again.
  const described = await store.describe(subject, profile, operation(1));
  if (isNoChange(described)) return withoutChange(described);
  const { pseudonym: person, kept } = described;
  const noted = notedOf(profile, kept, true);
  return { outcome: "described", person, kept, noted, more: { detail: describedAway } };
}

const AWAY: ReadonlySet<MemberState> = new Set(["paused", "alumni", "independent"]);

/** Whether somebody says something about themselves, and nothing of where they want a seat or a role. */
const onlyDescribes = ({ areas, pod, anywhere, advocate, ability, timezone, hours, introduce, with: others }: Join) =>
  areas === undefined &&
  pod === undefined &&
  anywhere !== true &&
  advocate !== true &&
  [anywhere, advocate, ability, timezone, hours, introduce, others].some((said) => said !== undefined);

/** An invitation holds no seat until the person accepts it. */
async function invite(join: Join, context: PersonContext): Promise<Ending<InvitationOutcome>> {
  const { store, subject, operation } = context;
  await store.enqueue([], operation());
  const [invited] = await store.invite([{ subject, profile: profileOf(join, context), isChosen: true }], operation());
  if (!invited) throw new Error("The store returned no outcome for an invitation.");
  const { outcome } = invited;
  if (outcome === "refused") return { outcome: invited.reason === "forgotten" ? "forgotten" : "asked-not-to-be" };
  const { pseudonym: person, kept } = invited;
  return { outcome: outcome === "added" ? "invited" : outcome, person, kept };
}

/** What would do instead of the part at fault. */
function hint(settings: Parameters<typeof areasHint>[0], part: string): string {
  const [key] = part.toLowerCase().split("=");
  if (key === "ability") return `The abilities are ${ABILITIES.map((one) => `\`${one}\``).join(", ")}.`;
  if (key === "hours") return HOURS_HINT;
  if (key === "anywhere" || key === "introduce") return `\`${key}\` stands alone, or takes \`yes\` or \`no\`.`;
  if (key === "advocate") return "`advocate` stands alone. `/pod step-down` takes it back.";
  if (Object.hasOwn(settings.areas, part)) return MOST_AREAS;
  return areasHint(settings);
}

/** Areas, a pod, `tz=`, `ability=`, `hours=`, `advocate`, `anywhere` and `introduce`, in any order. */
function words(all: Words) {
  const areas = new Set<string>();
  const said: Partial<Pick<Join, "pod" | "timezone" | "ability" | "advocate" | "hours" | "anywhere" | "introduce">> =
    {};
  const names: string[] = [];
  for (const part of all.parts) {
    const [key] = part.toLowerCase().split("=");
    if (!part.includes("=") || key === "pod") names.push(part);
    else if (key === "hours") said.hours = hoursOf(part);
    else if (key === "ability") said.ability = abilityOf(part);
    // `timezone` is its name in bodies and files.
    else if (key === "tz" || key === "timezone") said.timezone = zoneOf(part.slice(key.length + 1));
    else if (key === "anywhere") said.anywhere = yesOrNoOf(part);
    else if (key === "introduce") said.introduce = yesOrNoOf(part);
    else if (key === "with") throw new Private();
    else unusable(part);
  }
  const unread = new Set<string>();
  // `introduce introduce=no` is a no.
  for (const place of placesNamed({ ...all, parts: names })) {
    if (place.kind === "area") areas.add(place.id);
    else if (place.kind === "pod") said.pod = place.slug;
    else if (place.word.toLowerCase() === "advocate") said.advocate = true;
    else if (place.word.toLowerCase() === "anywhere") said.anywhere ??= true;
    else if (place.word.toLowerCase() === "introduce") said.introduce ??= true;
    else if (!isFiller(place.word)) unread.add(place.written);
  }
  if (unread.size > 0) unusable([...unread].join(" "));
  if (areas.size > AREAS_PER_MEMBER_MAX) unusable([...areas][AREAS_PER_MEMBER_MAX]);
  return { ...said, ...(areas.size > 0 && { areas: [...areas] }) };
}
