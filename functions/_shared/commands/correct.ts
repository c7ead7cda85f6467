import { nothingToCorrect } from "../core/messages/digest.ts";
import { aboutWeek } from "./bodies.ts";
import type { DigestContext } from "./define.ts";
import { communityCommand } from "./kinds.ts";
import { digestUrl } from "./publish.ts";

export const correct = communityCommand({
  word: "correct",
  does: "rebuild a published digest with newer facts; posts in chats stay as they are",
  body: () => aboutWeek("correct"),
  example: { week: "2026-W47" },
  run: async ({ week }, { digests, settings, operation }: DigestContext) => {
    const { outcome } = await digests.correct(week, operation());
    return { outcome, ...(outcome !== "not-published" && { more: { week, url: digestUrl(week, settings), to: [] } }) };
  },
  outcomes: {
    corrected: { status: 200, detail: "The digest is corrected." },
    unchanged: { status: 200, detail: "Nothing new has become known, so the digest stays as it was." },
    "not-published": { error: "conflict", detail: ({ week }) => nothingToCorrect(week) },
  },
});
