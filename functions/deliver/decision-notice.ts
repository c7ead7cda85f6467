/** Tells people of decisions about them that no run made. */
import { capital } from "#shared/core/capital.ts";
import { dayInWords } from "#shared/core/digest/dates.ts";
import { neutralise } from "#shared/core/github/neutralise.ts";
import { githubLink } from "#shared/core/github/site.ts";
import type { Profile, Pseudonym } from "#shared/core/member.ts";
import { checkedLogin, podLink } from "#shared/core/messages/github-parts.ts";
import { unmadeBecause } from "#shared/core/messages/unmade.ts";
import {
  choiceOf,
  countedByFile,
  fileOf,
  podDecided,
  podNameDecided,
  stands,
  volunteeringOf,
} from "#shared/core/notices.ts";
import { type Claim, type DecisionNotice, type Gathered, noticesIn } from "#shared/core/outbox.ts";
import { mayBeUnderWay } from "#shared/core/plan/done-by-run.ts";
import { byNumber, type Pod } from "#shared/core/pod.ts";
import { areaTitle, type Settings } from "#shared/core/settings.ts";
import { dayOf } from "#shared/core/week.ts";
import { inChat } from "./decided-entries.ts";
import { isOldNews, OLD_NEWS } from "./notice-comment.ts";
import { type NoticeEntry, type PeopleContext, tellPeople } from "./people-notice.ts";
import type { Result } from "./results.ts";

/** Of decisions about the same matter the last is told, and none that holds no longer. */
export async function sendDecisionNotice(
  claim: Claim,
  notice: Gathered<DecisionNotice>,
  context: PeopleContext,
): Promise<Result> {
  const { now } = context;
  const all = noticesIn<DecisionNotice>(notice);
  // The notice of the run tells of it, as soon as the run has ended.
  if (all.some(({ run, at }) => run !== undefined && mayBeUnderWay(at, now)))
    return { state: "off", detail: "its run tells" };
  // A seat comes before the role that it brings.
  const news = all
    .filter(({ at }) => !isOldNews({ since: at }, now))
    .sort((a, b) => Number(isRole(a.what)) - Number(isRole(b.what)));
  if (news.length === 0) return OLD_NEWS;
  return tellPeople(
    claim,
    {
      entries: await decisionEntries(news, context),
      concerned: new Set(all.map(({ person }) => person)),
      comment: commentOf,
      post: (entries) => [...inChat(entries), "."],
    },
    context,
  );
}

/** One for each person, of decisions that still hold. */
export async function decisionEntries(
  news: readonly DecisionNotice[],
  { store, settings }: Pick<PeopleContext, "store" | "settings">,
): Promise<DecisionEntry[]> {
  const [people, pods] = await Promise.all([
    store.members(news.map(({ person }) => person)),
    store.podsNumbered(news.flatMap((one) => podDecided(one) || [])),
  ]);
  const numbered = byNumber(pods);
  const lastNames = await store.lastNames(news.map(podDecided).filter((number) => !numbered.has(number)));
  const last = new Map<string, Decided>();
  for (const one of news) {
    const [member, pod] = [people.get(one.person), numbered.get(podDecided(one))];
    const login = checkedLogin(member?.profile.login);
    if (member && login !== undefined && stands(one, pod, member, settings))
      last.set(
        `${one.person} ${matterOf(one.what)}`,
        decidedOf(one, login, member.profile, { pod, lastNames }, settings),
      );
  }
  const byPerson = new Map<Pseudonym, Decided[]>();
  for (const one of last.values()) byPerson.set(one.person, [...(byPerson.get(one.person) ?? []), one]);
  return [...byPerson.values()].map((decided) => entryOf(decided, settings));
}

interface Decided extends Pick<NoticeEntry, "person"> {
  readonly login: string;
  /** `22 November 2026` */
  readonly day: string;
  /** What was decided, behind the day; and behind the name for a chat. */
  readonly comment: string;
  readonly chat: string;
  readonly no: No;
}

