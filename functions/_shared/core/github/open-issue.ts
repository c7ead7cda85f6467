/** Issues that are offered to whoever wants to take one: open, labelled so, and nobody's yet. */
import type { OpenIssue } from "../open-issues.ts";
import { oneLine } from "../people-text.ts";
import type { Settings } from "../settings.ts";
import { hasLabel } from "./label-names.ts";

const TITLE_LENGTH_MAX = 200;
const LABELS_MAX = 20;

/** An issue or pull request, as deliveries and the API show it. */
export interface SeenIssue {
  readonly title: string;
  readonly url: string | undefined;
  readonly labels: readonly string[];
  readonly open: boolean;
  readonly locked: boolean;
  readonly assigned: boolean;
  readonly isPullRequest: boolean;
  /** Of its repository. */
  readonly private: boolean;
}

type Labels = Pick<Settings, "issues">;

/** `undefined` for everything that nobody is invited to take. */
export function openIssueOf(seen: SeenIssue, settings: Labels): Omit<OpenIssue, "key" | "author"> | undefined {
  const { title, url, labels, private: isPrivate } = seen;
  if (!seen.open || seen.locked || seen.assigned || seen.isPullRequest || isPrivate) return undefined;
  const kind = kindOf(labels, settings);
  if (!kind) return undefined;
  return {
    kind,
    title: oneLine(title, TITLE_LENGTH_MAX),
    ...(url !== undefined && { url }),
    labels: labels
      .slice(0, LABELS_MAX)
      .map((label) => oneLine(label))
      .join("\n"),
  };
}

function kindOf(labels: readonly string[], { issues }: Labels): OpenIssue["kind"] | undefined {
  if (hasLabel(labels, issues.goodFirst)) return "good-first";
  return hasLabel(labels, issues.helpWanted) ? "help-wanted" : undefined;
}
