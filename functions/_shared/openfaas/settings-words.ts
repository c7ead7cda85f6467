/** What each setting takes, in plain words and with an example, for the sentences about mistakes. `*` stands for any name or place. */
import { slipOf } from "../core/github/edit-distance.ts";

type Words = readonly [takes: string, example: string];

const ADDRESS = "an address that begins with https:// or http://";
const NAMES = "a list of words";

export const SETTINGS_WORDS: Readonly<Record<string, Words>> = {
  id: ["lower case letters, digits and hyphens, at most 64 of them", "id: openfaas"],
  community: ["a name of 1 to 80 characters", "community: OpenFaaS"],
  organisation: ["the name of an organisation on GitHub", "organisation: openfaas"],
  github: ["the address of GitHub in the browser, without a path", "github: https://github.example.org"],
  publicUrl: [`${ADDRESS}, or a path`, "publicUrl: https://gateway.example.org/function"],
  size: ["the sizes 5, 7 and 9, since a pod is 7 ± 2 people", "size: { min: 5, target: 7, max: 9 }"],
  "size.min": ["the number 5, since a pod is 7 ± 2 people", "min: 5"],
  "size.target": ["the number 7, since a pod is 7 ± 2 people", "target: 7"],
  "size.max": ["the number 9, since a pod is 7 ± 2 people", "max: 9"],
  consent: ["offer (an import invites people) or assign (it seats them)", "consent: offer"],
  durability: ["everysec, always or none", "durability: everysec"],
  trustedProxy: ["true or false", "trustedProxy: false"],
  joinRepository: [
    "a public repository of the organisation or of an area, with issues switched on, written owner/name",
    "joinRepository: openfaas/community",
  ],
  notices: ["where people are told what others decided about them", "notices: { thread: openfaas/community#12 }"],
  "notices.thread": [
    "an issue or a pull request in a repository of the organisation or of an area, written owner/name#number",
    "thread: openfaas/community#12",
  ],
  maintainers: ["a list of logins on GitHub", "maintainers: [alexellis]"],
  "maintainers.*": ["a login on GitHub, or the login and the account's number", "maintainers: [alexellis, ada:1815]"],
  bots: ["a list of the logins of robots that are users to GitHub", "bots: [openfaas-bot]"],
  "bots.*": ["a login on GitHub", "bots: [openfaas-bot]"],
  mergedBy: ["the signs of merge bots", "mergedBy: { labels: [merged] }"],
  "mergedBy.labels": [NAMES, "labels: [merged]"],
  "mergedBy.labels.*": ["a word, in quotation marks if it is a number, true or false", "labels: [merged]"],
  "mergedBy.titlePrefixes": ["a list of what titles begin with", 'titlePrefixes: ["[Merged by Bors]"]'],
  "mergedBy.titlePrefixes.*": ["words in quotation marks", 'titlePrefixes: ["[Merged by Bors]"]'],
  credit: ["the labels of work that is no code", "credit: { labels: { documentation: docs } }"],
  "credit.labels": ["a label and a kind of work a line", "labels: { documentation: docs }"],
  "credit.labels.*": ["a kind of work in letters and digits, at most 30 of them", "documentation: docs"],
  issues: ["the labels of issues that anybody may take", "issues: { goodFirst: [good first issue] }"],
  "issues.goodFirst": [NAMES, "goodFirst: [good first issue]"],
  "issues.goodFirst.*": ["the name of a label", "goodFirst: [good first issue]"],
  "issues.helpWanted": [NAMES, "helpWanted: [help wanted]"],
  "issues.helpWanted.*": ["the name of a label", "helpWanted: [help wanted]"],
  areas: ["at least one area, each a line of its own", "areas: { cli: { title: CLI } }"],
  "areas.*": ["what belongs to the area, or nothing", "cli: { title: CLI, repositories: [openfaas/faas-cli] }"],
  "areas.*.title": ["a name of 1 to 60 characters", "title: CLI"],
  "areas.*.was": ["a list of the ids it had before", "was: [documentation]"],
  "areas.*.was.*": ["an id that the area had before", "was: [documentation]"],
  "areas.*.repositories": ["a list of repositories", "repositories: [openfaas/faas-cli]"],
  "areas.*.repositories.*": ["a repository, written owner/name", "repositories: [openfaas/faas-cli]"],
  "areas.*.labels": [NAMES, "labels: [documentation]"],
  "areas.*.labels.*": ["a word, in quotation marks if it is a number, true or false", "labels: [documentation]"],
  "areas.*.paths": [NAMES, 'paths: ["docs/**"]'],
  "areas.*.paths.*": ["a pattern of paths, in quotation marks", 'paths: ["docs/**"]'],
  "areas.*.keywords": [NAMES, "keywords: [helm, chart]"],
  "areas.*.keywords.*": ["a word, in quotation marks if it is a number, true or false", "keywords: [helm, chart]"],
  mentions: ["settings of mentions", "mentions: { mode: name }"],
  "mentions.mode": ["quiet, name, advocate, rotation, all or team", "mode: name"],
  "mentions.perThread": ["a whole number from 0 to 9", "perThread: 3"],
  "mentions.quietOnDrafts": ["true or false", "quietOnDrafts: true"],
  "mentions.labels": ["true or false", "labels: true"],
  "mentions.insiders": ["label or comment", "insiders: label"],
  rebalance: ["settings of plans", "rebalance: { plan: weekly }"],
  "rebalance.seat": ["daily or off", "seat: daily"],
  "rebalance.plan": ["weekly or off", "plan: weekly"],
  "rebalance.autoApply": ["true or false", "autoApply: false"],
  "rebalance.maxMovesPercent": ["a number from 0 to 100", "maxMovesPercent: 5"],
  "rebalance.settleWeeks": ["whole weeks from 0 to 52", "settleWeeks: 8"],
  digest: ["settings of the weekly digest", 'digest: { weekday: Monday, time: "09:00" }'],
  "digest.weekday": ["the English name of a day", "weekday: Monday"],
  "digest.time": ["hours and minutes in quotation marks", 'time: "09:00"'],
  "digest.timezone": ["an IANA time zone", "timezone: Europe/London"],
  "digest.to": ["a list of places to send it to", "to: [slack, markdown]"],
  "digest.to.*": ["the name of a place to send it to", "to: [slack, markdown]"],
  meetings: ["a meeting a line", 'meetings: { contributor: { weekday: Thursday, time: "17:00", timezone: UTC } }'],
  "meetings.*": ["weekday, time and timezone", 'contributor: { weekday: Thursday, time: "17:00", timezone: UTC }'],
  "meetings.*.weekday": ["the English name of a day", "weekday: Thursday"],
  "meetings.*.time": ["hours and minutes in quotation marks", 'time: "17:00"'],
  "meetings.*.timezone": ["an IANA time zone", "timezone: Europe/London"],
  "meetings.*.link": [ADDRESS, "link: https://meet.example.org/pods"],
  links: ["a link a line", "links: { roadmap: https://example.org/roadmap }"],
  "links.roadmap": [ADDRESS, "roadmap: https://example.org/roadmap"],
  "links.contributing": [ADDRESS, "contributing: https://example.org/contributing"],
  "links.slackInvite": [ADDRESS, "slackInvite: https://example.org/slack"],
  "links.swag": [ADDRESS, "swag: https://example.org/swag"],
  "links.feeds": ["a list of addresses of feeds", "feeds: [https://example.org/feed.atom]"],
  "links.feeds.*": [ADDRESS, "feeds: [https://example.org/feed.atom]"],
};