interface DecisionEntry extends NoticeEntry {
  /** How to say no. */
  readonly no: string;
}

/** All that was decided about one person, who is mentioned once. */
function entryOf(decided: readonly Decided[], settings: Settings): DecisionEntry {
  const { person = "", login = "" } = decided[0] ?? {};
  const said = decided.map(({ day, comment }, at) => {
    const dated = day === decided[at - 1]?.day ? comment : `on ${day} ${comment}`;
    return at > 0 ? capital(dated) : dated;
  });
  const chat = decided.map((one) => `${one.chat} on ${one.day}`).join(" and ");
  return {
    person,
    concerns: new Set(),
    markdown: `@${login}: ${said.join(" ")}`,
    chat: [{ link: githubLink(settings, login), text: login }, ` ${chat}`],
    no: howToSayNo(decided.map((one) => one.no)),
  };
}

type Word = DecisionNotice["what"];

const isRole = (what: Word): boolean => what.startsWith("role");
const matterOf = (what: Word): string => (isRole(what) ? "role" : what);

function decidedOf(
  notice: DecisionNotice,
  login: string,
  profile: Profile,
  { pod, lastNames }: { readonly pod: Pod | undefined; readonly lastNames: ReadonlyMap<number, string> },
  settings: Settings,
): Decided {
  const { person, what, at, why: reason } = notice;
  const day = dayInWords(dayOf(at, settings.digest.timezone));
  const { comment, chat, no } = WORDS[what];
  const name = podNameDecided(notice, pod, lastNames);
  const told: Told = {
    pod: pod ? podLink(pod, settings) : `**${neutralise(name)}**`,
    profile,
    file: neutralise(fileOf(settings.community)),
    volunteering: neutralise(volunteeringOf(profile, settings)),
    area: (id) => neutralise(areaTitle(settings, id)),
    why: reason ? `, as ${unmadeBecause(reason)}` : "",
    ...(pod && { choice: choiceOf(profile, pod, settings) + countedByFile(profile, pod.area, settings) }),
  };
  return { person, login, day, comment: comment(told), chat: chat(name), no: typeof no === "function" ? no(told) : no };
}

/** Says how to say no once, if that is the same for all. */
function commentOf(entries: readonly DecisionEntry[]): string {
  const [no = "", ...others] = new Set(entries.map((one) => one.no));
  const dash = entries.length > 1 ? "- " : "";
  const withNo = ({ markdown, no }: DecisionEntry) => [markdown, others.length > 0 ? no : ""].filter(Boolean).join(" ");
  const lines = entries.map((one) => `${dash}${withNo(one)}`).join("\n");
  return others.length > 0 || no === "" ? lines : `${lines}\n\n${no}`;
}

/** How to say no to a decision: by a command, or by telling a maintainer; else what people may want who would rather not. */
type No = Way | { readonly wish: string } | "tell" | "nothing";

interface Way {
  readonly by: string;
  /** What the command does, where that is not the mere opposite of the decision. */
  readonly does?: string;
}

/** All that one person may do, each command once with all that it does. */
function howToSayNo(all: readonly No[]): string {
  const ways = new Map<string, string[]>();
  for (const no of all)
    if (typeof no === "object" && "by" in no) ways.set(no.by, [...(ways.get(no.by) ?? []), no.does ?? ""]);
  const wishes = new Set(all.flatMap((no) => (typeof no === "object" && "wish" in no ? [no.wish] : [])));
  const tells = all.includes("tell");
  const inWords = [...ways].map(([by, does]) => [`\`${by}\``, does.filter(Boolean).join(" and ")].join(" ").trim());
  const commands = [...inWords, ...(tells ? ["for the rest, tell a maintainer here"] : [])].join("; ");
  const no = ways.size > 0 ? [`To say no: ${commands}.`] : tells ? ["To say no, tell a maintainer here."] : [];
  return [...no, ...wishes].join(" ");
}

