/** Tells people of decisions about them that no run made. */
import { capital } from "#shared/core/capital.ts";
import { dayInWords } from "#shared/core/digest/dates.ts";
import { neutralise } from "#shared/core/github/neutralise.ts";
import { githubLink } from "#shared/core/github/site.ts";
import type { Profile, Pseudonym } from "#shared/core/member.ts";
import { DECISION_WORDS, type ToldOf, toPerson } from "#shared/core/messages/decisions.ts";
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
import { type Claim, type DecisionNotice, type DroppedWord, type Gathered, noticesIn } from "#shared/core/outbox.ts";
import { byNumber, type Pod } from "#shared/core/pod.ts";
import { areaTitle, type Settings } from "#shared/core/settings.ts";
import { dayOf } from "#shared/core/week.ts";
import { inChat } from "./decided-entries.ts";
import { isOldNews, OLD_NEWS } from "./notice-comment.ts";
import { type Entry, type PeopleContext, tellPeople } from "./people-notice.ts";
import type { Result } from "./results.ts";

/** Of decisions about the same matter the last is told, and none that holds no longer. */
export async function sendDecisionNotice(
  claim: Claim,
  notice: Gathered<DecisionNotice>,
  context: PeopleContext,
): Promise<Result> {
  const { now } = context;
  const all = noticesIn<DecisionNotice>(notice);
  // The notice of the run tells of it, as soon as the run has ended. A run that was cut off may never end.
  if (all.some(({ run, at }) => run !== undefined && now - at < RUN_MS))
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
  const last = new Map<string, Decided>();
  for (const one of news) {
    const [member, pod] = [people.get(one.person), numbered.get(podDecided(one))];
    const login = checkedLogin(member?.profile.login);
    if (member && login !== undefined && stands(one, pod, member, settings))
      last.set(`${one.person} ${matterOf(one.what)}`, decidedOf(one, login, member.profile, pod, settings));
  }
  const byPerson = new Map<Pseudonym, Decided[]>();
  for (const one of last.values()) byPerson.set(one.person, [...(byPerson.get(one.person) ?? []), one]);
  return [...byPerson.values()].map((decided) => entryOf(decided, settings));
}

/** A run takes seconds. */
const RUN_MS = 600_000;

interface Decided extends Pick<Entry, "person"> {
  readonly login: string;
  /** `22 November 2026` */
  readonly day: string;
  /** What was decided, behind the day; and behind the name for a chat. */
  readonly comment: string;
  readonly chat: string;
  readonly no: No;
}

interface DecisionEntry extends Entry {
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
    login,
    said: said.join(" "),
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
  pod: Pod | undefined,
  settings: Settings,
): Decided {
  const { person, what, at, why: reason } = notice;
  const day = dayInWords(dayOf(at, settings.digest.timezone));
  const { chat, no } = WAYS[what];
  const name = podNameDecided(notice, pod);
  const areas = neutralise(profile.areas.map((id) => areaTitle(settings, id)).join(", ") || "any pod");
  const told: Told = {
    ...toPerson,
    // With a link, if it has a page.
    pod: pod ? podLink(pod, settings) : `**${name}**`,
    profile,
    file: neutralise(fileOf(settings.community)),
    volunteering: neutralise(volunteeringOf(profile, settings)),
    areas: (preposition) => ` ${preposition} ${areas}`,
  };
  const comment = isUnmade(what) ? unmade(told.pod, reason) : DECISION_WORDS[what](told);
  const choice =
    pod && SEAT_GIVEN_BY.includes(what)
      ? choiceOf(profile, pod, settings) + countedByFile(profile, pod.area, settings)
      : "";
  return {
    ...{ person, login, day, comment: `${comment}${choice}`, chat: chat(name) },
    no: typeof no === "function" ? no(told) : no,
  };
}

const isUnmade = (what: Word): what is DroppedWord => what === "move-stopped" || what === "move-dropped";

const unmade = (pod: string, reason: DecisionNotice["why"]): string =>
  `the move that you were asked about is not made${reason ? `, as ${unmadeBecause(reason)}` : ""}. You keep your seat in ${pod}.`;

/** Whoever gets a seat reads which choice its area is. */
const SEAT_GIVEN_BY: readonly Word[] = ["seat-found", "seat-given", "seat-listed", "seat-back"];

