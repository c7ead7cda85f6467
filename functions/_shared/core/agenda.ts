/** The agenda of a meeting, made from what is known. Pure: the same facts in any order give the same agenda, byte for byte. */
import { type CreditedActivity, inPublic, type Repository } from "./activity.ts";
import { isAnnouncedFor } from "./announced-demos.ts";
import { byTime, threadOf } from "./digest/tally.ts";
import { safeUrl } from "./digest/url.ts";
import { agendaFrom, demosFrom, type NextMeeting } from "./meetings.ts";
import { isHidden, type Member, type Profile, type Pseudonym } from "./member.ts";
import { type IssueView, issueView, type OpenIssue, publicIssues } from "./open-issues.ts";
import { oneLine } from "./people-text.ts";
import { byNumber, openSeats, type Pod } from "./pod.ts";
import { revertsAmong } from "./reverts.ts";
import type { Settings } from "./settings.ts";
import { endedTermIn, seeksNext } from "./term.ts";
import { type PersonView, personView } from "./views.ts";

type PodName = Pick<Pod, "slug" | "name" | "area">;

export interface Agenda {
  readonly next: NextMeeting;
  /** People who took part first after the meeting before, by their pods; everybody before the first. */
  readonly introductions: readonly { readonly pod: PodName; readonly people: readonly PersonView[] }[];
  /** What people announced, then what their pods merged. */
  readonly demos: readonly {
    readonly person: PersonView;
    readonly title: string;
    readonly url: string | null;
    readonly pod: PodName | null;
  }[];
  /** Of the meeting before. */
  readonly notes: readonly { readonly person: PersonView; readonly url: string }[];
  /** Pods without an advocate, or with one whose term ended in a month. */
  readonly vacant: readonly (PodName & { readonly termEnded?: string })[];
  readonly seats: { readonly open: number; readonly pods: number };
  /** That somebody could take. */
  readonly issues: readonly IssueView[];
}

export interface AgendaFacts {
  readonly next: NextMeeting;
  /** ms */
  readonly now: number;
  readonly settings: Pick<Settings, "areas">;
  /** All pods, for a meeting of the community. */
  readonly pods: readonly Pod[];
  /** The pod whose meeting it is. */
  readonly pod?: Pod | undefined;
  /** Of the weeks from `demosFrom` on, in any order. */
  readonly activities: readonly CreditedActivity[];
  readonly repositories: readonly Repository[];
  readonly issues: readonly OpenIssue[];
  /** Of the people in the pods. */
  readonly profiles: ReadonlyMap<Pseudonym, Profile>;
  /** The people of the activities, and the authors of the issues. Forgotten people are missing. */
  readonly members: ReadonlyMap<Pseudonym, Member>;
}

export function buildAgenda(facts: AgendaFacts): Agenda {
  const { next, pod } = facts;
  const pods = (pod ? [pod] : [...facts.pods]).sort((a, b) => a.number - b.number);
  const open = pods.map(openSeats).filter((seats) => seats > 0);
  return {
    next,
    introductions: introductionsOf(pods, facts),
    demos: demosOf(facts),
    notes: notesOf(facts),
    vacant: vacantOf(pods, facts),
    seats: { open: open.reduce((sum, seats) => sum + seats, 0), pods: open.length },
    issues: publicIssues(facts.issues, facts.repositories, facts.settings)
      .filter(({ areas }) => pod === undefined || areas.includes(pod.area))
      .map((issue) => issueView(issue, facts.members)),
  };
}

const vacantOf = (pods: readonly Pod[], { profiles, now }: AgendaFacts): Agenda["vacant"] =>
  pods
    .filter((pod) => seeksNext(pod, profiles, now))
    .map((pod) => {
      const termEnded = endedTermIn(pod, profiles, now);
      return { ...nameOf(pod), ...(termEnded !== undefined && { termEnded }) };
    });

const nameOf = ({ slug, name, area }: Pod): PodName => ({ slug, name, area });

function introductionsOf(pods: readonly Pod[], { next, profiles }: AgendaFacts): Agenda["introductions"] {
  const joinedAt = (one: Pseudonym) => profiles.get(one)?.joinedAt ?? 0;
  return pods
    .map((pod) => {
      const fresh = pod.seats.map(({ pseudonym }) => pseudonym).filter((one) => joinedAt(one) >= (next.before ?? 0));
      const inOrder = fresh.sort((a, b) => joinedAt(a) - joinedAt(b));
      return { pod: nameOf(pod), people: inOrder.map((one) => personView(one, profiles)) };
    })
    .filter(({ people }) => people.length > 0);
}

/**
 * What was merged, and was not taken back, stands here where the area's settings say so: of each pod the latest, so that no pod
 * takes all the time.
 */
function demosOf(facts: AgendaFacts): Agenda["demos"] {
  const { settings, pods, pod: of, next } = facts;
  const byNumbers = byNumber(pods);
  const podOf = ({ pod }: CreditedActivity) => (pod === null ? undefined : byNumbers.get(pod));
  const agrees = (area = "") => settings.areas[area]?.demos === true;
  const ofThePod = (one: CreditedActivity) => of === undefined || one.pod === of.number;
  const said = toldFrom(demosFrom(next), facts, (one) => isAnnouncedFor(one, next, of));
  const since = toldFrom(agendaFrom(next), facts, ofThePod);
  const reverts = revertsAmong(facts.activities);
  const stands = (one: CreditedActivity) => one.reverts === undefined && !reverts.has(threadOf(one));
  const merged = since.filter((one) => one.kind === "merged" && stands(one) && agrees(podOf(one)?.area));
  const latest = [...new Map(merged.map((one) => [one.pod, one])).values()];
  return [...said, ...latest].map((one) => {
    const pod = podOf(one);
    const title = oneLine(one.title ?? "");
    return { person: personOf(one, facts), title, url: safeUrl(one.url), pod: pod ? nameOf(pod) : null };
  });
}

const notesOf = (facts: AgendaFacts): Agenda["notes"] =>
  toldFrom(agendaFrom(facts.next), facts, ({ held }) => held?.of === facts.next.id && held.at < facts.next.at).flatMap(
    (one) => {
      const url = safeUrl(one.link);
      return url === null ? [] : [{ person: personOf(one, facts), url }];
    },
  );

/** What happened in public from a time on, ms, by people who may be named, and belongs there. By time. */
function toldFrom(
  from: number,
  { activities, repositories, members }: AgendaFacts,
  belongs: (one: CreditedActivity) => boolean,
): CreditedActivity[] {
  const isNamed = ({ person }: CreditedActivity) => {
    const member = person === null ? undefined : members.get(person);
    return member !== undefined && !isHidden(member);
  };
  return inPublic(activities, repositories)
    .filter((one) => one.at >= from && belongs(one) && isNamed(one))
    .sort(byTime);
}

const personOf = ({ person }: CreditedActivity, { members }: AgendaFacts): PersonView => ({
  login: (person !== null && members.get(person)?.profile.login) || null,
});
