/** Records who wrote a merged pull request together with its author, who may be a robot: deliveries do not say. */
import type { Activity } from "#shared/core/activity.ts";
import { isPerson } from "#shared/core/github/accounts.ts";
import type { Errand } from "#shared/core/outbox.ts";
import { numbersOf } from "#shared/core/thread.ts";
import { type Week, weekOf } from "#shared/core/week.ts";
import { newPseudonym } from "#shared/openfaas/operation.ts";
import { coAuthorsIn } from "./co-authors.ts";
import { isNewToGitHub } from "./new-to-github.ts";
import { type GitHubContext, unknownPlace } from "./place.ts";
import type { Result } from "./results.ts";

export async function recordCoAuthors(
  { thread, private: isPrivate }: Extract<Errand, { kind: "co-authors" }>,
  context: GitHubContext,
): Promise<Result> {
  const { store, github, settings, now } = context;
  const { repository: repositoryId, number } = numbersOf(thread);
  const repository = await store.repository(repositoryId);
  if (!repository) return unknownPlace(thread);
  const place = { repository: repository.name, repositoryId };
  const { author, commits, committers, commit, title, url, doneAt } = await github.pullCommits(place, number);
  const weekAt = (at: number) => weekOf(at, settings.digest.timezone);
  const activity: Activity & { readonly arrivesIn: Week } = {
    key: `co-authored:${thread}`,
    kind: "co-authored",
    at: doneAt,
    week: weekAt(doneAt),
    arrivesIn: weekAt(now),
    repository: repositoryId,
    number,
    title,
    url,
    commit,
    subject: "pull-request",
    ...((isPrivate || repository.private) && { private: true }),
  };
  const people = [
    ...(await coAuthorsIn(commits, { github, settings, place })),
    ...committers.filter((one) => isPerson(one, settings)),
  ];
  for (const { id, login } of new Map(people.map((one) => [one.id, one])).values()) {
    const person = { id, login, proposed: newPseudonym() };
    if (id !== author?.id)
      await store.record({ repository, activity: { ...activity, person }, isReading: true }, { id: "", at: now });
  }
  const member = author && (await store.find(author));
  const { firstMerge } = member ? await store.firstSteps(member.pseudonym) : {};
  if (author && firstMerge === `merged:${thread}`) await isNewToGitHub(author, doneAt, context);
  return { state: "sent" };
}