/** Says how to say no once, if that is the same for all. */
function commentOf(entries: readonly DecisionEntry[]): string {
  const [no = "", ...others] = new Set(entries.map((one) => one.no));
  const dash = entries.length > 1 ? "- " : "";
  const withNo = ({ login, said, no }: DecisionEntry) =>
    [`@${login}: ${said}`, others.length > 0 ? no : ""].filter(Boolean).join(" ");
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

interface Told extends ToldOf {
  readonly profile: Profile;
}

/** What is said for a chat, and how to say no. */
interface Ways {
  /** Behind the name. Breaks and experience are nobody else's business. */
  readonly chat: (pod: string) => string;
  readonly no: No | ((told: Told) => No);
}

const NO_ROLE: No = { by: "/pod step-down", does: "gives up the role, and you keep your seat" };
const NO_NEW_SEAT: No = { by: "/pod leave", does: "gives up the seat" };
/** After the undo of an import we know no area of theirs any more. */
const NO_SEAT = ({ profile: { areas, anywhere } }: Told): No => ({
  wish: `Would you rather stay? \`/pod join\`${areas.length === 0 && !anywhere ? " with the name of an area" : ""} asks for a seat again.`,
});
const NO_BREAK: No = { wish: "Would you rather go on? `/pod back` asks for a seat again." };

const advocate = (pod: string): string => `became the Pod Advocate of ${pod}`;
const roleEnded = (pod: string): string => `stopped being the Pod Advocate of ${pod}`;
const seated = (pod: string): string => `got a seat in ${pod}`;
const waits = (): string => "is on the waiting list";
const otherProfile = (): string => "has another profile";

const ROLE_GIVEN: Ways = { chat: advocate, no: NO_ROLE };
const SEAT_GIVEN: Ways = { chat: seated, no: NO_NEW_SEAT };
const SEAT_ENDED: Ways = { chat: (pod) => `left ${pod}`, no: NO_SEAT };
const SEAT_AND_ROLE_ENDED: Ways = { chat: (pod) => `left ${pod}, and is no longer its Pod Advocate,`, no: NO_SEAT };
const PLACE_ENDED: Ways = { chat: () => "left the waiting list", no: NO_SEAT };
const UNMADE: Ways = { chat: (pod) => `stayed in ${pod}`, no: "nothing" };

const WAYS: Readonly<Record<Word, Ways>> = {
  "role-fell": ROLE_GIVEN,
  "role-given": ROLE_GIVEN,
  "role-ended": { chat: roleEnded, no: "tell" },
  "role-listed": ROLE_GIVEN,
  "role-unlisted": { chat: roleEnded, no: { by: "/pod advocate", does: "volunteers again" } },
  "seat-found": SEAT_GIVEN,
  "seat-given": SEAT_GIVEN,
  "seat-listed": SEAT_GIVEN,
  "seat-back": { chat: seated, no: { by: "/pod pause", does: "gives up the seat for longer" } },
  "seat-ended": SEAT_ENDED,
  "seat-unlisted": SEAT_ENDED,
  "seat-taken-back": SEAT_ENDED,
  "seat-paused": { ...SEAT_ENDED, no: NO_BREAK },
  "seat-and-role-ended": SEAT_AND_ROLE_ENDED,
  "seat-and-role-unlisted": SEAT_AND_ROLE_ENDED,
  "seat-and-role-taken-back": SEAT_AND_ROLE_ENDED,
  "seat-and-role-paused": { ...SEAT_AND_ROLE_ENDED, no: NO_BREAK },
  "place-given": { chat: waits, no: { by: "/pod leave", does: "takes you off the list" } },
  "place-back": { chat: waits, no: { by: "/pod pause", does: "takes you off the list for longer" } },
  "place-ended": PLACE_ENDED,
  "place-paused": { ...PLACE_ENDED, no: NO_BREAK },
  "areas-set": {
    chat: () => "has other areas",
    no: { by: "/pod join", does: "with the names of your areas changes them again" },
  },
  "anywhere-set": { chat: () => "is open to any area", no: { by: "/pod join anywhere=no" } },
  "anywhere-ended": { chat: () => "is open to the areas they named", no: { by: "/pod join anywhere" } },
  "introduce-set": { chat: () => "agrees to be introduced", no: { by: "/pod join introduce=no" } },
  "introduce-ended": { chat: () => "is not introduced", no: { by: "/pod join introduce" } },
  "ability-set": { chat: otherProfile, no: "tell" },
  "timezone-set": { chat: otherProfile, no: "tell" },
  "volunteer-set": {
    chat: () => "volunteers as a Pod Advocate",
    no: { by: "/pod step-down", does: "takes you off the list of volunteers" },
  },
  "volunteer-ended": {
    chat: () => "does not volunteer as a Pod Advocate",
    no: { by: "/pod advocate", does: "puts you on the list of volunteers" },
  },
  "move-stopped": UNMADE,
  "move-dropped": UNMADE,
};