interface Told {
  /** With a link, if it has a page. */
  readonly pod: string;
  /** A sentence, if the pod's area is not their first choice. */
  readonly choice?: string;
  readonly profile: Profile;
  /** The cause, if a maintainer imported it. */
  readonly file: string;
  /** Why they may get the role. */
  readonly volunteering: string;
  readonly area: (id: string) => string;
  /** Of a move that is not made. */
  readonly why: string;
}

/** Everybody reads them. Breaks and experience are nobody else's business, so a break has the words of any other cause. */
interface Words {
  readonly comment: (told: Told) => string;
  /** Behind the name, and before the day: what happened then. */
  readonly chat: (pod: string) => string;
  readonly no: No | ((told: Told) => No);
}

const NO_ROLE: No = { by: "/pod step-down", does: "gives up the role, and you keep your seat" };
const NO_PLACE: No = { by: "/pod leave", does: "takes you off the list" };
const NO_NEW_SEAT: No = { by: "/pod leave", does: "gives up the seat" };
/** After the undo of an import we know no area of theirs any more. */
const NO_SEAT = ({ profile: { areas, anywhere } }: Told): No => ({
  wish: `Would you rather stay? \`/pod join\`${areas.length === 0 && !anywhere ? " with the name of an area" : ""} asks for a seat again.`,
});

const areasInWords = ({ profile: { areas }, area }: Told): string => areas.map(area).join(", ") || "any pod";

const advocate = (pod: string): string => `became the Pod Advocate of ${pod}`;
const roleEnded = (pod: string): string => `stopped being the Pod Advocate of ${pod}`;
const seated = (pod: string): string => `got a seat in ${pod}`;

/** What gives or ends a seat, up to the verb. */
type Cause = (told: Told) => string;
const MAINTAINER: Cause = () => "a maintainer";
const FILE: Cause = ({ file }) => file;
const UNLISTED: Cause = ({ file }) => `${file} listed you as somebody who works independently, which`;
const TAKEN_BACK: Cause = ({ file }) => `${file} that had listed you was taken back, which`;

const seatGiven = (cause: Cause): Words => ({
  comment: (told) => `${cause(told)} gave you a seat in ${told.pod}.${told.choice ?? ""}`,
  chat: seated,
  no: NO_NEW_SEAT,
});

const seatEnded = (cause: Cause): Words => ({
  comment: (told) => `${cause(told)} ended your seat in ${told.pod}.`,
  chat: (pod) => `left ${pod}`,
  no: NO_SEAT,
});

const seatAndRoleEnded = (cause: Cause): Words => ({
  comment: (told) => `${cause(told)} ended your seat in ${told.pod} and your role as its Pod Advocate.`,
  chat: (pod) => `left ${pod} and the role as its Pod Advocate`,
  no: NO_SEAT,
});

const PLACE_ENDED: Words = {
  comment: () => "a maintainer took you off the waiting list.",
  chat: () => "left the waiting list",
  no: NO_SEAT,
};
const otherProfile = (): string => "got another profile";

const UNMADE: Words = {
  comment: ({ pod, why }) => `the move that you were asked about was called off${why}. You keep your seat in ${pod}.`,
  chat: (pod) => `stayed in ${pod}`,
  no: "nothing",
};

