/** The answers of the join form: what `join-pod` reads, and the OpenAPI document shows. */
import * as z from "zod";
import { inAnyCase } from "../core/any-case.ts";
import { ABILITIES } from "../core/member.ts";
import { Timezone } from "../core/settings.ts";
import { YesOrNo } from "./yes-or-no.ts";

export const MatchesQuery = z.object({
  area: z.string().optional().describe("One area, by id or title"),
  timezone: Timezone.optional(),
  ability: inAnyCase(ABILITIES, z.enum(ABILITIES)).optional(),
  anywhere: YesOrNo.optional().describe("Whether any area suits them"),
  introduce: YesOrNo.optional().describe("Whether the channel is to hear of them; fills in the comment on the page"),
});
