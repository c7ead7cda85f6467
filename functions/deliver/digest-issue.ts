/** The issue of a week's digest: opened once, found again by its marker and its author, and edited in place. */
import { repositoryNamed } from "#shared/core/activity.ts";
import { renderMarkdown } from "#shared/core/digest/markdown.ts";
import type { Story } from "#shared/core/digest/story.ts";
import { withNames } from "#shared/core/digest/with-names.ts";
import { digestMarkerOf } from "#shared/core/github/marker.ts";
import type { Claim } from "#shared/core/outbox.ts";
import type { Week } from "#shared/core/week.ts";
import type { GitHubContext } from "./place.ts";
import { LEASE_MS, type Result } from "./results.ts";

/** GitHub takes 65,536 characters. */
const BODY_LENGTH_MAX = 65_000;

/** `issue` is the repository that the settings name. */
export async function sendDigestIssue(
  claim: Claim,
  { week, issue }: { readonly week: Week; readonly issue: string },
  context: GitHubContext,
): Promise<Result> {
  const { store, settings, github } = context;
  const found = repositoryNamed(issue, await store.repositories());
  if (!found) return { state: "off", detail: `no delivery of ${issue} has arrived yet` };
  const place = { repository: found.name, repositoryId: found.id };
  const [published, [latest = week]] = await Promise.all([store.digest(week), store.digests()]);
  const [shown] = published ? await withNames([published], store, settings) : [];
  if (!shown) return { state: "dead", detail: `there is no digest of ${week}` };
  const marker = digestMarkerOf(settings.id, week);
  const text = { title: titleOf(week, shown.story), body: `${marker}\n\n${bodyOf(shown.story)}` };
  const before = await github.ourIssue(place, marker);
  if (before && before.title === text.title && before.body === text.body) return { state: "sent" };
  // An issue about an old week is no news; one that is there is corrected.
  if (!before && latest > week) return { state: "sent" };
  if (!(await store.beginSend(claim, LEASE_MS))) return { state: "lost" };
  if (!before) return { state: "sent", receipt: String(await github.openIssue(place, text)) };
  await github.rewriteIssue(place, before.number, text);
  return { state: "sent", receipt: String(before.number) };
}

const titleOf = (week: Week, { when }: Story): string => `Pods weekly · ${week} · ${when.split(" · ")[1]}`;

/** Whole lines, and where the rest is. */
function bodyOf(story: Story): string {
  const text = renderMarkdown(story);
  if (text.length <= BODY_LENGTH_MAX) return text;
  const lines = text.slice(0, text.lastIndexOf("\n", BODY_LENGTH_MAX));
  return `${lines}\n\n[Read all of it](${story.url})\n`;
}