const WORDS: Readonly<Record<Word, Words>> = {
  "role-fell": {
    comment: ({ pod, volunteering }) =>
      `you became the Pod Advocate of ${pod}, because ${volunteering} and the role was free.`,
    chat: advocate,
    no: NO_ROLE,
  },
  "role-given": {
    comment: ({ pod }) => `a maintainer made you the Pod Advocate of ${pod}.`,
    chat: advocate,
    no: NO_ROLE,
  },
  "role-ended": {
    comment: ({ pod }) => `a maintainer ended your role as the Pod Advocate of ${pod}. You keep your seat.`,
    chat: roleEnded,
    no: "tell",
  },
  "role-listed": {
    comment: ({ pod, file }) => `${file} made you the Pod Advocate of ${pod}, as it listed you as a volunteer.`,
    chat: advocate,
    no: NO_ROLE,
  },
  "role-unlisted": {
    comment: ({ pod, file }) =>
      `${file} listed you as somebody who does not volunteer, which ended your role as the Pod Advocate of ${pod}. You keep your seat.`,
    chat: roleEnded,
    no: { by: "/pod advocate", does: "volunteers again" },
  },
  "seat-found": {
    comment: ({ pod, choice = "" }) => `enough people waited for a new pod, and you got a seat in ${pod}.${choice}`,
    chat: seated,
    no: NO_NEW_SEAT,
  },
  "seat-given": seatGiven(MAINTAINER),
  "seat-listed": seatGiven(FILE),
  "seat-back": {
    comment: ({ pod, choice = "" }) => `you got a seat in ${pod}.${choice}`,
    chat: seated,
    no: NO_NEW_SEAT,
  },
  "seat-ended": seatEnded(MAINTAINER),
  "seat-unlisted": seatEnded(UNLISTED),
  "seat-taken-back": seatEnded(TAKEN_BACK),
  "seat-paused": seatEnded(MAINTAINER),
  "seat-and-role-ended": seatAndRoleEnded(MAINTAINER),
  "seat-and-role-unlisted": seatAndRoleEnded(UNLISTED),
  "seat-and-role-taken-back": seatAndRoleEnded(TAKEN_BACK),
  "seat-and-role-paused": seatAndRoleEnded(MAINTAINER),
  "place-given": {
    comment: (told) => `a maintainer put you on the waiting list for ${areasInWords(told)}.`,
    chat: () => "went on the waiting list",
    no: NO_PLACE,
  },
  "place-back": {
    comment: (told) => `you went on the waiting list for ${areasInWords(told)}.`,
    chat: () => "went on the waiting list",
    no: NO_PLACE,
  },
  "place-ended": PLACE_ENDED,
  "place-paused": PLACE_ENDED,
  "areas-set": {
    comment: (told) => `a maintainer changed your areas to ${areasInWords(told)}.`,
    chat: () => "got other areas",
    no: { by: "/pod join", does: "with the names of your areas changes them again" },
  },
  "anywhere-set": {
    comment: () => "a maintainer noted that any area suits you, so you may get a seat in one that you did not name.",
    chat: () => "became open to any area",
    no: { by: "/pod join anywhere=no" },
  },
  "anywhere-ended": {
    comment: () => "a maintainer noted that only the areas you named suit you.",
    chat: () => "became open only to the areas they named",
    no: { by: "/pod join anywhere" },
  },
  "introduce-set": {
    comment: () => "a maintainer noted that you agree to be introduced to the community.",
    chat: () => "was listed to be introduced",
    no: { by: "/pod join introduce=no" },
  },
  "introduce-ended": {
    comment: () => "a maintainer noted that you would rather not be introduced to the community.",
    chat: () => "was listed not to be introduced",
    no: { by: "/pod join introduce" },
  },
  "ability-set": {
    comment: () => "a maintainer changed your profile.",
    chat: otherProfile,
    no: "tell",
  },
  "timezone-set": {
    comment: () => "a maintainer changed the time zone in your profile.",
    chat: otherProfile,
    no: "tell",
  },
  "volunteer-set": {
    comment: () => "a maintainer listed you as somebody who volunteers as a Pod Advocate.",
    chat: () => "was listed as a volunteer for Pod Advocate",
    no: { by: "/pod step-down", does: "takes you off the list of volunteers" },
  },
  "volunteer-ended": {
    comment: () => "a maintainer listed you as somebody who does not volunteer as a Pod Advocate.",
    chat: () => "was taken off the volunteers for Pod Advocate",
    no: { by: "/pod advocate", does: "puts you on the list of volunteers" },
  },
  "move-stopped": UNMADE,
  "move-dropped": UNMADE,
};
