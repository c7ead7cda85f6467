import * as z from "zod";
import { Login } from "../core/member.ts";
import { Slug } from "./bodies.ts";
import type { PodContext } from "./define.ts";
import { communityCommand, ofPod } from "./kinds.ts";

const EITHER = "needs either `for`, an advocate, or `pod`";

export const advocateLink = communityCommand({
  word: "link",
  does: "get a link to an advocate's private page: for the advocate it names, or for yourself by the pod; it works for a week",
  body: () =>
    z
      .strictObject({ do: z.literal("link"), for: Login.optional(), pod: Slug().optional() })
      .refine((body) => (body.for === undefined) !== (body.pod === undefined), EITHER),
  example: { for: "ada" },
  run: async (body, context: PodContext) => {
    const linked = await context.advocates.link(body.for === undefined ? { pod: body.pod ?? "" } : { login: body.for });
    if (linked.outcome !== "linked") return ofPod(body.pod ?? "", context, linked);
    return { outcome: "linked", more: { url: linked.url, expires: new Date(linked.expires).toISOString() } };
  },
  outcomes: {
    linked: {
      status: 200,
      detail: "A reader with this link sees what only the advocate and maintainers may know: send it to nobody else.",
    },
    nobody: { error: "not-found", detail: (body) => `Nobody here is called ${body.for}.` },
    "no-advocate": {
      error: "not-found",
      detail: (body) => `${body.for} is no pod's advocate now. By {"do":"link","pod":"…"} you open a page yourself.`,
    },
  },
});
