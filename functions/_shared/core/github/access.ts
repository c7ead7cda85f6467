/**
 * What each job needs of GitHub. The narrowed tokens of the app, the table in the documents, the status page and the
 * manifest of the app are made from this.
 */

import type { Settings } from "../settings.ts";

type Level = "read" | "write";

const PERMISSION_TITLES = {
  issues: "Issues",
  pull_requests: "Pull requests",
  contents: "Contents",
  members: "Members",
} as const;
type Permissions = Readonly<Partial<Record<keyof typeof PERMISSION_TITLES, Level>>>;

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

interface Needs {
  readonly classic: string;
  readonly fineGrained: string;
  readonly app: string;
}

const CLASSIC = "public_repo, or repo for private repositories";

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

export type Job = keyof typeof ACCESS;

const accessOf = (job: Job): Access => ACCESS[job];

/** `Issues: read and write`; of several permissions one after the other. */
const permissionsInWords = (permissions: Permissions): string =>
  Object.entries(permissions)
    .map(([name, level]) => {
      const title = PERMISSION_TITLES[name as keyof typeof PERMISSION_TITLES];
      return `${title}: ${level === "write" ? "read and write" : "read"}`;
    })
    .join(", ");

/** What each kind of credentials needs for a job, in words. */
export function needsOf(job: Job): Needs {
  const { permissions, needs } = accessOf(job);
  const words = permissionsInWords(permissions);
  return needs ?? { classic: CLASSIC, fineGrained: words, app: words };
}

/** What somebody has to do when a job is refused. */
export function grantInWords(job: Job): string {
  const { classic, app } = needsOf(job);
  return `Give the app or the fine-grained token in pods-github the permission ${app}, or a classic token the scope ${classic}`;
}

const LEVELS: readonly Level[] = ["read", "write"];

/** All permissions together: those of an app that does every job of a community. */
export function allPermissions({ mentions }: Pick<Settings, "mentions">): Record<string, Level> {
  const all: Record<string, Level> = { metadata: "read" };
  const jobs = Object.values<Access>(ACCESS).filter(({ mode = mentions.mode }) => mode === mentions.mode);
  for (const { permissions } of jobs)
    for (const [name, level] of Object.entries(permissions))
      if (LEVELS.indexOf(level) > LEVELS.indexOf(all[name] ?? "read") || !(name in all)) all[name] = level;
  return all;
}

/** Whether GitHub refused a call for want of a permission. */
export const lacksPermission = (detail: string): boolean =>
  /not accessible by|lacks a permission|admin rights/i.test(detail);
