/** Where a reader of the digest finds more: pages of ours, and searches on GitHub that show what was counted. */
import type { WordsKind } from "../activity.ts";
import { githubLink } from "../github/site.ts";
import type { Settings } from "../settings.ts";
import { zoneOffsetMs } from "../timezone.ts";
import { weekBounds } from "../week.ts";
import type { DigestView } from "./model.ts";
import { safeUrl } from "./url.ts";

export type PlaceSettings = Pick<Settings, "publicUrl" | "links" | "organisation" | "github" | "digest" | "issues">;

export interface Places {
  readonly digest: string;
  readonly pods: string;
  pod(slug: string): string;
  readonly openSeats: string;
  readonly calendar: string;
  readonly feed: string;
  readonly privacy: string;
  /** From the settings; those that are not set are left out. */
  readonly reading: readonly { readonly text: string; readonly link: string }[];
  /** `null` where there is none to order. */
  readonly swag: string | null;
  /** Pull requests that were merged in the week; with `repository` (owner/name) those in it. */
  merged(repository?: string): string;
  /** By its owner/name. */
  repository(name: string): string;
  readonly openedPulls: string;
  readonly openedIssues: string;
  readonly closedIssues: string;
  /** Issues that somebody could take. */
  readonly issues: string;
  /** Comments in which people said something for the digest. */
  words(kind: WordsKind): string;
  /** The repositories of the organisation, with their stars. */
  readonly repositories: string;
  /** The community's time zone. */
  readonly zone: string;
}

export function placesOf({ week }: Pick<DigestView, "week">, settings: PlaceSettings): Places {
  const { publicUrl, organisation, digest, links, issues } = settings;
  const { from, to } = weekBounds(week, digest.timezone);
  const during = `${localTime(from, digest.timezone)}..${localTime(to - 1000, digest.timezone)}`;
  const at = (path: string) => `${publicUrl}${path}`;
  const search = (words: string, where = `org:${organisation}`) => {
    const type = words.startsWith("is:pr") ? "pullrequests" : "issues";
    const asked = encodeURIComponent(`${where} is:public ${words}`);
    return safeUrl(githubLink(settings, `search?type=${type}&q=${asked}`)) ?? githubLink(settings, organisation);
  };
  const labels = [...issues.goodFirst, ...issues.helpWanted].map((label) => `"${label}"`).join(",");
  return {
    digest: at(`/weekly-digest/${week}`),
    pods: at("/pods/"),
    pod: (slug) => at(`/pods/${slug}`),
    openSeats: at("/pods/?open=true"),
    calendar: at("/pods/calendar.ics"),
    feed: at("/weekly-digest/feed.atom"),
    privacy: at("/pods/privacy"),
    reading: [
      { link: safeUrl(links.roadmap), text: "the roadmap" },
      { link: safeUrl(links.contributing), text: "how to contribute" },
    ].flatMap(({ link, text }) => (link === null ? [] : [{ link, text }])),
    swag: safeUrl(links.swag),
    merged: (repository) => search(`is:pr merged:${during}`, repository && `repo:${repository}`),
    repository: (name) => githubLink(settings, name),
    openedPulls: search(`is:pr created:${during}`),
    openedIssues: search(`is:issue created:${during}`),
    closedIssues: search(`is:issue reason:completed closed:${during}`),
    issues: search(`is:issue is:open no:assignee label:${labels}`),
    words: (kind) => search(`"/pod ${kind}" in:comments,body updated:${during}`),
    repositories: githubLink(settings, `orgs/${organisation}/repositories?q=sort%3Astars`),
    zone: digest.timezone,
  };
}

/** `2026-11-16T00:00:00+01:00`, as GitHub's search takes times. */
function localTime(at: number, timezone: string): string {
  const offset = Math.round(zoneOffsetMs(at, timezone) / 60_000);
  const local = new Date(at + offset * 60_000).toISOString().slice(0, 19);
  const two = (n: number) => String(n).padStart(2, "0");
  const minutes = Math.abs(offset);
  return `${local}${offset < 0 ? "-" : "+"}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
