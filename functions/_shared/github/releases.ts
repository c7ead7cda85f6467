/** Releases and what is in them: their notes, the pull requests and the commits since the release before. */
import type { Commit, CommitAccount } from "../core/github/trailers.ts";
import type { Client, Parameters, RepositoryPlace } from "./call.ts";
import { writing } from "./failure.ts";
import { unless } from "./received.ts";

export interface Release {
  readonly id: number;
  readonly tag: string;
  /** A branch, or the number of a commit. */
  readonly target: string;
  readonly draft: boolean;
  readonly prerelease: boolean;
  /** When its commit was made, ms. */
  readonly commitAt: number;
  /** ms; `null` for a draft. */
  readonly publishedAt: number | null;
  readonly notes: string;
}

export interface Releases {
  release(place: RepositoryPlace, id: number): Promise<Release>;
  /** All releases, drafts included if we may see them. */
  releases(place: RepositoryPlace): Promise<Release[]>;
  /** The notes that GitHub generates; it changes nothing. Without `previous` GitHub chooses a release to begin from. */
  generatedNotes(place: RepositoryPlace, tag: string, previous: string | undefined): Promise<string>;
  /** The commits of a tag that an earlier one does not have. */
  commitsBetween(place: RepositoryPlace, earlier: string, tag: string): Promise<HistoryCommit[]>;
  /** The commits of a tag, those that were made since then (ms). */
  commitsOf(place: RepositoryPlace, tag: string, since?: number): Promise<HistoryCommit[]>;
  saveNotes(place: RepositoryPlace, id: number, notes: string): Promise<void>;
  /** A closed pull request with its commits, together with what its merge made of them. */
  pullCommits(place: RepositoryPlace, number: number): Promise<ClosedPull>;
  /** `undefined` if there is no such account. */
  account(place: RepositoryPlace, by: { id: number } | { login: string }): Promise<CommitAccount | undefined>;
}

/** A commit of a branch or a tag. */
export interface HistoryCommit extends Commit {
  readonly sha: string;
  /** ms; never, if it does not say. */
  readonly at: number;
}

interface ClosedPull {
  readonly author: CommitAccount | null;
  readonly commits: readonly Commit[];
  /** Who made its own commits, without those that only merge another branch into it. */
  readonly committers: readonly CommitAccount[];
  /** Whatever holds this commit holds its work. */
  readonly commit: string;
  readonly title: string;
  readonly url: string;
  /** When it was merged or closed, ms. */
  readonly doneAt: number;
}

const PER_PAGE = 100;
/** More commits than any release has that a person would read about. */
const PAGES_MAX = 50;

