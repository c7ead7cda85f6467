/** What the local GitHub lists: the repositories of an organisation, issues by label, contributors, and what a search finds. */
import type { Account, Accounts } from "./accounts.ts";
import type { Contract } from "./contract.ts";
import { type Answer, instant, NOT_FOUND, type Operation } from "./operations.ts";
import type { LocalThread, World } from "./world.ts";

export interface LocalRepository {
  /** owner/name, as it is called now. */
  name: string;
  private: boolean;
  archived: boolean;
  stars: number;
  updatedAt: number;
  createdAt: number;
  pushedAt: number;
  /** Deleted, or private and not for us. */
  hidden: boolean;
  /** People who wrote a commit there; `too-many` for GitHub to list. */
  contributors: readonly Account[] | "too-many";
}

export class Listings {
  readonly #world: World;
  readonly #repositories = new Map<number, LocalRepository>();
  /** Issues that a pull request works on. */
  readonly linked = new Set<LocalThread>();

  constructor(world: World) {
    this.#world = world;
  }

  /** What GitHub says of a repository; a change of it is a change there. */
  repository(id: number, change: Partial<LocalRepository> = {}): LocalRepository {
    const [name = `ships/${id}`] = [...this.#world.repositoryNames()].find(([, its]) => its === id) ?? [];
    const at = Date.parse("2026-11-22T10:00:00Z");
    const known = this.#repositories.get(id) ?? {
      name,
      private: false,
      archived: false,
      stars: 10,
      updatedAt: at,
      createdAt: Date.parse("2020-01-01T00:00:00Z"),
      pushedAt: at,
      hidden: false,
      contributors: [],
    };
    this.#repositories.set(id, Object.assign(known, change));
    return known;
  }

  assign(thread: LocalThread, ...people: readonly Account[]): void {
    thread.assignees = people;
  }

  /** All that are listed, oldest first. */
  #all(): [id: number, repository: LocalRepository][] {
    for (const [, id] of this.#world.repositoryNames()) this.repository(id);
    return [...this.#repositories].filter(([, { hidden }]) => !hidden).sort(([a], [b]) => a - b);
  }

  #named(name: string): [id: number, repository: LocalRepository] | undefined {
    const now = this.#world.nameNow(name).toLowerCase();
    return this.#all().find(([, one]) => one.name.toLowerCase() === now);
  }

