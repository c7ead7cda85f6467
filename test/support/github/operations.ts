/**
 * The answers of the local GitHub, one function an operation. Each begins with GitHub's published example, so it has every
 * field. Rules that a specification cannot express (locked threads, the length and the owner of a comment) are coded here.
 */
import type { Account, Accounts } from "./accounts.ts";
import type { Contract } from "./contract.ts";
import type { LocalComment, LocalLabel, LocalThread, World } from "./world.ts";

interface Call {
  readonly account: Account;
  /** owner/name */
  readonly repository: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly url: URL;
  /** The media type that is asked for. */
  readonly accept: string;
  /** The caller may see the teams of the organisation. */
  readonly seesTeams: boolean;
}

export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export type Operation = (call: Call) => Answer;

const COMMENT_LENGTH_MAX = 65_536;
const TOKEN_MS = 3_600_000;

const ok = (body: unknown, headers = {}): Answer => ({ status: 200, body, headers });
/** GitHub tells times in whole seconds. */
export const instant = (at: number): string => new Date(at).toISOString().replace(/\.\d+/, "");
export const refused = (status: number, message: string): Answer => ({ status, body: { message } });
const ALREADY_EXISTS: Answer = {
  status: 422,
  body: {
    message: "Validation Failed",
    documentation_url: "https://docs.github.com/rest/issues/labels#create-a-label",
    errors: [{ resource: "Label", code: "already_exists", field: "name" }],
  },
};
export const NOT_FOUND = refused(404, "Not Found");

/** As GitHub renders the mention of a team, and of one that it does not read. */
const rendered = ({ body, teams }: LocalComment): string =>
  body.replaceAll(/@([\w-]+)\/([\w-]+)/g, (name, org: string, team: string) =>
    teams.includes(`${org}/${team}`.toLowerCase())
      ? `<a class="team-mention js-team-mention notranslate" data-hovercard-type="team" href="https://github.com/orgs/${org}/teams/${team}">${name}</a>`
      : name,
  );

