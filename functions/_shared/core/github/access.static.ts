/**
 * What each job needs of GitHub. The narrowed tokens of the app, the table in the documents, the status page and the
 * manifest of the app are made from this. A bundle holds the table compressed.
 */
import type { Settings } from "../settings.ts";

export type Level = "read" | "write";

export const PERMISSION_TITLES = {
  issues: "Issues",
  pull_requests: "Pull requests",
  contents: "Contents",
  members: "Members",
} as const;
export type Permissions = Readonly<Partial<Record<keyof typeof PERMISSION_TITLES, Level>>>;

export interface Access {
  /** As the subject of a sentence. */
  readonly does: string;
  /** Permissions that an app and a fine-grained token need; Metadata: read goes without saying. */
  readonly permissions: Permissions;
  /** The needs of each kind of credentials, in words, where the permissions do not say them. */
  readonly needs?: Needs;
  /** The only mode of mentions that needs it. */
  readonly mode?: Settings["mentions"]["mode"];
}

export interface Needs {
  readonly classic: string;
  readonly fineGrained: string;
  readonly app: string;
}

export const CLASSIC = "public_repo, or repo for private repositories";

export const ACCESS = {
  answers: { does: "answers to commands and notices", permissions: { issues: "write" } },
  welcome: { does: "comments about pods and welcomes", permissions: { issues: "write" } },
  teams: {
    does: "mentions of a pod’s team, if mentions.mode is team",
    permissions: { issues: "write", members: "read" },
    needs: {
      classic: `${CLASSIC}, and read:org`,
      fineGrained: "Issues: read and write, and the organisation permission Members: read",
      app: "Issues: read and write, and the organisation permission Members: read",
    },
    mode: "team",
  },
  "digest-issue": {
    does: "the digest as an issue, if digest.issue names a repository",
    permissions: { issues: "write" },
  },
  reactions: { does: "reactions to commands", permissions: { issues: "write" } },
  "line-reactions": {
    does: "reactions to comments on lines of code",
    permissions: { pull_requests: "write" },
  },
  labels: { does: "labels of pods", permissions: { issues: "write" } },
  files: { does: "choosing a pod by the files of a pull request", permissions: { pull_requests: "read" } },
  // GitHub has no narrower one for the notes of a release.
  releases: { does: "credits in release notes", permissions: { contents: "write" } },
  "co-authors": { does: "credit of co-authors", permissions: { contents: "read", pull_requests: "read" } },
  "catching-up": {
    does: "reading what deliveries do not say: repositories, issues to take, who contributed before, missed answers",
    permissions: { issues: "read" },
  },
  "missed-answers": {
    does: "finding answers in pull requests of which no delivery told",
    permissions: { issues: "read", pull_requests: "read" },
  },
  recovery: {
    does: "asking again for deliveries that failed",
    permissions: {},
    needs: {
      classic: "admin:org_hook",
      fineGrained: "organisation permission Webhooks: read and write",
      app: "nothing, if the webhook is the app’s own",
    },
  },
} as const satisfies Record<string, Access>;
