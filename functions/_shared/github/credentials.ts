/** The proof that each call to GitHub carries: that of a token, or of an app. */
import { type Client, PERMISSIONS, type Permission, type RepositoryPlace } from "./call.ts";
import { notAllowed } from "./failure.ts";
import { ownerAndRepo } from "./received.ts";

export interface Credentials {
  /** The headers that authorise a call about a place. */
  headers(place: RepositoryPlace, permission: Permission): Promise<{ authorization: string }>;
  /** The headers that authorise reading in all repositories of an organisation. */
  ofOrganisation(organisation: string, permission: Permission): Promise<{ authorization: string }>;
  /** The login that writes our comments, in lower case. */
  login(): Promise<string>;
  /** GitHub refused our credentials. */
  refused(): void;
}

export function tokenCredentials(client: Client, authorization: string): Credentials {
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
export function appCredentials(client: Client): Credentials {
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