/** `takes an IANA time zone, such as "timezone: Europe/London"`; empty for a place that is no setting. */
export function takesInWords(path: readonly PropertyKey[]): string {
  const words = SETTINGS_WORDS[keyOf(path)];
  return words ? `takes ${words[0]}, such as ${quoted(words[1])}` : "";
}

/** `does not know rebalanse; did you mean rebalance?` */
export function unknownInWords(path: readonly PropertyKey[], unknown: string): string {
  const depth = path.length + 1;
  const before = path.length === 0 ? "" : `${keyOf(path)}.`;
  const known = Object.keys(SETTINGS_WORDS)
    .filter((key) => key.startsWith(before) && key.split(".").length === depth && !key.endsWith("*"))
    .map((key) => key.slice(before.length));
  const meant = slipOf(unknown, known);
  return `does not know ${unknown}; ${meant === undefined ? `it takes ${known.join(", ")}` : `did you mean ${meant}?`}`;
}

/** The key of the table for a place in the settings. */
function keyOf(path: readonly PropertyKey[]): string {
  let key = "";
  for (const step of path) {
    const [exact, any] = [String(step), "*"].map((name) => (key === "" ? name : `${key}.${name}`));
    key = Object.hasOwn(SETTINGS_WORDS, exact!) ? exact! : any!;
  }
  return key;
}

const quoted = (example: string): string => (example.includes('"') ? `'${example}'` : `"${example}"`);
