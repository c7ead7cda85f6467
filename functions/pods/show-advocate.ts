/** The private page of a pod's advocate, for them and for maintainers. */
import { unreachable } from "#shared/core/errors.ts";
import { withPeopleBack } from "#shared/core/people-back.ts";
import type { Pod } from "#shared/core/pod.ts";
import { dayOf } from "#shared/core/week.ts";
import type { AppContext } from "#shared/openfaas/app.ts";
import { markPrivate } from "#shared/openfaas/cache.ts";
import { negotiate } from "#shared/openfaas/negotiate.ts";
import type { Runtime } from "#shared/openfaas/open-function.ts";
import { podLink } from "#shared/web/links.ts";
import { type AdvocateFacts, advocateFacts } from "./advocate-facts.ts";
import type { Reader } from "./advocate-links.ts";
import { advocatePage } from "./advocate-page.ts";
import { type Todo, todosOf } from "./advocate-todo.ts";
import { asHtml, asJson, send } from "./http-answer.ts";
import type { PodsStore } from "./store.ts";
import type { Unanswered } from "./unanswered.ts";

type Source = Pick<Runtime<PodsStore>, "store" | "settings" | "now">;

export async function showAdvocate(c: AppContext, pod: Pod, reader: Reader, source: Source): Promise<Response> {
  const [settings, now] = [source.settings(), source.now()];
  const format = negotiate(c, ["html", "json"]);
  const store = await withPeopleBack(source.store, dayOf(now, settings.digest.timezone));
  const facts = await advocateFacts(pod, reader, { store, settings, now });
  const todos = todosOf({ facts, settings, now });
  c.header("Vary", "Authorization", { append: true });
  markPrivate(c);
  switch (format) {
    case "html":
      return send(c, asHtml(settings, advocatePage({ settings, facts, todos, reader, now })));
    case "json":
      return send(c, asJson(view(facts, todos, podLink(settings, pod.slug))));
    default:
      return unreachable(format);
  }
}

const dated = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

function view(
  { pod, advocate, handOver, members, newcomers, elsewhere, waiting }: AdvocateFacts,
  todos: readonly Todo[],
  url: string,
) {
  const { slug, name, area, openSeats, meeting } = pod;
  return {
    pod: { slug, name, area, url },
    advocate,
    ...(handOver && {
      handOver: { login: handOver.former.login, until: dated(handOver.until), ends: dated(handOver.ends) },
    }),
    todo: todos.map(({ kind, title, detail, url }) => ({ kind, title, detail, url })),
    newcomers: newcomers.map(threadView),
    ...(elsewhere && { elsewhere: elsewhere.map(threadView) }),
    joined: members.flatMap(({ login, joinedAt }) => (joinedAt === undefined ? [] : { login, at: dated(joinedAt) })),
    quiet: members.flatMap(({ login, quiet }) => (quiet === undefined ? [] : { login, seenAt: dated(quiet.seenAt) })),
    seats: { taken: pod.members.length, open: openSeats, waiting: waiting.count },
    meeting,
  };
}

const threadView = ({ kind, ref, url, login, waitsSince }: Unanswered) => ({
  kind,
  ref,
  url,
  login,
  waitsSince: dated(waitsSince),
});
