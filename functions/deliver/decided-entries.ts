/** The people whom a run or a plan concerns, each with what is said to them. */
import { capital } from "#shared/core/capital.ts";
import type { Line } from "#shared/core/digest/lines.ts";
import { neutralise } from "#shared/core/github/neutralise.ts";
import { githubLink } from "#shared/core/github/site.ts";
import type { Member, Profile, Pseudonym } from "#shared/core/member.ts";
import { checkedLogin, podLink } from "#shared/core/messages/github-parts.ts";
import { type ReasonNames, reasonInWords } from "#shared/core/messages/reasons.ts";
import {
  anyArea,
  costInWords,
  countedByFile,
  namesOf,
  reasonsAboutPerson,
  reasonsNow,
} from "#shared/core/notice-words.ts";
import { type Asked, type Decided, isAsked, type PodsKnown, podIn } from "#shared/core/notices.ts";
import type { Change, Reason } from "#shared/core/plan/plan.ts";
import { areaTitle, type Settings } from "#shared/core/settings.ts";
import type { Got, NoticeEntry } from "./people-notice.ts";

interface Reasoning extends PodsKnown {
  readonly settings: Settings;
  /** All changes: they name the areas of pods that are formed and closed. */
  readonly changes: readonly Change[];
  /** Reasons that stand above the entries. */
  readonly said?: readonly Reason[];
  /** Whether the changes were made, and are no mere plan. */
  readonly isMade: boolean;
}

export interface Deciding extends Reasoning {
  /** Forgotten people are missing. */
  readonly people: ReadonlyMap<Pseudonym, Member>;
  /** Begins the sentence about what a move costs. */
  readonly cost: string;
  /** Whether somebody's role of advocate ends with the seat that a change takes. */
  readonly endsRole: (change: Asked) => boolean;
  /** Begins the sentence about a role that ends with a seat. */
  readonly noRole: string;
  /** What people got by a change, and may give up; left out where nothing is decided yet. */
  readonly got?: (change: Decided) => readonly Got[];
}

/** What becomes of somebody, in the second person for a comment, and behind the name for a chat. */
export type Say<Change extends Decided> = (
  change: Change,
  pod: (id: string) => string,
  profile: Profile,
) => readonly [comment: string, chat: string];

/** The entries in one line of a chat. */
export const inChat = (entries: readonly NoticeEntry[]): Line =>
  entries.flatMap(({ chat }, at) => [...(at > 0 ? ["; "] : []), ...chat]);

/** One entry for each person, in the order of the changes. */
export function entriesOf<Change extends Decided>(
  decided: readonly Change[],
  deciding: Deciding,
  say: Say<Change>,
): NoticeEntry[] {
  const byPerson = new Map<Pseudonym, Change[]>();
  for (const change of decided) byPerson.set(change.member, [...(byPerson.get(change.member) ?? []), change]);
  return [...byPerson].flatMap(([person, changes]) => {
    const profile = deciding.people.get(person)?.profile;
    const login = checkedLogin(profile?.login);
    if (!profile || login === undefined) return [];
    const said = changes.map((change) => sayOf(change, profile, deciding, say));
    const name: Line = [{ link: githubLink(deciding.settings, login), text: login }];
    return [
      {
        person,
        concerns: new Set(changes.flatMap((change) => deciding.got?.(change) ?? [])),
        markdown: `- @${login}: ${said.map(({ comment }, at) => (at > 0 ? capital(comment) : comment)).join(" ")}`,
        chat: [...name, ` ${said.map(({ chat }) => chat).join(" and ")}`],
      },
    ];
  });
}