  operations(contract: Contract, { app }: Accounts): Record<string, Operation> {
    const account = (one: Account) => ({ ...contract.example("users/get-authenticated", 200), ...one });
    const [listed] = contract.example("repos/list-for-org", 200) as unknown as [{ owner: object }];
    const shown = (published: object, id: number, one: LocalRepository) => ({
      ...published,
      ...{ id, full_name: one.name, name: one.name.split("/")[1] },
      owner: { ...listed.owner, login: one.name.split("/")[0] },
      ...{ private: one.private, archived: one.archived, stargazers_count: one.stars },
      updated_at: instant(one.updatedAt),
      created_at: instant(one.createdAt),
      pushed_at: instant(one.pushedAt),
    });
    const { pull_request, ...example } = contract.example("issues/get", 200);
    const issue = (thread: LocalThread) => ({
      ...example,
      ...(thread.isPullRequest && { pull_request }),
      ...{ id: thread.id, number: thread.number, title: thread.title, locked: thread.locked, body: thread.body },
      state: thread.open ? "open" : "closed",
      html_url: `https://github.com/${thread.repository}/issues/${thread.number}`,
      repository_url: `https://api.github.com/repos/${thread.repository}`,
      labels: thread.labels.map((name) => ({ name })),
      user: thread.author && account(thread.author),
      assignees: thread.assignees.map(account),
      assignee: null,
      author_association: "NONE",
      created_at: instant(thread.createdAt),
      updated_at: instant(thread.updatedAt),
    });
    const openIn = (id: number) => this.#world.threadsIn(id).filter(({ open }) => open);

    return {
      "apps/get-org-installation": () => ({
        status: 200,
        body: { ...contract.example("apps/get-org-installation", 200), id: app.installation },
      }),

      "repos/list-for-org": (call) => {
        const of = `${call.params.org}/`.toLowerCase();
        const all = this.#all().filter(([, { name }]) => name.toLowerCase().startsWith(of));
        return paged(
          call,
          all.map(([id, one]) => shown(listed, id, one)),
        );
      },

      "repos/get": ({ repository }) => {
        const found = this.#named(repository);
        // The published example is a fork.
        const { source, parent, template_repository, ...published } = contract.example("repos/get", 200);
        return found ? { status: 200, body: shown({ ...published, language: null }, ...found) } : NOT_FOUND;
      },

      "issues/list-for-repo": (call) => {
        const found = this.#named(call.repository);
        if (!found) return NOT_FOUND;
        const { labels = "", assignee, state, creator } = call.query;
        if (creator !== undefined) {
          if (state !== "all" || call.query.direction !== "asc") throw new Error("This GitHub lists all by somebody.");
          const by = this.#world
            .threadsIn(found[0])
            .filter(({ author }) => author?.login.toLowerCase() === creator.toLowerCase());
          return paged(call, by.map(issue));
        }
        if (assignee !== "none" || state !== "open") throw new Error("This GitHub lists only what nobody works on.");
        const wanted = labels.toLowerCase().split(",");
        const has = ({ labels: its }: LocalThread) => wanted.every((one) => its.some((l) => l.toLowerCase() === one));
        const free = openIn(found[0]).filter((thread) => has(thread) && thread.assignees.length === 0);
        return paged(call, free.map(issue));
      },

      "repos/list-contributors": (call) => {
        const contributors = this.#named(call.repository)?.[1].contributors;
        if (contributors === undefined) return NOT_FOUND;
        if (contributors === "too-many")
          return {
            status: 403,
            body: {
              message:
                "The history or contributor list is too large to list contributors for this repository via the API.",
            },
          };
        if (contributors.length === 0) return { status: 204 };
        return paged(
          call,
          contributors.map((one) => ({ ...account(one), contributions: 3 })),
        );
      },

      "search/issues-and-pull-requests": (call) => {
        const { q = "" } = call.query;
        const [, merger, where = "", before = ""] = /^author:(\S+) (\S+) is:pr merged:<(\S+)$/.exec(q) ?? [];
        if (merger)
          return searched(
            this.#all()
              .flatMap(([id]) => this.#world.threadsIn(id))
              .filter(({ author, repository }) => isOf(author, merger) && isWithin(repository, where))
              .filter(({ mergedAt }) => mergedAt !== null && mergedAt < Date.parse(before))
              .map((thread) => ({ ...issue(thread), score: 1 })),
            { search_type: "lexical" },
          );
        const [, org = "", labels = ""] =
          /^org:(\S+) is:issue is:open linked:pr label:("[^"]+"(?:,"[^"]+")*)$/.exec(q) ?? [];
        const wanted = labels.split(",").map((label) => label.replaceAll('"', "").toLowerCase());
        return searched(
          [...this.linked]
            .filter(({ repository }) => repository.startsWith(`${org}/`))
            .filter(({ open, labels: its }) => open && its.some((label) => wanted.includes(label.toLowerCase())))
            .map((thread) => ({ ...issue(thread), score: 1 })),
          { search_type: "lexical" },
        );
      },

      // The work of contributors in this repository is old.
      "search/commits": (call) => {
        const [, by = "", where = ""] = /^author:(\S+) (\S+) committer-date:<\S+$/.exec(call.query.q ?? "") ?? [];
        const { items } = contract.example("search/commits", 200) as { items: object[] };
        const found = this.#all().some(
          ([, { name, contributors }]) =>
            isWithin(name, where) && contributors !== "too-many" && contributors.some((one) => isOf(one, by)),
        );
        return searched(found ? items : []);
      },
    };
  }
}

type Call = Parameters<Operation>[0];

const searched = (items: readonly object[], more: object = {}): Answer => ({
  status: 200,
  body: { total_count: items.length, incomplete_results: false, ...more, items },
});

const isOf = (account: Account | null, login: string): boolean => account?.login.toLowerCase() === login.toLowerCase();

/** `org:ships` or `repo:ships/hull` */
function isWithin(repository: string, where: string): boolean {
  const [kind, name = ""] = where.toLowerCase().split(":");
  return kind === "org" ? repository.toLowerCase().startsWith(`${name}/`) : repository.toLowerCase() === name;
}

function paged({ query, url }: Call, all: readonly object[]): Answer {
  const size = Number(query.per_page ?? 30);
  const page = Number(query.page ?? 1);
  const next = new URL(url);
  next.searchParams.set("page", String(page + 1));
  const headers = all.length > page * size ? { Link: `<${next}>; rel="next"` } : {};
  return { status: 200, body: all.slice((page - 1) * size, page * size), headers };
}
