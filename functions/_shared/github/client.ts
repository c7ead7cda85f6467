/** What we read from and write to GitHub: a thread, and our one comment in it. */
import { createAppAuth } from "@octokit/auth-app";
import { Octokit } from "@octokit/core";
import { paginateRest } from "@octokit/plugin-paginate-rest";
import { throttling } from "@octokit/plugin-throttling";
import type { GitHubSecret } from "./secret.ts";

/** Where a thread is. */
export interface Place {
  /** owner/name */
  readonly repository: string;
  readonly repositoryId: number;
  readonly number: number;
}

/** An issue or pull request as it is now. */
export interface LiveThread {
  readonly title: string;
  readonly labels: readonly string[];
  readonly author: { readonly id: number; readonly login: string; readonly type?: string } | null;
  readonly open: boolean;
  readonly draft: boolean;
  readonly locked: boolean;
}

export interface Comment {
  readonly id: number;
  readonly body: string;
}

/** Every call throws what `failureOf` understands. */
export interface GitHub {
  thread(place: Place): Promise<LiveThread>;
  /** `undefined` when there is none of that id any more: somebody deleted it. */
  comment(place: Place, id: number): Promise<Comment | undefined>;
  /** Comments written by us that begin with `marker`, oldest first. */
  ours(place: Place, marker: string): Promise<Comment[]>;
  create(place: Place, body: string): Promise<Comment>;
  update(place: Place, id: number, body: string): Promise<void>;
  remove(place: Place, id: number): Promise<void>;
}

interface Options {
  readonly log: { warn(message: string): void };
  /** Three seconds between two comments, as GitHub asks for; only a GitHub of one's own can do without. */
  readonly paced?: boolean;
}

const REQUEST_TIMEOUT_MS = 4_000;
const COMMENTS_PER_PAGE = 100;

const Client = Octokit.plugin(throttling, paginateRest);
type Client = InstanceType<typeof Client>;

let opened = 0;

export function openGitHub(secret: GitHubSecret, { log, paced = true }: Options): GitHub {
  const settings = {
    baseUrl: secret.baseUrl,
    userAgent: "openfaas-pods",
    log: { debug() {}, info() {}, warn: log.warn, error: log.warn },
    request: { fetch: fetchInTime },
    // Nothing is tried again here, least of all a POST, which would make two comments: the errand is, after a look.
    throttle: { enabled: paced, id: `pods-${++opened}`, onRateLimit: () => false, onSecondaryRateLimit: () => false },
  };
  const client = new Client(settings);
  const credentials =
    secret.kind === "token"
      ? tokenCredentials(client, secret.token)
      : appCredentials(new Client({ ...settings, authStrategy: createAppAuth, auth: secret }));

  client.hook.error("request", (error) => {
    if ((error as { status?: number }).status === 401) credentials.refused();
    throw error;
  });

  const parameters = async (place: Place) => {
    const [owner = "", repo = ""] = place.repository.split("/");
    return { owner, repo, headers: await credentials.headers(place) };
  };

  return {
    async thread(place) {
      const { data } = await client.request("GET /repos/{owner}/{repo}/issues/{issue_number}", {
        ...(await parameters(place)),
        issue_number: place.number,
      });
      const { user } = data;
      return {
        title: data.title,
        labels: data.labels.flatMap((label) => (typeof label === "string" ? label : (label.name ?? []))),
        author: user && { id: Number(user.id), login: user.login, type: user.type },
        open: data.state === "open",
        draft: data.draft ?? false,
        locked: data.locked,
      };
    },

    async comment(place, id) {
      try {
        const { data } = await client.request("GET /repos/{owner}/{repo}/issues/comments/{comment_id}", {
          ...(await parameters(place)),
          comment_id: id,
        });
        return { id, body: data.body ?? "" };
      } catch (error) {
        if ((error as { status?: number }).status === 404) return undefined;
        throw error;
      }
    },

    async ours(place, marker) {
      const all = await client.paginate("GET /repos/{owner}/{repo}/issues/{issue_number}/comments", {
        ...(await parameters(place)),
        issue_number: place.number,
        per_page: COMMENTS_PER_PAGE,
      });
      const us = await credentials.login();
      return all
        .filter(({ user, body }) => user?.login.toLowerCase() === us && body?.startsWith(marker))
        .map(({ id, body = "" }) => ({ id: Number(id), body }))
        .sort((a, b) => a.id - b.id);
    },

    async create(place, body) {
      const { data } = await client.request("POST /repos/{owner}/{repo}/issues/{issue_number}/comments", {
        ...(await parameters(place)),
        issue_number: place.number,
        body,
      });
      return { id: Number(data.id), body };
    },

    async update(place, id, body) {
      await client.request("PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}", {
        ...(await parameters(place)),
        comment_id: id,
        body,
      });
    },

    async remove(place, id) {
      await client.request("DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}", {
        ...(await parameters(place)),
        comment_id: id,
      });
    },
  };
}

const fetchInTime: typeof fetch = (url, init) =>
  fetch(url, { ...init, signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS) });

interface Credentials {
  /** What proves us at a place. */
  headers(place: Place): Promise<{ authorization: string }>;
  /** Who writes our comments, in lower case. */
  login(): Promise<string>;
  /** What proved us is void. */
  refused(): void;
}

function tokenCredentials(client: Client, token: string): Credentials {
  const headers = { authorization: `token ${token}` };
  return {
    headers: async () => headers,
    login: once(async () => (await client.request("GET /user", { headers })).data.login.toLowerCase()),
    // There is no other.
    refused() {},
  };
}

/** Of the hour that GitHub gives. */
const TOKEN_MS = 55 * 60_000;

/**
 * A token for each repository, that can do nothing but comment there; kept until it runs out. `client` speaks as the app
 * itself: what it signs it signs with the app's key, so it cannot make the calls that need such a token.
 */
function appCredentials(client: Client): Credentials {
  const tokens = new Map<number, { readonly token: string; readonly until: number }>();
  const newToken = async ({ repository, repositoryId }: Place): Promise<string> => {
    const [owner = "", repo = ""] = repository.split("/");
    // Asked for each token: an app that is installed anew has another number.
    const { data } = await client.request("GET /repos/{owner}/{repo}/installation", { owner, repo });
    const { token } = (await client.auth({
      type: "installation",
      installationId: data.id,
      repositoryIds: [repositoryId],
      permissions: { issues: "write", metadata: "read" },
      refresh: true,
    })) as { token: string };
    tokens.set(repositoryId, { token, until: Date.now() + TOKEN_MS });
    return token;
  };
  return {
    async headers(place) {
      const known = tokens.get(place.repositoryId);
      const token = known && known.until > Date.now() ? known.token : await newToken(place);
      return { authorization: `token ${token}` };
    },
    login: once(async () => {
      const { data } = await client.request("GET /app");
      return `${data?.slug}[bot]`.toLowerCase();
    }),
    refused: () => tokens.clear(),
  };
}

/** Asks once; a question that failed is asked again. */
function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | undefined;
  return () => {
    answer ??= ask().catch((error: unknown) => {
      answer = undefined;
      throw error;
    });
    return answer;
  };
}
