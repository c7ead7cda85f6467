/**
 * The local GitHub's history of commits, merged pull requests and releases. A branch is a list of commits, and so is a tag.
 * Every rule that a specification cannot express stands here: what a merge leaves in the history, what GitHub generates,
 * which notes can be changed.
 */
import { createHash } from "node:crypto";
import type { Account } from "./accounts.ts";
import type { Contract } from "./contract.ts";
import type { Delivery, User } from "./deliver-as-github.ts";
import { type Answer, instant, NOT_FOUND, type Operation, refused } from "./operations.ts";
import type { World } from "./world.ts";

const NOTES_LENGTH_MAX = 125_000;

interface Repository {
  readonly id: number;
  readonly full_name: string;
}

export interface LocalRelease {
  readonly id: number;
  /** owner/name */
  readonly repository: string;
  readonly tag: string;
  readonly target: string;
  /** When its commit was made, ms. */
  readonly createdAt: number;
  readonly author: Account;
  body: string;
  draft: boolean;
  prerelease: boolean;
  immutable: boolean;
  publishedAt: number | null;
  /** What its notes said before each change by a call. */
  readonly earlier: string[];
}

export interface LocalCommit {
  readonly sha: string;
  readonly message: string;
  readonly email: string;
  /** `null` if the address belongs to no account. */
  readonly account: Account | null;
  readonly at: number;
  /** The number of the pull request that brought it. */
  readonly pull?: number;
}

/** A commit that somebody pushed to a pull request. */
export interface Pushed {
  readonly by?: Account | null;
  readonly email?: string;
  readonly message?: string;
}

export interface LocalPull {
  readonly number: number;
  readonly title: string;
  readonly author: Account | null;
  readonly base: string;
  readonly mergedAt: number;
  /** GitHub saw no merge: a bot pushed its commits. */
  readonly isByBot: boolean;
  /** Of the pull request's own branch. */
  readonly commits: readonly LocalCommit[];
  readonly head: string;
  readonly mergeCommit: string;
}

const noReply = ({ id, login }: Account): string => `${id}+${login}@users.noreply.github.com`;

export class Releases {
  readonly #world: World;
  readonly #branches = new Map<string, LocalCommit[]>();
  readonly #tags = new Map<string, readonly LocalCommit[]>();
  readonly #pulls = new Map<string, LocalPull>();
  readonly #releases: LocalRelease[] = [];
  /** Pull requests that the settings in .github/release.yml leave out. */
  readonly excluded = new Set<number>();
  #next = 0;

  constructor(world: World) {
    this.#world = world;
  }

  get all(): readonly LocalRelease[] {
    return this.#releases;
  }

  /** A new branch that begins where another one is now. */
  branch({ full_name }: Repository, name: string, from = "main"): void {
    this.#branches.set(`${this.#world.firstName(full_name)} ${name}`, [...this.#commitsOf(full_name, from)]);
  }

