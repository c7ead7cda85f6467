import * as z from "zod";
import { Login } from "../core/member.ts";
import type { DigestContext } from "./define.ts";
import { communityCommand } from "./kinds.ts";

/** In `for`: the maintainer who asks. */
const ONESELF = "connection";

export const connectionLink = communityCommand({
  word: "link",
  does: "get a link to the page that measures connection, for yourself or for the maintainer it names; it works for a week",
  body: () => z.strictObject({ do: z.literal("link"), for: Login.default(ONESELF) }),
  example: { for: ONESELF },
  run: async (body, { digests }: DigestContext) => {
    const linked = await digests.link(body.for === ONESELF ? undefined : body.for);
    if (linked.outcome !== "linked") return linked;
    return { outcome: "linked", more: { url: linked.url, expires: new Date(linked.expires).toISOString() } };
  },
  outcomes: {
    linked: { status: 200, detail: "A visitor with this link sees what maintainers see: send it to nobody else." },
    nobody: { error: "not-found", detail: (body) => `No maintainer here is called ${body.for}.` },
  },
});
