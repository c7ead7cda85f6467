/** The parts that bodies of commands are made of. */
import * as z from "zod";
import { inAnyCase } from "../core/any-case.ts";
import { lazily } from "../core/lazily.ts";
import { differentLogins } from "../core/logins.ts";
import { ABILITIES, ADVOCATE_HOURS_MAX, AREAS_PER_MEMBER_MAX, COMPANIONS_MAX, Login } from "../core/member.ts";
import { isWeek } from "../core/week.ts";

const AREAS = `is a list of one to ${AREAS_PER_MEMBER_MAX} areas, the most wanted first`;
const HOURS = `is a whole number of hours a week, 1 to ${ADVOCATE_HOURS_MAX}`;
const COMPANIONS = `is a list of at most ${COMPANIONS_MAX} logins`;

/** `profileOf` reads them. */
export const Areas = lazily(() => z.array(z.string(), AREAS).min(1, AREAS).max(AREAS_PER_MEMBER_MAX, AREAS));
export const Hours = lazily(() => z.int(HOURS).min(1, HOURS).max(ADVOCATE_HOURS_MAX, HOURS));
export const Ability = lazily(() => inAnyCase(ABILITIES, z.enum(ABILITIES, `is one of ${ABILITIES.join(", ")}`)));
export const Companions = lazily(() =>
  z.array(Login, COMPANIONS).overwrite(differentLogins).max(COMPANIONS_MAX, COMPANIONS),
);
export const Day = lazily(() => z.iso.date("is not a date such as 2026-12-24"));
export const Month = lazily(() => z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/, "is not a month such as 2027-06"));
export const Slug = lazily(() =>
  z
    .string()
    .toLowerCase()
    .regex(/^[a-z]+(-[1-9]\d*)?$/, "is not a pod's slug"),
);

/** The body of a command about a person; more fields by `.extend()`. */
export const aboutPerson = <W extends string>(word: W) => z.strictObject({ do: z.literal(word), login: Login });

/** The body of a command about a pod. */
export const aboutPod = <W extends string>(word: W) => z.strictObject({ do: z.literal(word), pod: Slug() });

const PLAN_ID_LENGTH_MAX = 64;
export const PlanId = lazily(() => z.string().min(1).max(PLAN_ID_LENGTH_MAX));
const RUN_ID_LENGTH_MAX = 80;
export const RunId = lazily(() => z.string().min(1).max(RUN_ID_LENGTH_MAX));

/** The body of a command about a week's digest. */
export const aboutWeek = <W extends string>(word: W) =>
  z.strictObject({
    do: z.literal(word),
    week: z.string().toUpperCase().refine(isWeek, "is not an ISO week such as 2026-W47"),
  });
