/** An issue or pull request: the facts from its deliveries, and what we write there. */
import { type Repository, repositoryNamed } from "./activity.ts";
import type { Other, Pseudonym } from "./member.ts";
import type { Said, Source } from "./spoken.ts";

/** `<repository id>#<number>` */
export type ThreadKey = string;
export const threadKey = (repository: number, number: number): ThreadKey => `${repository}#${number}`;

/** The numbers of the repository and of the thread in it. */
export function numbersOf(thread: ThreadKey): { readonly repository: number; readonly number: number } {
  const [repository = 0, number = 0] = thread.split("#").map(Number);
  return { repository, number };
}

/** The thread behind GitHub's name for it: `openfaas/community#12`. */
export function threadNamed(name: string, repositories: readonly Repository[]) {
  const [wanted = "", number] = name.split("#");
  const repository = repositoryNamed(wanted, repositories);
  return repository && { repository, number: Number(number) };
}

/** Where a command stands, and what its author is there. */
export interface CommentPlace {
  readonly thread: ThreadKey;
  /** `owner/name` */
  readonly repository: string;
  readonly isPrivate: boolean;
  /** The address of the text. */
  readonly url?: string;
  /** They opened the thread. */
  readonly isAuthor: boolean;
  /** They may write to the repository, or belong to its organisation. */
  readonly isInsider: boolean;
  /** GitHub saw work of theirs there before. */
  readonly isContributor: boolean;
}

/**
 * How a `/pod` command ended. It holds all that its sentence needs but names, which are put in when it is sent: so the
 * sentence stays the same whenever it is written.
 */
export interface CommandAnswer {
  /** A hash of the operation that ran the command. */
  readonly operation: string;
  readonly thread: ThreadKey;
  /** The text that the command stands in. */
  readonly source: Source;
  readonly said: Said;
  /** When it was carried out, ms: what its sentence states was so on that day. */
  readonly at: number;
  /** Who said it; `null` for people who asked to be forgotten. */
  readonly person: Pseudonym | null;
  /** The other people whom its sentence names. */
  readonly about?: readonly Pseudonym[];
  /** The word of a command, as its definition spells it. */
  readonly command: string;
  /** One of the words its definition lists as outcomes. */
  readonly outcome: string;
  readonly pod?: number;
  /** The pod that the person left for it, or that they asked for in vain. */
  readonly from?: number;
  /** `from` had open seats, but was locked. */
  readonly shut?: true;
  /** The other pods that its sentence names. */
  readonly pods?: readonly number[];
  readonly detail?: string;
  /** The areas that somebody with a seat wants instead of that of their pod, or more; or those for which they wait. */
  readonly wishes?: readonly string[];
  /** What they said about themselves, and was taken over. */
  readonly noted?: Noted;
  /** Who counted them as open to any area, if they did not say so themselves. */
  readonly counted?: Other;
  /** They said that they volunteer, and that was taken over. */
  readonly volunteers?: true;
  /** They come back by themselves at the end of their break. */
  readonly returns?: true;
}

/** `any-area` and `own-areas`: whether areas suit them that they did not name. `profile`: something else. */
export type Noted = "profile" | "any-area" | "own-areas";

/** A comment of ours that answers commands. */
export interface Reply {
  readonly comment: number;
  readonly answers: readonly CommandAnswer[];
}

/** The facts from deliveries. The one with the later `updatedAt` counts, in whichever order they arrive. */
export interface ThreadFacts {
  readonly key: ThreadKey;
  readonly repository: number;
  readonly number: number;
  readonly kind: "issue" | "pull-request";
  readonly author: Pseudonym | null;
  readonly draft: boolean;
  readonly open: boolean;
  readonly locked: boolean;
  /** The kind of work that its labels name, if it is no code. */
  readonly work?: string;
  readonly updatedAt: number;
}

/** The words of our comment to the thread's author. */
export interface Greeting {
  /** It welcomes them, and names a buddy if there is one. */
  readonly welcome?: { readonly buddy: Pseudonym | null };
  /** It says that their first pull request was merged. */
  readonly celebrates?: true;
}

/** The mention of a pod's team. */
export interface TeamMention {
  /** The pod's number. */
  readonly of: number;
  /** `asked`: whether GitHub read it as a team is not known yet. `missed`: there is none, so people are mentioned. */
  readonly state: "asked" | "reached" | "missed";
}

/** The state of our comment about a thread's pod; only `deliver` writes it, except that a command may silence it. */
export interface CommentState {
  readonly pod: number | null;
  /** The areas of the thread while none of them has a pod: the first one that forms there gets it. */
  readonly awaits: readonly string[];
  readonly commentId: number | null;
  /** Pods that were named there: each is named once. */
  readonly named: readonly number[];
  /** People whom our comment names, or may name after a crash: when they are forgotten, their names are removed. */
  readonly people: readonly Pseudonym[];
  /** People whom it mentions, or is to mention. */
  readonly mentioned: readonly Pseudonym[];
  /** People whom it mentioned at any time: nobody is mentioned there twice. */
  readonly notified: readonly Pseudonym[];
  readonly team: TeamMention | null;
  readonly greeting: Greeting;
  /** A person deleted our comment, or said `/pod quiet`: we never write there again. */
  readonly silenced: boolean;
}

export const NO_COMMENT: CommentState = {
  pod: null,
  awaits: [],
  commentId: null,
  named: [],
  people: [],
  mentioned: [],
  notified: [],
  team: null,
  greeting: {},
  silenced: false,
};

/** The label of a thread's pod; only `deliver` writes it. */
export interface LabelState {
  /** The one that we put on the thread, saved before we do. */
  readonly name: string | null;
  /** GitHub has it: if it is missing later, a person removed it. */
  readonly done: boolean;
  /** A person chose another, or removed ours: we never put one there again. */
  readonly handsOff: boolean;
}
