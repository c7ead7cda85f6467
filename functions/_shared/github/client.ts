/**
 * Our GitHub client: reads a thread, writes our comments, labels and reactions in it, and closes an issue that was opened
 * only to join. Calls about releases are in releases.ts, those about issues of ours in issues.ts.
 */
import { createAppAuth } from "@octokit/auth-app";
import { Octokit } from "@octokit/core";
import { paginateRest } from "@octokit/plugin-paginate-rest";
import { throttling } from "@octokit/plugin-throttling";
import { ACCESS } from "../core/github/access.ts";
import type { LabelDefinition } from "../core/github/pod-label.ts";
import type { Source } from "../core/spoken.ts";
import { notAllowed, writing } from "./failure.ts";
import { fetchWithin } from "./fetch-within.ts";
import { appHook, type Hook, type NoHook, organisationHook } from "./hook-deliveries.ts";
import { type Issues, issueCalls } from "./issues.ts";
import { type Listings, openListings } from "./listings.ts";
import { labelNames, ownerAndRepo, unless } from "./received.ts";
import { type Releases, type RepositoryPlace, releaseCalls } from "./releases.ts";
import type { GitHubSecret } from "./secret.ts";

/** The location of a thread. */
export interface Place extends RepositoryPlace {
  readonly number: number;
}

/** An issue or pull request as it is now. */
export interface LiveThread {
  readonly title: string;
  readonly labels: readonly string[];
  readonly author: { readonly id: number; readonly login: string; readonly type?: string } | null;
  readonly isPullRequest: boolean;
  readonly body: string;
  /** ms */
  readonly createdAt: number;
  readonly open: boolean;
  /** Somebody opened it again after it had been closed. */
  readonly reopened: boolean;
  readonly draft: boolean;
  readonly locked: boolean;
}

export interface Comment {
  readonly id: number;
  readonly body: string;
  /** Only the account that wrote a comment may edit it, and ours changes with the token or the app. */
  readonly isOurs: boolean;
}

/** Every call throws errors that `failureOf` understands. */
export interface GitHub extends Releases, Issues {
  thread(place: Place): Promise<LiveThread>;
  /** The paths that a pull request changes, as many as GitHub lists: 3,000. */
  files(place: Place): Promise<string[]>;
  comment(place: Place, id: number): Promise<Comment>;
  /** Our own comments that begin with `marker`, oldest first. */
  ours(place: Place, marker: string): Promise<Comment[]>;
  /** All comments that were written or edited since then (ms), oldest first. */
  since(place: Place, at: number): Promise<Comment[]>;
  /** Without the permission to see teams, GitHub reads no mention of one. */
  create(place: Place, body: string, permission?: Writing): Promise<Comment>;
  /** `undefined` if the repository has no such label. */
  labelDescription(place: Place, name: string): Promise<string | undefined>;
  /** Again it changes nothing. */
  createLabel(place: Place, label: LabelDefinition): Promise<void>;
  /** Changes the description alone. */
  describeLabel(place: Place, label: LabelDefinition): Promise<void>;
  /** Puts a label on a thread; again it changes nothing. */
  label(place: Place, name: string): Promise<void>;
  /** Takes a label off a thread; again it changes nothing. */
  unlabel(place: Place, name: string): Promise<void>;
  update(place: Place, id: number, body: string, permission?: Writing): Promise<void>;
  /** Whether an organisation has a team that we may see. */
  hasTeam(place: Place, organisation: string, team: string): Promise<boolean>;
  /** Whether GitHub reads a mention of the team in a comment. */
  mentionsTeam(place: Place, id: number, organisation: string, team: string): Promise<boolean>;
  remove(place: Place, id: number): Promise<void>;
  /** Shows that we have seen a text; again it changes nothing. Reviews have no reactions. */
  react(place: Place, source: Source): Promise<void>;
  /** Closes the issue as completed. */
  close(place: Place): Promise<void>;
  /** Reads what GitHub lists about an organisation. */
  listings(organisation: string): Listings;
  /** The webhook whose address is ours: that of the app, or with a token that of the organisation. */
  hook(organisation: string, isOurs: (url: string) => boolean): Promise<Hook | NoHook>;
}

