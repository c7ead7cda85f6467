/**
 * The closed list of keys. The code and the verbs use the long names; Redis holds the short ones, which never change.
 * One hash tag keeps all keys of a community in one cluster slot. Logins and GitHub ids stand only in `identities` and
 * `profiles`; all other keys hold pseudonyms.
 */
const FIXED = {
  /** hash: schema version, revision, next pod number, number of people in each state, number of renames, mix of ability, what tells the identity key from another one, reports of functions, meetings of the settings, what became of the ids of areas and why some settings give one to another, teams that are not mentioned, the id of the last import, recovery of deliveries, the latest owner whose deliveries were left out, catching up, feeds, the week up to which pairs of people are noted */
  meta: "meta",
  /** hash: `id:<number>` and `login:<lower case>` to a pseudonym */
  identities: "who",
  /** hash: pseudonym to the person's profile */
  profiles: "prof",
  /** hash: pseudonym to the person's state, pod and place in the queue */
  members: "m",
  /** hash: pod number to area, advocate and roster; `resting:<number>` to area and name of one that its last member left, `closed:<number>` of one with a name that a plan closed */
  pods: "p",
  /** sorted set: `<area>|<fit>|<pod>` of the pods with room */
  open: "open",
  /** sorted set: `<area>|<revision>|<pseudonym>` of the people who wait */
  queue: "wait",
  /** stream: one entry `<revision>-0` for every change of the seating */
  log: "log",
  /** hash: version of the library of functions to when a process last said that it uses it */
  libraries: "libraries",
  /** hash: keyed hash of somebody who must not be brought back to the times of their words (people.lua) */
  forgotten: "forgotten",
  /** hash: keyed hash of a maintainer's login to that of the number it was first seen with; `taken:<login>` while another has it */
  maintainers: "maint",
  /** hash: the errands */
  outbox: "outbox",
  /** sorted set: when each errand is due */
  due: "due",
  /** sorted set: the same of urgent errands, which overtake all others */
  urgent: "urgent",
  /** sorted set: what we wrote on GitHub in the last hour, by time */
  writes: "writes",
  /** hash: the facts from GitHub about each thread */
  threads: "threads",
  /** sorted set: the open threads of people in which nobody else has said anything, by when they were opened */
  unanswered: "unanswered",
  /** hash: thread to since when it waits, and when another person first said something there, ms; of the last weeks */
  waits: "waits",
  /** set: hashes of two pseudonyms each: people who worked together before the last weeks */
  pairs: "pairs",
  /** hash: thread to the answers to commands there that are in no comment yet */
  answers: "answers",
  /** hash: `<thread>/<comment>` to the answers in that comment of ours; thread to the latest such comment */
  replies: "replies",
  /** hash: the state of our comment about the pod of each thread */
  comments: "said",
  /** hash: `<pseudonym>/<occasion>` to the thread where they were greeted, and their buddy; `<pseudonym>/buddy` to how often they were one */
  greetings: "greetings",
  /** hash: the state of the label of each thread's pod */
  labels: "labels",
  /** sorted set: `<pod>|<thread>` of the open threads that belong to a pod, `area:<area>|<thread>` of those whose area has none, `<pseudonym>|<thread>` of those that mention a person */
  load: "load",
  /** hash: thread to the issue that somebody may take */
  issues: "issues",
  /** hash: what was read from GitHub to its ETag and the numbers in it */
  readings: "readings",
  /** set: keyed hashes of the numbers of people who contributed before we came */
  earlier: "earlier",
  /** hash: `<repository>/<release>` to the state of our credits in its notes, and the keyed hashes of the logins there */
  credits: "credits",
  /** hash: activity, or line of a text, to when it was taken back, ms: what happened or was said before that is not shown */
  retracted: "retracted",
  /** hash: repositories */
  repositories: "repos",
  /** hash: `<week>|<kind>|<pseudonym>` to the keys of what they said for the digest */
  words: "words",
  /** hash: `<week>|<pod>` to the number of activities */
  pulse: "pulse",
  /** list: ids of plans, newest first */
  plans: "plans",
  /** sorted set: people by the time before which the plans were made that do not move them */
  stays: "stays",
  /** list: ids of runs, newest first */
  runs: "runs",
  /**
   * hash: pseudonym to the latest decisions about the person, a line each: `run|<id>|<group>`, `plan|<id>|<group>` if they were
   * asked, or `<word>|<pod>|<time>|<revision>`
   */
  decisions: "decisions",
  /**
   * hash: pseudonym to when the person was last told of a seat elsewhere, the numbers of the pods that they were told of, the
   * revision since which they waited when they were last offered one, and the numbers of those offered since then
   */
  offers: "offers",
  /** hash: `<thread>/<comment>` to the people of that comment of a notice, in the order of its lines */
  notices: "notices",
  /** hash: ISO week to digest */
  digests: "digests",
  /** hash: `<week>|<activity>` of what became known after its week was closed to the week whose digest tells it */
  late: "late",
  /** hash: period to the plan made for it, or to a mark that its work is done; `digest/<week>` of a closed week, whose digest takes nothing more */
  periods: "periods",
  /** string: progress of the plan being made, for a minute */
  planning: "planning",
} as const;

/** Keys of which there are many. */
const FAMILIES = {
  /** string: the outcome of an operation, for eight days */
  operation: "op",
  /** string: failed proofs of an address in a minute */
  failedProofs: "failed",
  /** hash: how many commands a person gave in an hour and in its minutes, and in which they were told to slow down, for four days */
  paces: "pace",
  /** string: how far an import has come, and which lines were rejected, for eight days */
  importing: "import",
  /** hash: an import by its id: how far it is, how far its undo is, and `<word>:<state>` to how many people that took out, for eight days */
  imported: "imported",
  /** hash, one a week: natural key to activity */
  activities: "act",
  /** hash: a plan */
  plan: "plan",
  /** hash: a run */
  run: "run",
} as const;

type FixedKey = keyof typeof FIXED;
export type KeyFamily = keyof typeof FAMILIES;

export type KeyName = FixedKey | KeyFamily;

export const KEY_NAMES = [...Object.keys(FIXED), ...Object.keys(FAMILIES)] as readonly KeyName[];
export const isKeyFamily = (name: KeyName): name is KeyFamily => Object.hasOwn(FAMILIES, name);

export interface Keys {
  fixed(name: FixedKey): string;
  of(family: KeyFamily, member: string): string;
}

/** The keys of one community. Throws RangeError for an id that would break out of the braces. */
export function keysOf(community: string): Keys {
  if (!/^[a-z0-9._-]{1,64}$/.test(community)) throw new RangeError(`"${community}" is not a community's id`);
  const prefix = `pods:{${community}}:`;
  return {
    fixed: (name) => prefix + FIXED[name],
    of: (family, member) => `${prefix}${FAMILIES[family]}:${member}`,
  };
}
