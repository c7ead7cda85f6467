/**
 * What GitHub tells about a whole organisation: repositories, issues and what is written in them, contributors. What has not
 * changed since it was read costs nothing.
 */
import type { Octokit } from "@octokit/core";
import type { WrittenText } from "../core/github/has-answer.ts";
import type { CommitAccount } from "../core/github/trailers.ts";
import {
  issueOf,
  type ListedIssue,
  type ListedRepository,
  type ReceivedText,
  repositoryIn,
  repositoryOf,
  textOf,
} from "./listed.ts";
import { ownerAndRepo, unless } from "./received.ts";
import { accountOf } from "./releases.ts";

type Unchanged = { readonly unchanged: true };

/** What stands in a thread: in every one, and in pull requests. */
export type TextKind = "comments" | "reviews" | "line-comments";

/** A page of a list; `unchanged` since it had that ETag. */
export type Page<T> = { readonly etag: string; readonly items: readonly T[]; readonly more: boolean } | Unchanged;

/** The narrowed permissions of these calls. */
type ReadPermission = "listings" | "missed-answers";

export interface Listings {
  /** All repositories that we may know of. */
  repositories(page: number, etag?: string): Promise<Page<ListedRepository>>;
  /** `undefined` if there is none that we may know of; `name` is owner/name. */
  repository(name: string): Promise<ListedRepository | undefined>;
  /** Open issues with a label that are nobody's yet. */
  issues(repository: string, label: string, page: number, etag?: string): Promise<Page<ListedIssue>>;
  /** An issue or pull request. GitHub leads to its new place if it went to another repository. */
  issue(
    repository: string,
    number: number,
    etag?: string,
  ): Promise<{ readonly etag: string; readonly issue: ListedIssue } | Unchanged>;
  /** What was written in one, oldest first. */
  texts(
    repository: string,
    number: number,
    kind: TextKind,
    page: number,
  ): Promise<{ readonly items: readonly WrittenText[]; readonly more: boolean }>;
  /** People who wrote a commit. GitHub lists at most five hundred. */
  contributors(repository: string, page: number): Promise<{ accounts: readonly CommitAccount[]; more: boolean }>;
  /** Whether work of somebody's was in a repository of the organisation, or in one of those elsewhere, before then, ms. */
  contributed(login: string, elsewhere: readonly string[], before: number): Promise<boolean>;
  /** Open issues with one of these labels that a pull request works on. */
  linked(labels: readonly string[]): Promise<readonly { readonly repository: string; readonly number: number }[]>;
  /** How many requests were made; those that found nothing new are among them. */
  readonly requests: number;
  /** Until when to leave the rest of GitHub's limit to others, ms: at least half of it is theirs. */
  readonly restUntil: number;
}

const PER_PAGE = 100;
/** More issues than people would choose from. */
const SEARCHED_PAGES_MAX = 3;

type Headers = Readonly<Record<string, string | number | undefined>>;

const TEXTS = {
  comments: { route: "GET /repos/{owner}/{repo}/issues/{number}/comments", permission: "listings" },
  reviews: { route: "GET /repos/{owner}/{repo}/pulls/{number}/reviews", permission: "missed-answers" },
  "line-comments": { route: "GET /repos/{owner}/{repo}/pulls/{number}/comments", permission: "missed-answers" },
} as const satisfies Record<TextKind, { route: string; permission: ReadPermission }>;

