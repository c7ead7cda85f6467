/** Records who wrote a merged pull request together with its author: deliveries do not say. */
import type { Activity } from "#shared/core/activity.ts";
import type { Claim, Errand } from "#shared/core/outbox.ts";
import { numbersOf } from "#shared/core/thread.ts";
import { weekOf } from "#shared/core/week.ts";
import { newPseudonym } from "#shared/openfaas/operation.ts";
import { coAuthorsIn } from "./co-authors.ts";
import { isNewToGitHub } from "./new-to-github.ts";
import { type GitHubContext, repositoryOf, unknownPlace } from "./place.ts";
import { afterFailure, isGone, type Result } from "./results.ts";

export async function recordCoAuthors(
  claim: Claim,
  { thread, private: isPrivate }: Extract<Errand, { kind: "co-authors" }>,
  context: GitHubContext,
): Promise<Result> {
  const { store, github, settings, now } = context;
  const { repository: repositoryId, number } = numbersOf(thread);
  const repository = await repositoryOf(repositoryId, store);
  if (!repository) return unknownPlace(thread);
  const place = { repository: repository.name, repositoryId };
  try {
    const { author, commits, title, url, doneAt } = await github.pullCommits(place, number);
    const activity: Activity = {
      key: `co-authored:${thread}`,
      kind: "co-authored",
      at: doneAt,
      week: weekOf(doneAt, settings.digest.timezone),
      repository: repositoryId,
      number,
      title,
      url,
      subject: "pull-request",
      ...((isPrivate || repository.private) && { private: true }),
    };
    for (const { id, login } of await coAuthorsIn(commits, { github, settings, place })) {
      const person = { id, login, proposed: newPseudonym() };
      if (id !== author?.id)
        await store.record({ repository, activity: { ...activity, person }, isReading: true }, { id: "", at: now });
    }
    const member = author && (await store.find(author));
    const { firstMerge } = member ? await store.firstSteps(member.pseudonym) : {};
    if (author && firstMerge === `merged:${thread}`) await isNewToGitHub(author, doneAt, context);
    return { state: "sent" };
  } catch (error) {
    return isGone(claim, error, now) ? { state: "sent" } : afterFailure(claim, error, now);
  }
}
