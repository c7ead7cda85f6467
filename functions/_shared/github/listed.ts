/** Repositories, issues and texts, as GitHub lists them. */
import type { Repository } from "../core/activity.ts";
import type { WrittenText } from "../core/github/has-answer.ts";
import type { CommitAccount } from "../core/github/trailers.ts";
import { labelNames } from "./received.ts";
import { accountOf } from "./releases.ts";

export type ListedRepository = Required<Omit<Repository, "formerly">>;

export interface ListedIssue {
  /** owner/name, as it is called now. */
  readonly repository: string;
  readonly number: number;
  readonly title: string;
  readonly url: string;
  readonly labels: readonly string[];
  readonly author: CommitAccount | null;
  /** What its author is to the repository. */
  readonly association: string;
  readonly assigned: boolean;
  readonly open: boolean;
  readonly draft: boolean;
  readonly locked: boolean;
  readonly isPullRequest: boolean;
  readonly body: string;
  /** ms */
  readonly createdAt: number;
  /** ms */
  readonly updatedAt: number;
}

/** `https://api.github.com/repos/ships/hull` */
export const repositoryIn = (url: string): string => url.split("/").slice(-2).join("/");

interface ReceivedRepository {
  readonly id: number | bigint;
  readonly full_name: string;
  readonly private: boolean;
  readonly archived?: boolean;
  readonly stargazers_count?: number;
  readonly updated_at?: string | null;
  readonly created_at?: string | null;
  readonly pushed_at?: string | null;
}

export const repositoryOf = (received: ReceivedRepository): ListedRepository => ({
  id: Number(received.id),
  name: received.full_name,
  private: received.private,
  archived: received.archived ?? false,
  stars: received.stargazers_count ?? 0,
  updatedAt: instantOf(received.updated_at),
  createdAt: instantOf(received.created_at),
  pushedAt: instantOf(received.pushed_at),
});

const instantOf = (text: string | null | undefined): number => (text ? Date.parse(text) : 0);

interface ReceivedIssue {
  readonly repository_url: string;
  readonly number: number;
  readonly title: string;
  readonly html_url: string;
  readonly labels: readonly (string | { readonly name?: string })[];
  readonly user: object | null;
  readonly author_association?: string;
  readonly assignees?: readonly object[] | null;
  readonly state: string;
  readonly draft?: boolean;
  readonly locked: boolean;
  readonly pull_request?: object;
  readonly body?: string | null;
  readonly created_at: string;
  readonly updated_at: string;
}

export const issueOf = (received: ReceivedIssue): ListedIssue => ({
  repository: repositoryIn(received.repository_url),
  number: received.number,
  title: received.title,
  url: received.html_url,
  labels: labelNames(received.labels),
  author: accountOf(received.user),
  association: received.author_association ?? "",
  assigned: (received.assignees ?? []).length > 0,
  open: received.state === "open",
  draft: received.draft ?? false,
  locked: received.locked,
  isPullRequest: received.pull_request !== undefined,
  body: received.body ?? "",
  createdAt: Date.parse(received.created_at),
  updatedAt: Date.parse(received.updated_at),
});

export interface ReceivedText {
  readonly user: object | null;
  readonly body?: string | null;
  readonly state?: string;
  readonly created_at?: string;
  /** Of a review. */
  readonly submitted_at?: string;
}

export const textOf = ({
  user,
  body,
  state,
  created_at,
  submitted_at: at = created_at,
}: ReceivedText): WrittenText => ({
  user: accountOf(user),
  body: body ?? "",
  state,
  writtenAt: at === undefined ? undefined : Date.parse(at),
});
