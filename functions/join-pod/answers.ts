/** What a caller is told after asking for a seat. */
import { PodsError } from "#shared/core/errors.ts";
import { refusedJoin, waitingFor } from "#shared/core/messages/join.ts";
import { reasonInWords } from "#shared/core/messages/reasons.ts";
import { POD_SIZE, type Pod } from "#shared/core/pod.ts";
import type { Directory, JoinOutcome } from "#shared/core/ports.ts";
import type { Reason } from "#shared/core/rebalance/plan.ts";
import { areaTitle, type Settings } from "#shared/core/settings.ts";
import { type Names, personView, podView } from "#shared/core/views.ts";

export interface Answer {
  readonly status: 200 | 201 | 202;
  readonly body: { readonly outcome: string } & Record<string, unknown>;
}

const NEIGHBOURS_MAX = 8;

/** 201 seated, 202 waiting, 200 when nothing had to change. Throws PodsError "conflict" when the person asked to be left alone. */
export async function joinAnswer(
  { outcome, pod, reasons }: { outcome: JoinOutcome; pod?: Pod; reasons: readonly Reason[] },
  login: string,
  store: Directory,
  settings: Settings,
): Promise<Answer> {
  switch (outcome.outcome) {
    case "seated":
    case "already-seated":
      return {
        status: outcome.outcome === "seated" ? 201 : 200,
        body: {
          outcome: outcome.outcome,
          ...(await seatedBody(pod, outcome.pseudonym, login, reasons, store, settings)),
        },
      };
    case "waiting":
    case "already-waiting":
      return {
        status: outcome.outcome === "waiting" ? 202 : 200,
        body: { outcome: outcome.outcome, ...(await waitingBody(outcome, login, store, settings)) },
      };
    case "refused":
      throw new PodsError("conflict", refusedJoin[outcome.reason] ?? outcome.reason);
  }
}

async function seatedBody(
  pod: Pod | undefined,
  pseudonym: string,
  login: string,
  reasons: readonly Reason[],
  store: Directory,
  settings: Settings,
): Promise<Record<string, unknown>> {
  if (!pod) return { member: { login }, pod: null, reasons: [] };
  const profiles = await store.profiles(pod.seats.map((seat) => seat.pseudonym));
  const names = {
    area: (id: string) => areaTitle(settings, id),
    pod: (id: string) => (Number(id) === pod.number ? pod.name : id),
  };
  return {
    member: { login, areas: profiles.get(pseudonym)?.areas ?? [], ability: profiles.get(pseudonym)?.ability },
    pod: { ...podView(pod, profiles), url: `${settings.publicUrl}/pods/${pod.slug}` },
    reasons: reasons.map((reason) => reasonInWords(reason, names)),
    buddy: buddyOf(pod, pseudonym, profiles),
    meeting: pod.meeting ?? null,
  };
}

async function waitingBody(
  { area, position, pseudonym }: Extract<JoinOutcome, { position: number }>,
  login: string,
  store: Directory,
  settings: Settings,
): Promise<Record<string, unknown>> {
  const queue = await store.waiting(area);
  const names = await store.profiles(queue.slice(0, NEIGHBOURS_MAX));
  return {
    member: { login },
    position,
    area,
    missing: Math.max(0, POD_SIZE.min - queue.length),
    neighbours: [...names].filter(([id]) => id !== pseudonym).map(([, profile]) => ({ login: profile.login })),
    detail: waitingFor(areaTitle(settings, area), queue.length),
  };
}

/** Who says hello first: the advocate, else the most able of the others; the seats' own order decides between equals. */
function buddyOf(pod: Pod, newcomer: string, names: Names): { login: string | null } | null {
  const others = pod.seats.filter(({ pseudonym }) => pseudonym !== newcomer);
  const buddy =
    others.find(({ pseudonym }) => pseudonym === pod.advocate) ?? others.toSorted((a, b) => b.level - a.level)[0];
  return buddy ? personView(buddy.pseudonym, names) : null;
}
