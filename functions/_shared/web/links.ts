/** Addresses for people. All are made here, because a function does not know the gateway's prefix. */
import { githubLink, type Site } from "../core/github/site.ts";
import type { Settings } from "../core/settings.ts";

type FunctionName = "pods" | "join-pod" | "rebalance" | "weekly-digest";
type Base = Pick<Settings, "publicUrl">;

/** `path` begins with a slash; without one it is the function's front page. */
export const linkTo = (settings: Base, name: FunctionName, path = "/"): string =>
  `${settings.publicUrl}/${name}${path}`;

export const podLink = (settings: Base, slug: string): string => linkTo(settings, "pods", `/${slug}`);

export const personLink = (settings: Base, login: string): string =>
  linkTo(settings, "pods", `/people/${encodeURIComponent(login)}`);

/** A page's query without its empty values; `""` when none is left. A list repeats its name. */
export function query(values: Readonly<Record<string, string | number | readonly string[] | undefined>>): string {
  const pairs = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== "") pairs.append(name, String(one));
    }
  }
  return pairs.size === 0 ? "" : `?${pairs}`;
}

/**
 * A new issue with the command filled in, if the community has a place for it. No labels: GitHub answers 404 to outsiders
 * if a link names one.
 */
export const joinIssueLink = (
  { joinRepository, github }: Site & Pick<Settings, "joinRepository">,
  title: string,
  command: string,
): string | undefined =>
  joinRepository && githubLink({ github }, `${joinRepository}/issues/new${query({ title, body: command })}`);
