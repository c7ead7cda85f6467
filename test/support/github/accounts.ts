/** Accounts and permissions at the local GitHub: a person with a token, and an app with a key. */
import { createVerify, generateKeyPairSync, randomBytes } from "node:crypto";
import { lazily } from "#shared/core/lazily.ts";

export interface Account {
  readonly id: number;
  readonly login: string;
  readonly type: string;
}

interface Grant {
  readonly account: Account;
  /** `undefined`: all repositories, all permissions. */
  readonly repositories?: readonly number[];
  readonly permissions?: Readonly<Record<string, string>>;
}

/** The permissions to write of which a call needs one, by GitHub's table "Permissions required for GitHub Apps". */
const NEEDS_ONE_OF: Readonly<Record<string, readonly string[]>> = {
  "issues/create": ["issues"],
  "issues/create-comment": ["issues", "pull_requests"],
  "issues/update-comment": ["issues", "pull_requests"],
  "issues/delete-comment": ["issues", "pull_requests"],
  "issues/update": ["issues", "pull_requests"],
  "issues/create-label": ["issues", "pull_requests"],
  "issues/update-label": ["issues", "pull_requests"],
  "issues/add-labels": ["issues", "pull_requests"],
  "issues/remove-label": ["issues", "pull_requests"],
  "reactions/create-for-issue": ["issues"],
  "reactions/create-for-issue-comment": ["issues"],
  "reactions/create-for-pull-request-review-comment": ["pull_requests"],
  "repos/generate-release-notes": ["contents"],
  "repos/update-release": ["contents"],
};
/** The permissions to read, or to write, of which a call needs one. */
const READS_ONE_OF: Readonly<Record<string, readonly string[]>> = {
  "issues/list-for-repo": ["issues"],
  "pulls/get": ["pull_requests"],
  "pulls/list-commits": ["pull_requests"],
  "pulls/list-review-comments": ["pull_requests"],
  "pulls/list-reviews": ["pull_requests"],
  "repos/compare-commits-with-basehead": ["contents"],
  "repos/get-commit": ["contents"],
  "repos/get-release": ["contents"],
  "repos/list-commits": ["contents"],
  "repos/list-releases": ["contents"],
  "teams/get-by-name": ["members"],
};
const CLOCK_SKEW_S = 60;

/** Made when it is first needed and once a process, since it takes half a second. */
const keys = lazily(() => generateKeyPairSync("rsa", { modulusLength: 2048 }));

export function accounts() {
  const app = {
    id: 4711,
    slug: "pods-of-ships",
    /** A new number for each installation; tokens of the previous one are void. */
    installation: 815,
    /** What its owner lets it write, and so read. */
    mayWrite: ["issues", "pull_requests", "contents"],
    // As GitHub hands it out: PKCS #1.
    get privateKey() {
      return keys().privateKey.export({ type: "pkcs1", format: "pem" }).toString();
    },
  };
  const token = `ghp_${randomBytes(18).toString("hex")}`;
  const robot: Account = { id: 501, login: "Pods-Robot", type: "User" };
  const grants = new Map<string, Grant>([[token, { account: robot }]]);
  const appAccount: Account = { id: 502, login: `${app.slug}[bot]`, type: "Bot" };

  /** A JSON Web Token of the app: RS256, issued by it, at most ten minutes long. */
  function isApp(jwt: string): boolean {
    const [head = "", claims = "", signature = ""] = jwt.split(".");
    const verify = createVerify("RSA-SHA256").update(`${head}.${claims}`);
    if (!verify.verify(keys().publicKey, signature, "base64url")) return false;
    const { iss, iat, exp } = JSON.parse(Buffer.from(claims, "base64url").toString());
    const now = Date.now() / 1000;
    return String(iss) === String(app.id) && iat <= now + CLOCK_SKEW_S && exp > now && exp - iat <= 600 + CLOCK_SKEW_S;
  }

  return {
    app,
    token,
    /** Whose token it is. */
    robot,
    /** The owner uninstalls the app and installs it again. */
    reinstall(): void {
      app.installation += 1;
      for (const made of grants.keys()) if (made !== token) grants.delete(made);
    },
    /** `undefined` if the app lacks one of the permissions. */
    tokenFor(
      repositories: readonly number[] | undefined,
      permissions: Readonly<Record<string, string>>,
    ): string | undefined {
      const asked = Object.keys(permissions).filter((name) => name !== "metadata");
      if (asked.some((name) => !app.mayWrite.includes(name))) return undefined;
      const made = `ghs_${randomBytes(18).toString("hex")}`;
      grants.set(made, { account: appAccount, ...(repositories && { repositories }), permissions });
      return made;
    },
    seesTeams(authorization = ""): boolean {
      const { permissions } = grants.get(authorization.split(" ")[1] ?? "") ?? {};
      return permissions === undefined || permissions.members !== undefined;
    },
    /** The caller, or the status of the refusal. */
    whoIs(authorization = "", operation: string, repository: number | undefined): Account | 401 | 403 {
      const [scheme = "", credential = ""] = authorization.split(" ");
      if (operation.startsWith("apps/"))
        return scheme.toLowerCase() === "bearer" && isApp(credential) ? appAccount : 401;
      const grant = grants.get(credential);
      if (!grant) return 401;
      const { account, repositories, permissions } = grant;
      const isElsewhere = /^(users|teams)\/get-by-/.test(operation);
      const inside = !repositories || isElsewhere || (repository !== undefined && repositories.includes(repository));
      const enough =
        !permissions ||
        ((NEEDS_ONE_OF[operation]?.some((name) => permissions[name] === "write") ?? true) &&
          (READS_ONE_OF[operation]?.some((name) => permissions[name] !== undefined) ?? true));
      return inside && enough ? account : 403;
    },
  };
}

export type Accounts = ReturnType<typeof accounts>;
