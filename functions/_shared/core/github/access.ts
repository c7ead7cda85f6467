/** What each job needs of GitHub, in words and for all jobs together. */
import type { Settings } from "../settings.ts";
import {
  ACCESS,
  type Access,
  CLASSIC,
  type Level,
  type Needs,
  PERMISSION_TITLES,
  type Permissions,
} from "./access.static.ts";

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
