/** The bodies of commands: one zod union a function, told apart by `do`. The words are those of `/pod`. */
import * as z from "zod";
import { ABILITIES, ADVOCATE_HOURS_MAX, AREAS_PER_MEMBER_MAX, Login, withoutRepeats } from "./member.ts";
import { POD_NAME_LENGTH_MAX } from "./pod.ts";
import { AreaId, MeetingTime, Timezone } from "./settings.ts";
import { isWeek } from "./week.ts";

const AREAS = `is a list of one to ${AREAS_PER_MEMBER_MAX} areas, the most wanted first`;
const Areas = z.array(AreaId, AREAS).min(1, AREAS).max(AREAS_PER_MEMBER_MAX, AREAS).transform(withoutRepeats);
const Slug = z.string().regex(/^[a-z]+(-[1-9]\d*)?$/, "is not a pod's slug");
const HOURS = `is a whole number of hours a week, 1 to ${ADVOCATE_HOURS_MAX}`;
const Hours = z.int(HOURS).min(1, HOURS).max(ADVOCATE_HOURS_MAX, HOURS);
const Day = z.iso.date("is not a date such as 2026-12-24");
const Ability = z.enum(ABILITIES, `is one of ${ABILITIES.join(", ")}`);
const MODES = ["pod", "independent", "offer"] as const;
const Week = z.string().refine(isWeek, "is not an ISO week such as 2026-W47");
const about = <W extends string>(word: W) => z.strictObject({ do: z.literal(word), login: Login });

export const Join = z.strictObject({
  do: z.literal("join"),
  login: Login,
  areas: Areas.optional(),
  ability: Ability.optional(),
  timezone: Timezone.optional(),
  advocate: z.boolean().optional(),
  hours: Hours.optional(),
  pod: Slug.optional(),
  mode: z.enum(MODES, `is one of ${MODES.join(", ")}`).default("pod"),
});

/** join-pod */
export const MemberCommand = z.discriminatedUnion("do", [
  Join,
  about("leave"),
  about("pause").extend({ until: Day.optional() }),
  about("back"),
  about("accept"),
  about("decline"),
  about("stay"),
  about("independent"),
  about("advocate").extend({ hours: Hours.optional() }),
  about("step-down"),
  about("areas").extend({
    areas: Areas.optional(),
    ability: Ability.optional(),
    timezone: Timezone.optional(),
  }),
  about("forget"),
  about("export"),
]);

/** rebalance */
export const RebalanceCommand = z.discriminatedUnion("do", [
  z.strictObject({ do: z.literal("plan") }),
  z.strictObject({
    do: z.literal("apply"),
    plan: z.string().min(1).max(64),
    except: z.array(Login).max(1000).default([]),
  }),
  z.strictObject({ do: z.literal("undo"), run: z.string().min(1).max(80) }),
  z.strictObject({ do: z.literal("discard"), plan: z.string().min(1).max(64) }),
]);

/** weekly-digest */
export const DigestCommand = z.discriminatedUnion("do", [
  z.strictObject({ do: z.literal("preview"), week: Week }),
  z.strictObject({ do: z.literal("publish"), week: Week }),
  z.strictObject({ do: z.literal("correct"), week: Week }),
]);

/** pods */
export const PodCommand = z.discriminatedUnion("do", [
  z.strictObject({ do: z.literal("initialise") }),
  z.strictObject({ do: z.literal("rename"), pod: Slug, name: z.string().trim().min(1).max(POD_NAME_LENGTH_MAX) }),
  z.strictObject({ do: z.literal("advocate"), pod: Slug, login: Login }),
  z.strictObject({ do: z.literal("meeting"), pod: Slug, ...MeetingTime.shape }),
  z.strictObject({ do: z.literal("lock"), pod: Slug }),
  z.strictObject({ do: z.literal("unlock"), pod: Slug }),
  z.strictObject({ do: z.literal("pin"), login: Login }),
  z.strictObject({ do: z.literal("unpin"), login: Login }),
]);

export type Join = z.infer<typeof Join>;
export type MemberCommand = z.infer<typeof MemberCommand>;
export type RebalanceCommand = z.infer<typeof RebalanceCommand>;
export type DigestCommand = z.infer<typeof DigestCommand>;
export type PodCommand = z.infer<typeof PodCommand>;
