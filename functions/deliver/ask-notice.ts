/** Asks the people whom a plan would move, before a maintainer decides on it. */
import { dayInWords } from "#shared/core/digest/dates.ts";
import type { Line } from "#shared/core/digest/lines.ts";
import { roundOf } from "#shared/core/notice-errands.ts";
import { type Asked, canStillMove, isAsked, lastNamesIn, wouldEndRole } from "#shared/core/notices.ts";
import type { Claim, Errand } from "#shared/core/outbox.ts";
import { runIdOf } from "#shared/core/plan/plan.ts";
import { byNumber } from "#shared/core/pod.ts";
import type { Settings } from "#shared/core/settings.ts";
import { dayOf } from "#shared/core/week.ts";
import { areaOf, areasIn, type Deciding, entriesOf, inChat, type Say } from "./decided-entries.ts";
import { type NoticeEntry, type PeopleContext, tellPeople } from "./people-notice.ts";
import { type Result, SILENT } from "./results.ts";

/** Nobody is asked about a plan that was decided on meanwhile, a seat they no longer have, or an area they no longer want. */
export async function sendAskNotice(
  claim: Claim,
  { plan: id, ...errand }: Extract<Errand, { kind: "ask-notice" }>,
  context: PeopleContext,
): Promise<Result> {
  const { store, settings } = context;
  const plan = await store.plan(id);
  if (!plan) return { state: "dead", detail: `there is no plan ${id}` };
  if (plan.status !== "waiting" || plan.round !== roundOf(errand)) return SILENT;
  // A run that was cut off is marked in its plan only once it goes on to its end, and nobody can stay until then.
  if (await store.run(runIdOf(plan))) return SILENT;
  const moves = plan.changes.filter(isAsked);
  const [people, pods] = await Promise.all([store.members(moves.map(({ member }) => member)), store.pods()]);
  const living = byNumber(pods);
  const known = { pods: living, formed: {}, lastNames: await lastNamesIn(plan.changes, living, store) };
  const deciding: Deciding = {
    settings,
    people,
    changes: plan.changes,
    isMade: false,
    ...known,
    cost: "What it would cost you",
    endsRole: (change) => wouldEndRole(change, known),
    noRole: "You would no longer be the Pod Advocate of",
  };
  const intro = introOf(plan.createdAt, settings);
  const areas = areasIn(plan.changes);
  const isPossible = (change: Asked) => {
    const member = people.get(change.member);
    const to = change.kind === "move" ? areaOf(change.to, deciding, areas) : undefined;
    return member && !plan.staying.includes(change.member) && canStillMove(change, member, to);
  };
  // A step is made whole or not at all.
  const impossible = new Set(moves.filter((change) => !isPossible(change)).map(({ group }) => group));
  const asked = new Set([...(plan.asked?.told.flat() ?? []), ...(plan.asked?.notReached ?? [])]);
  const questions = moves.filter(({ member, group }) => asked.has(member) && !impossible.has(group));
  const entries = entriesOf(questions, deciding, say);
  return tellPeople(
    claim,
    {
      of: { plan },
      before: plan.asked,
      entries,
      comment: (some) => [intro, some.map(({ markdown }) => markdown).join("\n"), HOW_TO_STAY].join("\n\n"),
      post: (some) => postOf(intro, some),
    },
    context,
  );
}

const say: Say<Asked> = (change, pod) => {
  const way = `from ${pod(change.from ?? "")} to ${change.kind === "move" ? pod(change.to) : "the waiting list"}`;
  return [`${way}.`, way];
};

const introOf = (at: number, settings: Settings): string =>
  `A plan of ${dayInWords(dayOf(at, settings.digest.timezone))} would move these people. Nobody moves unless a maintainer applies it.`;

const HOW_TO_STAY =
  "Would you rather stay where you are? Comment `/pod stay` before the plan is applied, and it goes on without you.";

const postOf = (intro: string, entries: readonly NoticeEntry[]): Line => [
  `${intro} `,
  ...inChat(entries),
  ". Would you rather stay? Comment /pod stay on GitHub before the plan is applied.",
];
