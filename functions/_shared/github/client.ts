/** Our GitHub client: all calls that we make, each authorised by our token or our app. */
import { createAppAuth } from "@octokit/auth-app";
import { Octokit } from "@octokit/core";
import { paginateRest } from "@octokit/plugin-paginate-rest";
import { throttling } from "@octokit/plugin-throttling";
import type { Parameters } from "./call.ts";
import { type Comments, commentCalls } from "./comments.ts";
import { appCredentials, tokenCredentials } from "./credentials.ts";
import { fetchWithin } from "./fetch-within.ts";
import { appHook, type Hook, type NoHook, organisationHook } from "./hook-deliveries.ts";
import { type Issues, issueCalls } from "./issues.ts";
import { type Labels, labelCalls } from "./labels.ts";
import { type Listings, openListings } from "./listings.ts";
import { ownerAndRepo } from "./received.ts";
import { type Releases, releaseCalls } from "./releases.ts";
import type { GitHubSecret } from "./secret.ts";
import { type Teams, teamCalls } from "./teams.ts";
import { type Threads, threadCalls } from "./threads.ts";

/** Every call throws errors that `failureOf` understands. */
export interface GitHub extends Threads, Comments, Labels, Teams, Issues, Releases {
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

const Client = Octokit.plugin(throttling, paginateRest);

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

  const parameters: Parameters = async (place, permission = "issues") => {
    return { ...ownerAndRepo(place.repository), headers: await credentials.headers(place, permission) };
  };

  const login = () => credentials.login();
  return {
    ...threadCalls(client, parameters),
    ...commentCalls(client, parameters, login),
    ...labelCalls(client, parameters),
    ...teamCalls(client, parameters),
    ...issueCalls(client, parameters, login),
    ...releaseCalls(client, parameters),

    listings: (organisation) =>
      openListings(client, organisation, (permission) => credentials.ofOrganisation(organisation, permission)),

    hook: (organisation, isOurs) =>
      app ? appHook(app, isOurs) : organisationHook(client, { authorization }, organisation, isOurs),
  };
}
