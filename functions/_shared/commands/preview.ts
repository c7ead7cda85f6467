import { beforeUs, notBegun } from "../core/messages/digest.ts";
import { aboutWeek } from "./bodies.ts";
import type { DigestContext } from "./define.ts";
import { communityCommand } from "./kinds.ts";
import { digestUrl } from "./publish.ts";

export const preview = communityCommand({
  word: "preview",
  does: "see a week's digest as it would be published now; nothing is stored",
  body: () => aboutWeek("preview"),
  example: { week: "2026-W47" },
  run: async ({ week }, { digests, settings }: DigestContext) => {
    const { outcome, ...shown } = await digests.preview(week);
    return { outcome, more: { week, url: digestUrl(week, settings), ...shown } };
  },
  outcomes: {
    previewed: { status: 200, detail: "This is the digest as it would be published now." },
    "before-us": { error: "conflict", detail: ({ week }) => beforeUs(week) },
    "not-begun": { error: "conflict", detail: ({ week }) => notBegun(week) },
  },
});