interface Options {
  readonly log: { warn(message: string): void };
  /** The address of the API, unless the secret names another one. */
  readonly api: string;
  /** Three seconds between two comments, as GitHub asks for. Only tests against a local server turn it off. */
  readonly paced?: boolean;
  /** How long one request may take, ms. Tests on a busy machine give it longer. */
  readonly timeoutMs?: number;
  /** How requests leave. Tests answer them within their process. */
  readonly fetch?: typeof fetch;
}

const REQUEST_TIMEOUT_MS = 4_000;
const COMMENTS_PER_PAGE = 100;

/** The permissions that a call needs: no token allows more. Comments on lines of code do not belong to the issues. */
const PERMISSIONS = {
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
type Permission = keyof typeof PERMISSIONS;
/** The permissions with which a comment is written. */
export type Writing = Extract<Permission, "issues" | "teams">;

const REACTIONS = {
  comment: { route: "POST /repos/{owner}/{repo}/issues/comments/{id}/reactions", permission: "issues" },
  "review-comment": { route: "POST /repos/{owner}/{repo}/pulls/comments/{id}/reactions", permission: "pull_requests" },
  opening: { route: "POST /repos/{owner}/{repo}/issues/{id}/reactions", permission: "issues" },
} as const satisfies Record<Exclude<Source["kind"], "review">, { route: string; permission: Permission }>;

interface Received {
  readonly id: number | bigint;
  readonly body?: string;
  readonly user: { readonly login: string } | null;
}

const Client = Octokit.plugin(throttling, paginateRest);
type Client = InstanceType<typeof Client>;

let opened = 0;

export function openGitHub(
  secret: GitHubSecret,
  { log, api, paced = true, timeoutMs = REQUEST_TIMEOUT_MS, fetch = globalThis.fetch }: Options,
): GitHub {
  const settings = {
    baseUrl: secret.baseUrl ?? api,
    userAgent: "openfaas-pods",
    log: { debug() {}, info() {}, warn: log.warn, error: log.warn },
    request: { fetch: fetchWithin(timeoutMs, fetch) },
    // No retries here: a repeated POST could make two comments. The errand is retried, after looking for the comment.
    throttle: { enabled: paced, id: `pods-${++opened}`, onRateLimit: () => false, onSecondaryRateLimit: () => false },
  };
  const client = new Client(settings);
  const app =
    secret.kind === "app" ? new Client({ ...settings, authStrategy: createAppAuth, auth: secret }) : undefined;
  const authorization = secret.kind === "token" ? `token ${secret.token}` : "";
  const credentials = app ? appCredentials(app) : tokenCredentials(client, authorization);

  client.hook.error("request", (error) => {
    if ((error as { status?: number }).status === 401) credentials.refused();
    throw error;
  });

  const parameters = async (place: RepositoryPlace, permission: Permission = "issues") => {
    return { ...ownerAndRepo(place.repository), headers: await credentials.headers(place, permission) };
  };

  async function commentOf({ id, body = "", user }: Received): Promise<Comment> {
    return { id: Number(id), body, isOurs: user?.login.toLowerCase() === (await credentials.login()) };
  }

  async function comments(place: Place, since: { since?: string } = {}) {
    const all = await client.paginate("GET /repos/{owner}/{repo}/issues/{issue_number}/comments", {
      ...(await parameters(place)),
      ...since,
      issue_number: place.number,
      per_page: COMMENTS_PER_PAGE,
    });
    return (await Promise.all(all.map(commentOf))).sort((a, b) => a.id - b.id);
  }

  return {
    ...releaseCalls(client, parameters),
    ...issueCalls(client, parameters, () => credentials.login()),

    async thread(place) {
      const { data } = await client.request("GET /repos/{owner}/{repo}/issues/{issue_number}", {
        ...(await parameters(place)),
        issue_number: place.number,
      });
      const { user } = data;
      return {
        title: data.title,
        labels: labelNames(data.labels),
        author: user && { id: Number(user.id), login: user.login, type: user.type },
        isPullRequest: data.pull_request !== undefined,
        body: data.body ?? "",
        createdAt: Date.parse(data.created_at),
        open: data.state === "open",
        reopened: data.state_reason === "reopened",
        draft: data.draft ?? false,
        locked: data.locked,
      };
    },

    async files(place) {
      const route = "GET /repos/{owner}/{repo}/pulls/{pull_number}/files";
      const about = { ...(await parameters(place, "files")), pull_number: place.number, per_page: 100 };
      // Page by page, since a page holds what was changed as well.
      return client.paginate(route, about, ({ data }) => data.map(({ filename }) => filename));
    },

    async comment(place, id) {
      const { data } = await client.request("GET /repos/{owner}/{repo}/issues/comments/{comment_id}", {
        ...(await parameters(place)),
        comment_id: id,
      });
      return commentOf(data);
    },

    async ours(place, marker) {
      return (await comments(place)).filter(({ isOurs, body }) => isOurs && body.startsWith(marker));
    },

    since: (place, at) => comments(place, { since: new Date(Math.floor(at / 1000) * 1000).toISOString() }),

    async create(place, body, permission) {
      const route = "POST /repos/{owner}/{repo}/issues/{issue_number}/comments";
      const about = { ...(await parameters(place, permission)), issue_number: place.number, body };
      const { data } = await writing(place.repository, () => client.request(route, about));
      return { id: Number(data.id), body, isOurs: true };
    },

    async labelDescription(place, name) {
      const label = await unless(404, async () =>
        client.request("GET /repos/{owner}/{repo}/labels/{name}", { ...(await parameters(place)), name }),
      );
      return label && (label.data.description ?? "");
    },

    async createLabel(place, label) {
      const route = "POST /repos/{owner}/{repo}/labels";
      const about = { ...(await parameters(place)), ...label };
      await unless(422, () => writing(place.repository, () => client.request(route, about)), /already_exists/);
    },

    async describeLabel(place, { name, description }) {
      const route = "PATCH /repos/{owner}/{repo}/labels/{name}";
      const about = { ...(await parameters(place)), name, description };
      await writing(place.repository, () => client.request(route, about));
    },

    async label(place, name) {
      const route = "POST /repos/{owner}/{repo}/issues/{issue_number}/labels";
      const about = { ...(await parameters(place)), issue_number: place.number, labels: [name] };
      await writing(place.repository, () => client.request(route, about));
    },

    async unlabel(place, name) {
      const route = "DELETE /repos/{owner}/{repo}/issues/{issue_number}/labels/{name}";
      const about = { ...(await parameters(place)), issue_number: place.number, name };
      const call = () => unless(404, () => client.request(route, about), /Label does not exist/);
      await writing(place.repository, call);
    },

    async update(place, id, body, permission) {
      const route = "PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}";
      const about = { ...(await parameters(place, permission)), comment_id: id, body };
      await writing(place.repository, () => client.request(route, about));
    },

    async hasTeam(place, org, team_slug) {
      const { headers } = await parameters(place, "teams");
      const route = "GET /orgs/{org}/teams/{team_slug}";
      return (await unless(404, () => client.request(route, { headers, org, team_slug }))) !== undefined;
    },

    async mentionsTeam(place, id, organisation, team) {
      const { data } = await client.request("GET /repos/{owner}/{repo}/issues/comments/{comment_id}", {
        ...(await parameters(place, "teams")),
        comment_id: id,
        mediaType: { format: "html" },
      });
      const mentioned = /class="[^"]*\bteam-mention\b[^"]*"[^>]*>@([^<]+)</g;
      const wanted = `${organisation}/${team}`.toLowerCase();
      return [...(data.body_html ?? "").matchAll(mentioned)].some(([, name = ""]) => name.toLowerCase() === wanted);
    },

    async remove(place, id) {
      const route = "DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}";
      const about = { ...(await parameters(place)), comment_id: id };
      await writing(place.repository, () => client.request(route, about));
    },

    async react(place, { kind, id }) {
      if (kind === "review") return;
      const { route, permission } = REACTIONS[kind];
      const about = { ...(await parameters(place, permission)), id: kind === "opening" ? place.number : id };
      await client.request(route, { ...about, content: "eyes" });
    },

    async close(place) {
      const route = "PATCH /repos/{owner}/{repo}/issues/{issue_number}";
      const closed = { state: "closed", state_reason: "completed" } as const;
      const about = { ...(await parameters(place)), issue_number: place.number, ...closed };
      await writing(place.repository, () => client.request(route, about));
    },

    listings: (organisation) =>
      openListings(client, organisation, (permission) => credentials.ofOrganisation(organisation, permission)),

    hook: (organisation, isOurs) =>
      app ? appHook(app, isOurs) : organisationHook(client, { authorization }, organisation, isOurs),
  };
}

interface Credentials {
  /** The headers that authorise a call about a place. */
  headers(place: RepositoryPlace, permission: Permission): Promise<{ authorization: string }>;
  /** The headers that authorise reading in all repositories of an organisation. */
  ofOrganisation(organisation: string, permission: Permission): Promise<{ authorization: string }>;
  /** The login that writes our comments, in lower case. */
  login(): Promise<string>;
  /** GitHub refused our credentials. */
  refused(): void;
}

function tokenCredentials(client: Client, authorization: string): Credentials {
  const headers = { authorization };
  return {
    headers: async () => headers,
    ofOrganisation: async () => headers,
    login: once(async () => (await client.request("GET /user", { headers })).data.login.toLowerCase()),
    // There is no other token to try.
    refused() {},
  };
}

/** GitHub's tokens are valid for an hour. */
const TOKEN_MS = 55 * 60_000;

/**
 * One token for each repository and permission, which allows nothing else; cached until it expires. `client` signs its
 * calls with the app's own key, so it cannot make the calls that need such a token.
 */
function appCredentials(client: Client): Credentials {
  const tokens = new Map<string, { readonly token: string; readonly until: number }>();
  const newToken = async (installationId: number, narrowed: object, permission: Permission): Promise<string> => {
    const permissions = { ...PERMISSIONS[permission], metadata: "read" };
    const { token } = (await client.auth({
      type: "installation",
      installationId,
      ...narrowed,
      permissions,
      refresh: true,
    })) as { token: string };
    return token;
  };
  /** `where` names the place in a refusal. */
  const authorise = async (key: string, where: string, make: () => Promise<string>) => {
    const known = tokens.get(key);
    if (known !== undefined && known.until > Date.now()) return { authorization: `token ${known.token}` };
    const token = await make().catch((error: unknown) => {
      throw notAllowed(error, where);
    });
    tokens.set(key, { token, until: Date.now() + TOKEN_MS });
    return { authorization: `token ${token}` };
  };
  return {
    // The installation is looked up for each token, since an app that is installed again gets another id.
    headers: ({ repository, repositoryId }, permission) =>
      authorise(`${repositoryId} ${permission}`, repository, async () => {
        const { data } = await client.request("GET /repos/{owner}/{repo}/installation", ownerAndRepo(repository));
        return newToken(data.id, { repositoryIds: [repositoryId] }, permission);
      }),
    ofOrganisation: (org, permission) =>
      authorise(`${org} ${permission}`, org, async () => {
        const { data } = await client.request("GET /orgs/{org}/installation", { org });
        return newToken(data.id, {}, permission);
      }),
    login: once(async () => {
      const { data } = await client.request("GET /app");
      return `${data?.slug}[bot]`.toLowerCase();
    }),
    refused: () => tokens.clear(),
  };
}

/** Calls `load` once and caches the result. A failure is not cached. */
function once<T>(load: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined;
  return () => {
    result ??= load().catch((error: unknown) => {
      result = undefined;
      throw error;
    });
    return result;
  };
}
