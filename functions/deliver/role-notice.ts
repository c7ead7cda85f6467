/** Tells a volunteer that the role of Pod Advocate fell to them, since the advocate before them left or stepped down. */
import { dayInWords } from "#shared/core/digest/dates.ts";
import { loginOf, podLink } from "#shared/core/messages/github-parts.ts";
import type { Claim, RoleNotice } from "#shared/core/outbox.ts";
import { dayOf } from "#shared/core/week.ts";
import { type PeopleContext, tellPeople } from "./people-notice.ts";
import type { Result } from "./results.ts";

/** Nothing is said of a role that they no longer have. */
export async function sendRoleNotice(claim: Claim, notice: RoleNotice, context: PeopleContext): Promise<Result> {
  const { store, settings } = context;
  const { person } = notice;
  const [people, pod] = await Promise.all([store.profiles([person]), store.pod(notice.pod)]);
  const login = loginOf(person, people);
  if (pod?.advocate !== person || login === undefined) return { state: "sent" };
  const day = dayInWords(dayOf(notice.at, settings.digest.timezone));
  const entry = {
    person,
    markdown: `@${login}: on ${day} you became the Pod Advocate of ${podLink(pod, settings)}, because you volunteered and the role became free.`,
    chat: [{ link: `https://github.com/${login}`, text: login }, ` became the Pod Advocate of ${pod.name}`],
  };
  return tellPeople(
    claim,
    {
      entries: [entry],
      comment: (entries) =>
        [...entries.map(({ markdown }) => markdown), "To say no: `/pod step-down` gives up the role."].join("\n\n"),
      post: (entries) => [...entries.flatMap(({ chat }) => chat), ` on ${day}.`],
      others: [],
    },
    context,
  );
}
