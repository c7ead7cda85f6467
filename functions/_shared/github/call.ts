/** What every call to GitHub takes: the client, the location it is about, and a permission. */
import type { Octokit } from "@octokit/core";
import type { paginateRest } from "@octokit/plugin-paginate-rest";
import { ACCESS } from "../core/github/access.static.ts";

export type Client = Octokit & ReturnType<typeof paginateRest>;

/** The location of a repository. */
export interface RepositoryPlace {
  /** owner/name */
  readonly repository: string;
  readonly repositoryId: number;
}

/** The location of a thread. */
export interface Place extends RepositoryPlace {
  readonly number: number;
}

/** The permissions that a call needs: no token allows more. Comments on lines of code do not belong to the issues. */
export const PERMISSIONS = {
  issues: ACCESS.answers.permissions,
  pull_requests: ACCESS["line-reactions"].permissions,
  files: ACCESS.files.permissions,
  contents: ACCESS.releases.permissions,
  /** Those of a pull request. */
  commits: ACCESS["co-authors"].permissions,
  /** Of a comment that mentions a team. */
  teams: ACCESS.teams.permissions,
  /** Of all repositories of an organisation. */
  listings: ACCESS["catching-up"].permissions,
  "missed-answers": ACCESS["missed-answers"].permissions,
} as const;
export type Permission = keyof typeof PERMISSIONS;

/** The permissions with which a comment is written. */
export type Writing = Extract<Permission, "issues" | "teams">;

/** The parameters that a call about a repository begins with. Without `permission` it is about its issues. */
export type Parameters = (
  place: RepositoryPlace,
  permission?: Permission,
) => Promise<{ owner: string; repo: string; headers: { authorization: string } }>;