function sayOf<Change extends Decided>(
  change: Change,
  profile: Profile,
  deciding: Deciding,
  say: Say<Change>,
): { comment: string; chat: string } {
  const { settings } = deciding;
  const areas = areasIn(deciding.changes);
  const names = namesOf(settings, deciding, areas);
  const linked = (id: string) => podInComment(id, deciding, names, areas);
  const [[comment], [, chat]] = [say(change, linked, profile), say(change, names.pod, profile)];
  const cost = costOf(change, profile, deciding, names, areas);
  const gain = gainOf(change, profile, deciding, cost !== "");
  const area = "to" in change ? areaOf(change.to, deciding, areas) : undefined;
  const counted = change.kind === "seat" ? countedByFile(profile, area ?? "", settings) : "";
  const unnamed = area === undefined ? "" : anyArea(profile, area, settings, cost !== "") + counted;
  if (!isAsked(change) || !deciding.endsRole(change)) return { comment: `${comment}${gain}${cost}${unnamed}`, chat };
  const from = change.from ?? "";
  return {
    comment: `${comment} ${deciding.noRole} ${linked(from)}.${gain}${cost}${unnamed}`,
    chat: `${chat}, and ${deciding.isMade ? "stopped being" : "would no longer be"} the Pod Advocate of ${names.pod(from)}`,
  };
}

/** `anyArea` and `costInWords` say it. */
const ELSEWHERE: readonly Reason["because"][] = ["unlisted-area", "worse-choice"];

/** Why it is so. `isCostly`: the area is what it costs, or is named beside it, so it is nothing that it gains. */
export function gainOf(change: Decided, profile: Profile, of: Reasoning, isCostly: boolean): string {
  const areas = areasIn(of.changes);
  const names = { ...namesOf(of.settings, of, areas), isNow: !of.isMade };
  const from = change.kind === "move" ? areaOf(change.from, of, areas) : undefined;
  const before = of.said?.map((reason) => reasonInWords(reason, names));
  const reasons = (of.isMade ? change.reasons : reasonsNow(change.reasons, profile, from)).filter(
    (reason) =>
      !ELSEWHERE.includes(reason.because) &&
      (reason.because !== "choice" || !isCostly) &&
      !before?.includes(reasonInWords(reason, names)),
  );
  return why(reasonsAboutPerson({ ...change, reasons }, names, profile, of.settings));
}

export const UNDONE = "an earlier change was taken back";

/** "" when there is nothing to say. */
export const why = (words: string): string => (words === "" ? "" : ` Why: ${whole(words)}.`);

/** A sentence of ours, in which only names are by people; these are short. */
const whole = (sentence: string): string => neutralise(sentence, Number.POSITIVE_INFINITY);

/** The areas of the pods that these changes form and close, by the pods' names in them. */
export const areasIn = (changes: readonly Change[]): ReadonlyMap<string, string> =>
  new Map(
    changes.flatMap((change) => (change.kind === "form" || change.kind === "close" ? [[change.pod, change.area]] : [])),
  );

type Areas = ReadonlyMap<string, string>;

export const areaOf = (id: string, known: PodsKnown, areas: Areas) => podIn(id, known)?.area ?? areas.get(id);

/** The pod with its area, unless its name has that, as of one that is yet to be formed; with a link if it has a page. */
function podInComment(id: string, deciding: Deciding, names: ReasonNames, areas: Areas): string {
  const pod = podIn(id, deciding);
  const area = areaOf(id, deciding, areas);
  const name = pod ? podLink(pod, deciding.settings) : `**${neutralise(names.pod(id))}**`;
  const isNamed = !pod && !(id in deciding.formed) && !Number(id);
  return area === undefined || isNamed ? name : `${name} (${neutralise(areaTitle(deciding.settings, area))})`;
}

function costOf(change: Decided, profile: Profile, deciding: Deciding, names: ReasonNames, areas: Areas): string {
  if (change.kind !== "move") return "";
  const [from, to] = [areaOf(change.from, deciding, areas), areaOf(change.to, deciding, areas)];
  const cost = from === undefined || to === undefined ? undefined : costInWords(profile, from, to, names);
  return cost === undefined ? "" : ` ${deciding.cost}: ${whole(cost)}.`;
}
