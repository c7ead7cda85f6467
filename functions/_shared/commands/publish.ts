import { unreachable } from "../core/errors.ts";
import { beforeUs, notBegun, notOver } from "../core/messages/digest.ts";
import type { PublishOutcome } from "../core/ports.ts";
import type { Settings } from "../core/settings.ts";
import type { Week } from "../core/week.ts";
import { aboutWeek } from "./bodies.ts";
import type { DigestContext } from "./define.ts";
import { communityCommand } from "./kinds.ts";
import type { Ending } from "./outcome.ts";

export const publish = communityCommand({
  word: "publish",
  does: "publish the digest of a week that is over",
  body: () => aboutWeek("publish"),
  example: { week: "2026-W47" },
  run: async (
    { week },
    { digests, settings, operation }: DigestContext,
  ): Promise<Ending<PublishOutcome["outcome"]>> => {
    const published = await digests.publish(week, operation());
    const { outcome } = published;
    switch (outcome) {
      case "published":
      case "already-published":
        return {
          outcome,
          more: { week, url: digestUrl(week, settings), to: outcome === "published" ? published.to : [] },
        };
      case "not-begun":
      case "before-us":
        return { outcome };
      case "not-over":
        return { outcome, detail: published.until };
      default:
        return unreachable(outcome);
    }
  },
  outcomes: {
    published: { status: 200, detail: "The digest is published." },
    "already-published": { status: 200, detail: "The digest was published already." },
    "before-us": { error: "conflict", detail: ({ week }) => beforeUs(week) },
    "not-begun": { error: "conflict", detail: ({ week }) => notBegun(week) },
    "not-over": { error: "conflict", detail: ({ week }, { detail = "" }) => notOver(week, detail) },
  },
});

export const digestUrl = (week: Week, { publicUrl }: Settings): string => `${publicUrl}/weekly-digest/${week}`;