  #commitsOf(repository: string, branch: string): LocalCommit[] {
    const key = `${this.#world.firstName(repository)} ${branch}`;
    const commits = this.#branches.get(key) ?? [];
    this.#branches.set(key, commits);
    return commits;
  }

  #commit({ by = null, email, message = "Change" }: Pushed, pull: number | undefined): LocalCommit {
    if (by) this.#world.account(by);
    const sha = createHash("sha1")
      .update(`${++this.#next}`)
      .digest("hex");
    const address = email ?? (by ? noReply(by) : "somebody@example.org");
    const at = this.#world.now();
    return { sha, message, email: address, account: by, at, ...(pull !== undefined && { pull }) };
  }

  /** Somebody pushes to a branch without a pull request. */
  push({ full_name }: Repository, commit: Pushed, branch = "main"): LocalCommit {
    const made = this.#commit(commit, undefined);
    this.#commitsOf(full_name, branch).push(made);
    return made;
  }

  /** Merges a pull request. `closes` it means that a merge bot pushed its commits: GitHub sees no merge. */
  merge(
    repository: Repository,
    number: number,
    author: Account | null,
    {
      title = `Pull request ${number}`,
      base = "main",
      how = "squash" as "squash" | "rebase" | "merge" | "closes",
      commits: pushed = [{}] as readonly Pushed[],
    } = {},
  ): LocalPull {
    const mergedAt = this.#world.now();
    const thread = this.#world.thread(repository, number, {
      title,
      author,
      isPullRequest: true,
      open: false,
      mergedAt,
    });
    const commits = pushed.map((one) => this.#commit({ by: author, ...one }, number));
    const history = this.#commitsOf(repository.full_name, base);
    const squashed = () =>
      this.#commit(
        { by: author, message: [`${title} (#${number})`, "", ...squashLines(commits, author)].join("\n") },
        number,
      );
    const merge = () => this.#commit({ by: author, message: `Merge pull request #${number}\n\n${title}` }, number);
    const added = {
      squash: () => [squashed()],
      merge: () => [...commits, merge()],
      rebase: () => commits,
      closes: () => commits.map(({ pull: _, ...commit }) => commit),
    }[how]();
    history.push(...added);
    Object.assign(thread, {
      head: commits.at(-1)?.sha ?? thread.head,
      ...(how !== "closes" && { mergeCommit: added.at(-1)?.sha }),
    });
    const { head, mergeCommit } = thread;
    const pull = {
      number,
      title,
      author,
      base,
      mergedAt,
      isByBot: how === "closes",
      commits,
      head,
      mergeCommit,
    };
    this.#pulls.set(`${this.#world.firstName(repository.full_name)}#${number}`, pull);
    return pull;
  }

  /**
   * Drafts a release of what a branch holds now, or publishes it. GitHub has `said` the default branch as its target if the
   * tag existed before.
   */
  release(
    repository: Repository,
    tag: string,
    author: Account,
    {
      target = "main",
      body = "",
      draft = false,
      prerelease = false,
      immutable = false,
      said = undefined as string | undefined,
    } = {},
  ): LocalRelease {
    const full_name = this.#world.firstName(repository.full_name);
    this.#world.repository(repository);
    const commits = [...this.#commitsOf(full_name, target)];
    this.#tags.set(`${full_name} ${tag}`, commits);
    const createdAt = commits.at(-1)?.at ?? this.#world.now();
    const about = { id: 3000 + ++this.#next, repository: full_name, tag, target: said ?? target, author, createdAt };
    const release = {
      ...about,
      body,
      draft,
      prerelease,
      immutable,
      publishedAt: draft ? null : this.#world.now(),
      earlier: [],
    };
    this.#releases.push(release);
    return release;
  }

  publish(release: LocalRelease, draft = false): void {
    Object.assign(release, { draft, publishedAt: draft ? null : this.#world.now() });
  }

  delete(release: LocalRelease): void {
    this.#releases.splice(this.#releases.indexOf(release), 1);
  }

  /** The commits of one tag, branch or commit that another does not have. */
  #between(repository: string, base: string | undefined, head: string): readonly LocalCommit[] | undefined {
    const of = (ref: string) => this.#tags.get(`${repository} ${ref}`) ?? this.#branches.get(`${repository} ${ref}`);
    const [before, commits] = [base === undefined ? [] : of(base), of(head)];
    const known = new Set(before?.map(({ sha }) => sha));
    return before && commits?.filter(({ sha }) => !known.has(sha));
  }

  /** What GitHub generates: the pull requests behind the commits, and who had none merged before. */
  notes(repository: string, tag: string, previous = this.#tagBefore(repository, tag)): string | undefined {
    const commits = this.#between(repository, previous, tag);
    if (!commits) return undefined;
    const numbers = [...new Set(commits.flatMap(({ pull }) => pull ?? []))];
    const pulls = numbers.flatMap((number) => this.#pulls.get(`${repository}#${number}`) ?? []);
    const name = this.#world.nameNow(repository);
    const url = (number: number) => `https://github.com/${name}/pull/${number}`;
    const shown = pulls.filter(({ number }) => !this.excluded.has(number));
    const first = (author: Account | null) =>
      [...this.#pulls].filter(
        ([key, one]) => key.startsWith(`${repository}#`) && one.author?.id === author?.id,
      )[0]?.[1];
    const newcomers = shown.filter((pull) => first(pull.author) === pull);
    const login = (account: Account | null) => account?.login ?? "ghost";
    const welcome = newcomers.map(
      ({ author, number }) => `* @${login(author)} made their first contribution in ${url(number)}`,
    );
    return [
      "## What's Changed",
      ...shown.map(({ title, author, number }) => `* ${title} by @${login(author)} in ${url(number)}`),
      ...(welcome.length > 0 ? ["", "## New Contributors", ...welcome] : []),
      "",
      "",
      `**Full Changelog**: https://github.com/${name}/compare/${previous ?? ""}...${tag}`,
    ].join("\n");
  }

  #tagBefore(repository: string, tag: string): string | undefined {
    const at = this.#releases.findIndex((one) => one.repository === repository && one.tag === tag);
    return this.#releases.slice(0, at).findLast((one) => one.repository === repository && !one.draft)?.tag;
  }

  operations(contract: Contract): Record<string, Operation> {
    const example = (operation: string) => contract.example(operation, 200);
    const userOf = (account: Account | null) => account && { ...example("users/get-authenticated"), ...account };
    const shown = (release: LocalRelease) => ({
      ...example("repos/get-release"),
      ...payloadOf(release),
      author: userOf(release.author),
    });
    const commitOf = ({ sha, message, email, account, at }: LocalCommit) => {
      // The files of the published example do not fit GitHub's own schema.
      const { files: _, ...published } = example("repos/get-commit") as { files: unknown; commit: object };
      const signature = { name: "Somebody", email, date: instant(at) };
      return {
        ...published,
        sha,
        author: userOf(account),
        commit: { ...published.commit, message, author: signature, committer: signature },
      };
    };
    const about =
      (answer: (release: LocalRelease, body: unknown) => Answer): Operation =>
      ({ repository, params, body }) => {
        const found = this.#releases.find(({ id }) => id === Number(params.release_id));
        return found?.repository === repository ? answer(found, body) : NOT_FOUND;
      };
    const ofPull =
      (answer: (pull: LocalPull, call: Parameters<Operation>[0]) => Answer): Operation =>
      (call) => {
        const pull = this.#pulls.get(`${call.repository}#${call.params.pull_number}`);
        return pull ? answer(pull, call) : NOT_FOUND;
      };
    const paged = <T>(items: readonly T[], { query, url }: Parameters<Operation>[0]) => {
      const [size, page] = [Number(query.per_page ?? 30), Number(query.page ?? 1)];
      const next = new URL(url);
      next.searchParams.set("page", String(page + 1));
      const link = items.length > page * size ? { Link: `<${next}>; rel="next"` } : {};
      return { items: items.slice((page - 1) * size, page * size), headers: link };
    };
    const user = (found: Account | undefined): Answer =>
      found ? { status: 200, body: { ...example("users/get-by-id"), ...found } } : NOT_FOUND;

    return {
      "repos/get-release": about((release) => ({ status: 200, body: shown(release) })),

      "repos/update-release": about((release, body) => {
        const { body: text, ...more } = body as { body?: string };
        if (release.immutable && Object.keys(more).length > 0)
          return refused(422, "Cannot update an immutable release: only its title and its notes can be changed.");
        if ((text ?? "").length > NOTES_LENGTH_MAX)
          return refused(422, "body is too long (maximum is 125000 characters)");
        release.earlier.push(release.body);
        release.body = text ?? release.body;
        return { status: 200, body: shown(release) };
      }),

      "repos/list-releases": (call) => {
        const found = this.#releases.filter(({ repository }) => repository === call.repository).reverse();
        const { items, headers } = paged(found, call);
        return { status: 200, body: items.map(shown), headers };
      },

      "repos/generate-release-notes": ({ repository, body }) => {
        const { tag_name: tag, previous_tag_name: previous } = body as { tag_name: string; previous_tag_name?: string };
        const text = this.notes(repository, tag, previous);
        return text === undefined ? refused(422, "Invalid tag name") : { status: 200, body: { name: tag, body: text } };
      },

      "repos/compare-commits-with-basehead": (call) => {
        const [base, head = ""] = (call.params.basehead ?? "").split("...");
        const commits = this.#between(call.repository, base, head);
        if (!commits) return NOT_FOUND;
        const { items, headers } = paged(commits, call);
        const counts = { total_commits: commits.length, ahead_by: commits.length, behind_by: 0 };
        return {
          status: 200,
          body: { ...example("repos/compare-commits-with-basehead"), ...counts, commits: items.map(commitOf) },
          headers,
        };
      },

      "repos/list-commits": (call) => {
        const { sha = "main", since = "1970-01-01" } = call.query;
        const commits = this.#between(call.repository, undefined, sha)?.filter(({ at }) => at >= Date.parse(since));
        if (!commits) return NOT_FOUND;
        const { items, headers } = paged(commits.toReversed(), call);
        return { status: 200, body: items.map(commitOf), headers };
      },

      "pulls/get": ofPull(({ number, title, author, head, mergeCommit, mergedAt, isByBot }) => ({
        status: 200,
        body: {
          ...example("pulls/get"),
          ...{ number, title, state: "closed", merged: !isByBot, merged_at: isByBot ? null : instant(mergedAt) },
          ...{ closed_at: instant(mergedAt), head: { ...(example("pulls/get").head as object), sha: head } },
          user: userOf(author),
          merge_commit_sha: mergeCommit,
          requested_teams: [],
        },
      })),

      "pulls/list-commits": ofPull(({ commits }, call) => {
        const { items, headers } = paged(commits, call);
        return { status: 200, body: items.map(commitOf), headers };
      }),

      "repos/get-commit": ({ repository, params }) => {
        const commits = [...this.#branches]
          .filter(([key]) => key.startsWith(`${repository} `))
          .flatMap(([, all]) => all);
        const commit = commits.find(({ sha }) => sha === params.ref);
        return commit ? { status: 200, body: commitOf(commit) } : refused(422, "No commit found for SHA");
      },

      "users/get-by-id": ({ params }) => user(this.#world.accountNumbered(Number(params.account_id))),
      "users/get-by-username": ({ params }) => user(this.#world.accountNamed(params.username ?? "")),
    };
  }
}

/** GitHub names everybody else who committed, and keeps the trailers of the commits. */
function squashLines(commits: readonly LocalCommit[], author: Account | null): string[] {
  const trailer = /^co-authored-by:.*$/gim;
  const kept = commits.flatMap(({ message }) => message.match(trailer) ?? []);
  const others = commits.filter(({ account }) => account && account.id !== author?.id);
  return [...new Set([...others.map(({ account, email }) => `Co-authored-by: ${account?.login} <${email}>`), ...kept])];
}

const payloadOf = (release: LocalRelease) => ({
  id: release.id,
  tag_name: release.tag,
  name: release.tag,
  body: release.body,
  draft: release.draft,
  prerelease: release.prerelease,
  immutable: release.immutable,
  target_commitish: release.target,
  created_at: instant(release.createdAt),
  published_at: release.publishedAt === null ? null : instant(release.publishedAt),
  html_url: `https://github.com/${release.repository}/releases/tag/${release.tag}`,
});

/** What GitHub delivers about a release. */
export const releaseDelivery = (
  repository: object,
  action: "published" | "released" | "edited" | "unpublished" | "deleted",
  release: LocalRelease,
  by: User | Account = release.author,
): Delivery => ({
  event: "release",
  payload: structuredClone({
    action,
    repository,
    sender: by,
    release: { ...payloadOf(release), author: release.author },
  }),
});

/** What GitHub delivers when a pull request is merged, or closed by a merge bot. */
export function pullDelivery(repository: Repository, pull: LocalPull, change: object = {}): Delivery {
  const { number, title, author, base, mergedAt, head, mergeCommit } = pull;
  const at = instant(mergedAt);
  const pull_request = {
    id: 80_000 + number,
    ...{ number, title, user: author, labels: [], state: "closed", locked: false, draft: false, body: null },
    html_url: `https://github.com/${repository.full_name}/pull/${number}`,
    ...{ created_at: at, updated_at: at, closed_at: at, merged_at: at, merged: true },
    ...{ base: { ref: base }, head: { sha: head }, merge_commit_sha: mergeCommit },
    ...change,
  };
  return {
    event: "pull_request",
    payload: { action: "closed", repository, sender: author ?? undefined, number, pull_request },
  };
}
