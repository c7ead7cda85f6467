/** Tells people of decisions about them that no run made. */
import { capital } from "#shared/core/capital.ts";
import { podsAndLastNames } from "#shared/core/closed-pod.ts";
import { dayInWords } from "#shared/core/digest/dates.ts";
import { neutralise } from "#shared/core/github/neutralise.ts";
import { githubLink } from "#shared/core/github/site.ts";
import type { Profile, Pseudonym } from "#shared/core/member.ts";
import { checkedLogin, podLink } from "#shared/core/messages/github-parts.ts";
import { unmadeBecause } from "#shared/core/messages/unmade.ts";
import { type DecisionNotice, type Gathered, noticesIn } from "#shared/core/notice-errands.ts";
import { choiceOf, countedByFile, fileOf, volunteeringOf } from "#shared/core/notice-words.ts";
import { podDecided, podNameDecided, stands } from "#shared/core/notices.ts";
import type { Claim } from "#shared/core/outbox.ts";
import { mayBeUnderWay } from "#shared/core/plan/done-by-run.ts";
import type { Pod } from "#shared/core/pod.ts";
import { areaTitle, type Settings } from "#shared/core/settings.ts";
import { dayOf } from "#shared/core/week.ts";
import { inChat } from "./decided-entries.ts";
import { DECISION_WORDS, type DecisionFacts, type No } from "./decision-words.ts";
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
  const [people, { pods, lastNames }] = await Promise.all([
    store.members(news.map(({ person }) => person)),
    podsAndLastNames(
      news.flatMap((one) => podDecided(one) || []),
      store,
    ),
  ]);
  const last = new Map<string, DecisionInWords>();
  for (const one of news) {
    const [member, pod] = [people.get(one.person), pods.get(podDecided(one))];
    const login = checkedLogin(member?.profile.login);
    if (member && login !== undefined && stands(one, pod, member, settings))
      last.set(
        `${one.person} ${matterOf(one.what)}`,
        decidedOf(one, login, member.profile, { pod, lastNames }, settings),
      );
  }
  const byPerson = new Map<Pseudonym, DecisionInWords[]>();
  for (const one of last.values()) byPerson.set(one.person, [...(byPerson.get(one.person) ?? []), one]);
  return [...byPerson.values()].map((decided) => entryOf(decided, settings));
}

interface DecisionInWords extends Pick<NoticeEntry, "person"> {
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
function entryOf(decided: readonly DecisionInWords[], settings: Settings): DecisionEntry {
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

const isRole = (what: DecisionNotice["what"]): boolean => what.startsWith("role");
const matterOf = (what: DecisionNotice["what"]): string => (isRole(what) ? "role" : what);

function decidedOf(
  notice: DecisionNotice,
  login: string,
  profile: Profile,
  { pod, lastNames }: { readonly pod: Pod | undefined; readonly lastNames: ReadonlyMap<number, string> },
  settings: Settings,
): DecisionInWords {
  const { person, what, at, why: reason } = notice;
  const day = dayInWords(dayOf(at, settings.digest.timezone));
  const { comment, chat, no } = DECISION_WORDS[what];
  const name = podNameDecided(notice, pod, lastNames);
  const told: DecisionFacts = {
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