export function releaseCalls(client: Client, parameters: Parameters): Releases {
  return {
    async release(place, id) {
      const { data } = await client.request("GET /repos/{owner}/{repo}/releases/{release_id}", {
        ...(await parameters(place, "contents")),
        release_id: id,
      });
      return releaseOf(data);
    },

    async releases(place) {
      const all = await client.paginate("GET /repos/{owner}/{repo}/releases", {
        ...(await parameters(place, "contents")),
        per_page: PER_PAGE,
      });
      return all.map(releaseOf);
    },

    async generatedNotes(place, tag, previous) {
      const about = {
        ...(await parameters(place, "contents")),
        tag_name: tag,
        ...(previous !== undefined && { previous_tag_name: previous }),
      };
      // Only those who may write releases may have notes generated.
      const route = "POST /repos/{owner}/{repo}/releases/generate-notes";
      return (await writing(place.repository, () => client.request(route, about))).data.body;
    },

    commitsBetween: (place, earlier, tag) =>
      allPages(async (page) => {
        const { data } = await client.request("GET /repos/{owner}/{repo}/compare/{basehead}", {
          ...(await parameters(place, "contents")),
          ...page,
          basehead: `${earlier}...${tag}`,
        });
        return data.commits;
      }),

    commitsOf: (place, tag, since) =>
      allPages(async (page) => {
        const { data } = await client.request("GET /repos/{owner}/{repo}/commits", {
          ...(await parameters(place, "contents")),
          ...page,
          sha: tag,
          ...(since !== undefined && { since: new Date(since).toISOString() }),
        });
        return data;
      }),

    async saveNotes(place, id, notes) {
      const route = "PATCH /repos/{owner}/{repo}/releases/{release_id}";
      const about = { ...(await parameters(place, "contents")), release_id: id, body: notes };
      await writing(place.repository, () => client.request(route, about));
    },

    async pullCommits(place, number) {
      const about = await parameters(place, "commits");
      const pull = { ...about, pull_number: number };
      const { data } = await client.request("GET /repos/{owner}/{repo}/pulls/{pull_number}", pull);
      const commits = await client.paginate("GET /repos/{owner}/{repo}/pulls/{pull_number}/commits", {
        ...pull,
        per_page: PER_PAGE,
      });
      // Of one that is not merged, it would be a trial.
      const sha = data.merged ? data.merge_commit_sha : null;
      // Somebody may have taken it out of the history.
      const merge = sha
        ? await unless(422, () => client.request("GET /repos/{owner}/{repo}/commits/{ref}", { ...about, ref: sha }))
        : undefined;
      return {
        author: accountOf(data.user),
        commits: [...commits, ...(merge ? [merge.data] : [])].map(commitOf),
        committers: commits.flatMap(({ author, parents }) => (parents.length < 2 && accountOf(author)) || []),
        commit: sha ?? data.head.sha,
        title: data.title,
        url: data.html_url,
        doneAt: Date.parse(data.merged_at ?? data.closed_at ?? data.updated_at),
      };
    },

    async account(place, by) {
      const { headers } = await parameters(place, "commits");
      const found = await unless(404, async () =>
        "id" in by
          ? await client.request("GET /user/{account_id}", { headers, account_id: by.id })
          : await client.request("GET /users/{username}", { headers, username: by.login }),
      );
      return (found && accountOf(found.data)) ?? undefined;
    },
  };
}

interface ReceivedRelease {
  readonly id: number | bigint;
  readonly tag_name: string;
  readonly target_commitish: string;
  readonly draft: boolean;
  readonly prerelease: boolean;
  readonly created_at: string;
  readonly published_at: string | null;
  readonly body?: string | null;
}

const releaseOf = (received: ReceivedRelease): Release => ({
  id: Number(received.id),
  tag: received.tag_name,
  target: received.target_commitish,
  draft: received.draft,
  prerelease: received.prerelease,
  commitAt: Date.parse(received.created_at),
  publishedAt: received.published_at === null ? null : Date.parse(received.published_at),
  notes: received.body ?? "",
});

interface ReceivedCommit {
  readonly sha: string;
  readonly commit: {
    readonly message: string;
    readonly author: { readonly email?: string } | null;
    readonly committer: { readonly date?: string } | null;
  };
  readonly author: object | null;
}

const commitOf = ({ sha, commit, author }: ReceivedCommit): HistoryCommit => ({
  sha,
  at: Date.parse(commit.committer?.date ?? "") || Number.POSITIVE_INFINITY,
  message: commit.message,
  email: commit.author?.email ?? "",
  account: accountOf(author),
});

async function allPages(
  read: (page: { page: number; per_page: number }) => Promise<readonly ReceivedCommit[]>,
): Promise<HistoryCommit[]> {
  const commits: HistoryCommit[] = [];
  for (let page = 1; page <= PAGES_MAX; page++) {
    const found = await read({ page, per_page: PER_PAGE });
    commits.push(...found.map(commitOf));
    if (found.length < PER_PAGE) break;
  }
  return commits;
}

/** GitHub sends an empty object for some accounts that are gone. */
export function accountOf(received: object | null): CommitAccount | null {
  const { id, login, type } = (received ?? {}) as { id?: number | bigint; login?: string; type?: string };
  if (id === undefined || login === undefined) return null;
  return { id: Number(id), login, ...(type !== undefined && { type }) };
}
