import * as z from "zod";
import { unreachable } from "../core/errors.ts";
import { Login } from "../core/member.ts";
import { noPlanYet, noRun } from "../core/messages/plan.ts";
import { RunId } from "./bodies.ts";
import { planCommand } from "./kinds.ts";
import type { Ending } from "./outcome.ts";

/** In `for`: the maintainer who asks. */
const ONESELF = "plan";

export const link = planCommand({
  word: "link",
  does: "get a link to the latest plan or to a run, for yourself or for the maintainer it names; it works for a week",
  body: () => z.strictObject({ do: z.literal("link"), for: Login.default(ONESELF), run: RunId().optional() }),
  example: { for: "captain" },
  underWay: "linking",
  run: async (body, { plans }): Promise<Ending<"linked" | "no-plan" | "no-run" | "nobody">> => {
    const linked = await plans.link({ login: body.for === ONESELF ? undefined : body.for, run: body.run });
    switch (linked.outcome) {
      case "linked":
        return { outcome: "linked", more: { url: linked.url, expires: new Date(linked.expires).toISOString() } };
      case "no-plan":
      case "no-run":
      case "nobody":
        return linked;
      default:
        return unreachable(linked);
    }
  },
  outcomes: {
    linked: {
      status: 200,
      detail: "A visitor with this link acts for the person it was made for: send it to nobody else.",
    },
    "no-plan": { error: "not-found", detail: noPlanYet },
    "no-run": { error: "not-found", detail: ({ run = "" }) => noRun(run) },
    nobody: {
      error: "not-found",
      detail: (body) =>
        `No maintainer here is called ${body.for}. Only maintainers see who moves where; what concerns somebody else ` +
        `stands on their own page, pods/people/${body.for}.`,
    },
  },
});