export function operationsOf(contract: Contract, world: World, { app, tokenFor }: Accounts): Record<string, Operation> {
  const example = (operation: string) => contract.example(operation, 200);
  const shown = ({ id, author, body, createdAt, updatedAt }: LocalComment) => ({
    ...example("issues/get-comment"),
    id,
    body,
    created_at: instant(createdAt),
    updated_at: instant(updatedAt),
    user: { ...example("users/get-authenticated"), ...author },
  });
  const issue = (thread: LocalThread) => {
    const { id, number, author, open, labels, stateReason, title, body, locked, draft, isPullRequest } = thread;
    // The published example is a pull request.
    const { pull_request, state_reason: _, ...published } = example("issues/get");
    return {
      ...published,
      ...(isPullRequest && { pull_request }),
      id,
      html_url: `https://github.com/${thread.repository}/issues/${number}`,
      repository_url: `https://api.github.com/repos/${thread.repository}`,
      assignee: null,
      assignees: thread.assignees.map((one) => ({ ...example("users/get-authenticated"), ...one })),
      created_at: instant(thread.createdAt),
      updated_at: instant(thread.updatedAt),
      title,
      body,
      locked,
      draft,
      number,
      user: author && { ...example("users/get-authenticated"), ...author },
      author_association: thread.association,
      state: open ? "open" : "closed",
      ...(stateReason && { state_reason: stateReason }),
      labels: labels.map((name) => ({ id: 1, name })),
    };
  };
  /** Finds the thread of a call. */
  const within =
    (answer: (thread: LocalThread, call: Call) => Answer): Operation =>
    (call) => {
      const thread = world.find(call.repository, Number(call.params.issue_number));
      return thread && world.isSeen(thread) ? answer(thread, call) : NOT_FOUND;
    };
  /** Finds the comment of a call. */
  const about =
    (answer: (comment: LocalComment, call: Call) => Answer): Operation =>
    (call) => {
      const comment = world.comment(Number(call.params.comment_id));
      return comment && world.isSeen(comment) ? answer(comment, call) : NOT_FOUND;
    };
  /** The same reaction by the same account is one. */
  const react = ({ reactions }: { reactions: string[] }, { account, body }: Call): Answer => {
    const { content } = body as { content: string };
    const reaction = `${account.login} ${content}`;
    const isNew = !reactions.includes(reaction);
    if (isNew) reactions.push(reaction);
    return { status: isNew ? 201 : 200, body: { ...contract.example("reactions/create-for-issue", 201), content } };
  };

  /** One page of a list, with a link to the next. */
  const paged = <T>(all: readonly T[], query: Call["query"], url: URL, show: (one: T) => unknown): Answer => {
    const size = Number(query.per_page ?? 30);
    const page = Number(query.page ?? 1);
    const next = new URL(url);
    next.searchParams.set("page", String(page + 1));
    const link = all.length > page * size ? { Link: `<${next}>; rel="next"` } : {};
    return ok(all.slice((page - 1) * size, page * size).map(show), link);
  };
  const labelOf = (label: LocalLabel) => ({ ...example("issues/get-label"), ...label });

  return {
    "users/get-authenticated": ({ account }) => ok({ ...example("users/get-authenticated"), ...account }),

    "apps/get-authenticated": () => ok({ ...example("apps/get-authenticated"), id: app.id, slug: app.slug }),

    "apps/get-repo-installation": ({ repository }) =>
      world.repositoryId(repository) === undefined
        ? NOT_FOUND
        : ok({ ...example("apps/get-repo-installation"), id: app.installation }),

    "apps/create-installation-access-token": ({ body, params }) => {
      if (Number(params.installation_id) !== app.installation) return NOT_FOUND;
      const { permissions, repository_ids } = body as {
        permissions: Record<string, string>;
        repository_ids?: number[];
      };
      const token = tokenFor(repository_ids, permissions);
      if (!token) return refused(422, "The permissions requested are not granted to this installation.");
      const expires_at = new Date(Date.now() + TOKEN_MS).toISOString();
      return { status: 201, body: { token, expires_at, permissions, repository_selection: "selected" } };
    },

    "issues/get": within((thread) => ok(issue(thread))),

    "issues/update": within((thread, { body, account }) => {
      const { title, body: text, state } = body as { title?: string; body?: string; state?: string };
      const { state_reason: stateReason = null } = body as { state_reason?: "completed" };
      if (text !== undefined && text.length > COMMENT_LENGTH_MAX) return refused(422, "Validation Failed");
      Object.assign(thread, { title: title ?? thread.title, body: text ?? thread.body });
      if (state !== undefined) world.turn(thread, account, { open: state === "open", stateReason });
      return ok(issue(thread));
    }),

    "issues/create": ({ repository, body, account }) => {
      const id = world.repositoryId(repository);
      if (id === undefined) return NOT_FOUND;
      if (world.withoutIssues.has(repository)) return refused(410, "Issues are disabled for this repo");
      const { title, body: text = "" } = body as { title: string; body?: string };
      if (text.length > COMMENT_LENGTH_MAX) return refused(422, "Validation Failed");
      return { status: 201, body: issue(world.open({ id, full_name: repository }, account, { title, body: text })) };
    },

    "issues/list-comments": within((thread, { query, url }) => {
      const comments = thread.comments.filter(({ updatedAt }) => updatedAt >= Date.parse(query.since ?? "1970-01-01"));
      return paged(comments, query, url, shown);
    }),

    "issues/create-comment": within(({ locked, number }, { repository, body, account, seesTeams }) => {
      const { body: text } = body as { body: string };
      if (locked) return refused(403, "Unable to create comment because issue is locked.");
      if (text.length > COMMENT_LENGTH_MAX) return refused(422, "Validation Failed");
      return { status: 201, body: shown(world.say({ full_name: repository }, number, account, text, seesTeams)) };
    }),

    "issues/get-comment": about((comment, { accept }) => {
      const { body, ...rest } = shown(comment);
      return ok(accept.includes("html") ? { ...rest, body_html: rendered(comment) } : { ...rest, body });
    }),

    "teams/get-by-name": ({ params }) => {
      const { org, team_slug: slug } = params;
      const published = example("teams/get-by-name");
      // The published example lacks two fields that GitHub requires.
      const organization = { ...(published.organization as object), archived_at: null };
      const team = { ...published, organization, slug, type: "organization" };
      return world.hasTeam(`${org}/${slug}`) ? ok(team) : NOT_FOUND;
    },

    "issues/update-comment": about((comment, { body, account, seesTeams }) => {
      if (comment.author.id !== account.id) return refused(403, "You cannot edit this comment.");
      world.rewrite(comment, (body as { body: string }).body, seesTeams);
      return ok(shown(comment));
    }),

    "pulls/list-files": ({ repository, params, query, url }) => {
      const thread = world.find(repository, Number(params.pull_number));
      const [file] = contract.example("pulls/list-files", 200) as unknown as object[];
      if (!thread?.isPullRequest) return NOT_FOUND;
      return paged(thread.files.slice(0, 3_000), query, url, (filename) => ({ ...file, filename }));
    },

    "pulls/list-reviews": ({ repository, params, query, url }) => {
      const thread = world.find(repository, Number(params.pull_number));
      const [review] = contract.example("pulls/list-reviews", 200) as unknown as object[];
      if (!thread?.isPullRequest) return NOT_FOUND;
      return paged(thread.reviews, query, url, ({ id, author, state, body, submittedAt }) => ({
        ...{ ...review, id, body, state: state.toUpperCase(), submitted_at: instant(submittedAt) },
        user: { ...example("users/get-authenticated"), ...author },
      }));
    },

    "pulls/list-review-comments": ({ repository, params, query, url }) => {
      const number = Number(params.pull_number);
      const [published] = contract.example("pulls/list-review-comments", 200) as unknown as object[];
      if (!world.find(repository, number)?.isPullRequest) return NOT_FOUND;
      return paged(world.lineComments({ full_name: repository }, number), query, url, (comment) => ({
        ...published,
        ...shown(comment),
      }));
    },

    "issues/get-label": ({ repository, params }) => {
      const label = world.labels({ full_name: repository }).get(params.name?.toLowerCase() ?? "");
      return label ? ok(labelOf(label)) : NOT_FOUND;
    },

    "issues/create-label": ({ repository, body }) => {
      const { name, color = "ededed", description = null } = body as LocalLabel;
      const labels = world.labels({ full_name: repository });
      if (labels.has(name.toLowerCase())) return ALREADY_EXISTS;
      labels.set(name.toLowerCase(), { name, color, description });
      return { status: 201, body: labelOf({ name, color, description }) };
    },

    "issues/update-label": ({ repository, params, body }) => {
      const label = world.labels({ full_name: repository }).get(params.name?.toLowerCase() ?? "");
      return label ? ok(labelOf(Object.assign(label, body))) : NOT_FOUND;
    },

    "issues/add-labels": within((thread, { repository, body, account }) => {
      const labels = world.labels({ full_name: repository });
      for (const name of (body as { labels: string[] }).labels) {
        if (!labels.has(name.toLowerCase()))
          labels.set(name.toLowerCase(), { name, color: "ededed", description: null });
        world.label(thread, name, account);
      }
      return ok(thread.labels.map((name) => labelOf({ name, color: "ededed", description: null })));
    }),

    "issues/remove-label": within((thread, { params, account }) => {
      const found = thread.labels.find((name) => name.toLowerCase() === params.name?.toLowerCase());
      if (found === undefined) return refused(404, "Label does not exist");
      world.unlabel(thread, found, account);
      return ok(thread.labels.map((name) => labelOf({ name, color: "ededed", description: null })));
    }),

    "reactions/create-for-issue": within(react),

    "reactions/create-for-issue-comment": about(react),

    "reactions/create-for-pull-request-review-comment": (call) => {
      const comment = world.reviewComment(Number(call.params.comment_id));
      return comment && world.isSeen(comment) ? react(comment, call) : NOT_FOUND;
    },

    "issues/delete-comment": about(({ id }) => {
      world.deleteComment(id);
      return { status: 204 };
    }),
  };
}
