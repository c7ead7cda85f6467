import * as z from "zod";
import { Timezone } from "../core/settings.ts";
import { Ability, Areas, aboutPerson, Companions } from "./bodies.ts";
import { personJsonCommand } from "./kinds.ts";
import { profileOf } from "./profile.ts";
import { isNoChange, withoutChange } from "./without-change.ts";

export const areas = personJsonCommand({
  word: "areas",
  does: "change a person's profile: areas, ability, time zone, whether any area suits them, whether they are introduced, whom they would like to sit with",
  body: () =>
    aboutPerson("areas").extend({
      areas: Areas().optional(),
      ability: Ability().optional(),
      timezone: Timezone.optional(),
      anywhere: z.boolean().optional(),
      introduce: z.boolean().optional(),
      with: Companions().optional(),
    }),
  example: { login: "ada", areas: ["docs", "cli"] },
  run: async (body, context) => {
    const { store, subject, operation } = context;
    const described = await store.describe(subject, profileOf(body, context), operation());
    if (isNoChange(described)) return withoutChange(described);
    return { outcome: described.outcome, kept: described.kept };
  },
  outcomes: {
    changed: { status: 200, detail: "Their profile has changed. A seat they hold stays." },
    unchanged: { status: 200, detail: "Their profile already said so." },
  },
});