/** `headers` authorise a call about the organisation. */
export function openListings(
  client: Octokit,
  organisation: string,
  headers: (permission: ReadPermission) => Promise<{ authorization: string }>,
): Listings {
  let requests = 0;
  let restUntil = 0;

  const note = (answered: Headers) => {
    const [left, limit, reset] = ["remaining", "limit", "reset"].map((what) => Number(answered[`x-ratelimit-${what}`]));
    if (left! < limit! / 2) restUntil = reset! * 1000;
  };

  async function call<T>(
    request: (authorised: { authorization: string }) => Promise<T & { headers: Headers }>,
    permission: ReadPermission = "listings",
  ) {
    const authorised = await headers(permission);
    requests += 1;
    const answer = await request(authorised);
    note(answer.headers);
    return answer;
  }

  /** Asks for something only if it has changed. */
  async function ifChanged<T>(
    etag: string | undefined,
    request: (headers: Record<string, string>) => Promise<T & { headers: Headers }>,
  ): Promise<(T & { headers: Headers; etag: string }) | Unchanged> {
    try {
      const answer = await call((authorised) => request({ ...authorised, ...(etag && { "if-none-match": etag }) }));
      return { ...answer, etag: String(answer.headers.etag ?? "") };
    } catch (error) {
      if ((error as { status?: number }).status === 304) return { unchanged: true };
      throw error;
    }
  }

  async function page<Received, T>(
    etag: string | undefined,
    request: (about: { headers: Record<string, string>; per_page: number }) => Promise<{
      data: readonly Received[];
      headers: Headers;
    }>,
    read: (received: Received) => T,
  ): Promise<Page<T>> {
    const found = await ifChanged(etag, (headers) => request({ headers, per_page: PER_PAGE }));
    if ("unchanged" in found) return found;
    return { etag: found.etag, items: found.data.map(read), more: hasNext(found.headers) };
  }

  return {
    get requests() {
      return requests;
    },
    get restUntil() {
      return restUntil;
    },

    repositories: (number, etag) =>
      page(
        etag,
        (about) =>
          client.request("GET /orgs/{org}/repos", { ...about, org: organisation, sort: "created", page: number }),
        repositoryOf,
      ),

    async repository(name) {
      const found = await unless(404, () =>
        call((headers) => client.request("GET /repos/{owner}/{repo}", { ...ownerAndRepo(name), headers })),
      );
      return found && repositoryOf(found.data);
    },

    issues: (repository, label, number, etag) =>
      page(
        etag,
        (about) =>
          client.request("GET /repos/{owner}/{repo}/issues", {
            ...about,
            ...ownerAndRepo(repository),
            labels: label,
            state: "open",
            assignee: "none",
            page: number,
          }),
        issueOf,
      ),

    async issue(repository, number, etag) {
      const found = await ifChanged(etag, (headers) =>
        client.request("GET /repos/{owner}/{repo}/issues/{issue_number}", {
          ...ownerAndRepo(repository),
          headers,
          issue_number: number,
        }),
      );
      return "unchanged" in found ? found : { etag: found.etag, issue: issueOf(found.data) };
    },

    async texts(repository, number, kind, page) {
      const { route, permission } = TEXTS[kind];
      const about = { ...ownerAndRepo(repository), number, per_page: PER_PAGE, page };
      const found = await call((headers) => client.request(route, { ...about, headers }), permission);
      return { items: (found.data as readonly ReceivedText[]).map(textOf), more: hasNext(found.headers) };
    },

    async contributors(repository, number) {
      const { status, data, headers } = await call((headers) =>
        client.request("GET /repos/{owner}/{repo}/contributors", {
          ...ownerAndRepo(repository),
          headers,
          per_page: PER_PAGE,
          page: number,
        }),
      );
      // An empty repository has no list at all, which GitHub's types do not say.
      const all = (status as number) === 204 ? [] : data;
      return { accounts: all.flatMap((one) => accountOf(one) ?? []), more: hasNext(headers) };
    },

    async contributed(login, elsewhere, before) {
      const until = new Date(before).toISOString().replace(/\.\d+/, "");
      for (const where of [`org:${organisation}`, ...elsewhere.map((name) => `repo:${name}`)]) {
        const theirs = `author:${login} ${where}`;
        // GitHub does not know the author of every commit, and not every commit has a pull request.
        const commits = await call((headers) =>
          client.request("GET /search/commits", { q: `${theirs} committer-date:<${until}`, headers, per_page: 1 }),
        );
        if (finds(commits)) return true;
        const merged = await call((headers) =>
          client.request("GET /search/issues", { q: `${theirs} is:pr merged:<${until}`, headers, per_page: 1 }),
        );
        if (finds(merged)) return true;
      }
      return false;
    },

    async linked(labels) {
      const q = `org:${organisation} is:issue is:open linked:pr label:${labels.map((label) => `"${label}"`).join(",")}`;
      const found: { repository: string; number: number }[] = [];
      for (let number = 1; number <= SEARCHED_PAGES_MAX; number++) {
        const { data, headers } = await call((headers) =>
          client.request("GET /search/issues", { q, headers, per_page: PER_PAGE, page: number }),
        );
        for (const { repository_url: url, number } of data.items) found.push({ repository: repositoryIn(url), number });
        if (!hasNext(headers)) break;
      }
      return found;
    },
  };
}

interface SearchAnswer {
  readonly data: { readonly total_count: number; readonly incomplete_results: boolean };
}

/** Whether a search found anything. Throws Error if GitHub ended it before it found anything. */
function finds({ data: { total_count: found, incomplete_results: isIncomplete } }: SearchAnswer): boolean {
  if (found === 0 && isIncomplete) throw new Error("GitHub ended a search before it was done");
  return found > 0;
}

const hasNext = ({ link }: Headers): boolean => /rel="next"/.test(String(link ?? ""));
