/**
 * Whether we speak in a thread. A comment mails everybody who watches the thread, so it is for authors who do not know the
 * pods yet; a label mails nobody.
 */

import { POD_COMMENT_NEWS_MS } from "../errand-times.ts";
import { unreachable } from "../errors.ts";
import type { Member, MemberState } from "../member.ts";
import type { Pod } from "../pod.ts";
import type { Settings } from "../settings.ts";

/** The standing of a thread's author. `declined`: an invitation. `nobody`: a bot, or an account that is gone. */
export type AuthorStanding = MemberState | "maintainer" | "declined" | "forgotten" | "nobody";

export interface Occasion {
  readonly author: AuthorStanding;
  /** ms */
  readonly createdAt: number;
  /** Since when we are here, ms. */
  readonly since: number;
  readonly now: number;
  readonly open: boolean;
  readonly draft: boolean;
  readonly locked: boolean;
  readonly isPrivate: boolean;
  /** A person deleted our comment, or said `/pod quiet`. */
  readonly silenced: boolean;
  /** Nothing but commands stand in it, so it is closed when they are answered. */
  readonly isJoinIssue: boolean;
}

/** `label`: no comment, and a label at most. `nothing`: what we said stays, and nothing new is said. */
export interface Speech {
  readonly say: "comment" | "label" | "nothing";
  readonly because: string;
}

const nothing = (because: string): Speech => ({ say: "nothing", because });
const label = (because: string): Speech => ({ say: "label", because });
const COMMENT: Speech = { say: "comment", because: "its author may not know the pods" };

export function speechIn(occasion: Occasion, { mentions }: Pick<Settings, "mentions">): Speech {
  const { createdAt, since, now } = occasion;
  if (occasion.silenced) return nothing("a person wants it quiet");
  if (!occasion.open) return nothing("it is closed");
  if (occasion.locked) return nothing("it is locked");
  if (occasion.draft && mentions.quietOnDrafts) return nothing("it is a draft");
  if (occasion.isJoinIssue) return nothing("nothing but commands stand in it");
  if (mentions.mode === "quiet") return label("mentions.mode is quiet");
  if (mentions.perThread === 0) return label("mentions.perThread is 0");
  if (occasion.isPrivate) return label("its repository is private");
  // GitHub tells times in whole seconds.
  if (createdAt < Math.floor(since / 1000) * 1000) return label("it was opened before we came");
  if (now - createdAt >= POD_COMMENT_NEWS_MS) return label("it was opened more than seven days ago");
  return speechTo(occasion.author, mentions);
}

function speechTo(author: AuthorStanding, { insiders }: Settings["mentions"]): Speech {
  switch (author) {
    case "known":
    case "invited":
    case "waiting":
      return COMMENT;
    case "seated":
    case "maintainer":
      return insiders === "comment"
        ? { say: "comment", because: "mentions.insiders is comment" }
        : label("its author knows the pods");
    case "independent":
    case "paused":
    case "declined":
    case "alumni":
    case "forgotten":
      return label("its author wants to hear nothing of pods");
    case "nobody":
      return label("no person opened it");
    default:
      return unreachable(author);
  }
}

/** Whether somebody sits in a pod, or waits for a seat in its area: they need not hear how to ask for one. */
export const hasAskedFor = ({ number, area }: Pick<Pod, "number" | "area">, { profile, standing }: Member): boolean =>
  standing.state === "seated"
    ? standing.pod === number
    : standing.state === "waiting" && (profile.anywhere === true || profile.areas.includes(area));
