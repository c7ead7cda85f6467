/** What a caller is told after asking for a seat. */
import { PodsError } from "#shared/core/errors.ts";
import { refusedJoin, waitingAnywhere, waitingFor } from "#shared/core/messages/join.ts";
import { reasonInWords } from "#shared/core/messages/reasons.ts";
import type { Reason } from "#shared/core/plan/plan.ts";
import { POD_SIZE, type Pod } from "#shared/core/pod.ts";
import { numberedPod } from "#shared/core/pod-names.ts";
import type { Joined } from "#shared/core/ports.ts";
import { ANYWHERE } from "#shared/core/seating.ts";
import { areaTitle, type Settings } from "#shared/core/settings.ts";
import { type Names, personView, podView } from "#shared/core/views.ts";

export interface Answer {
  readonly status: 200 | 201 | 202;
  readonly body: { readonly outcome: string } & Record<string, unknown>;
}

/** 201 seated, 202 waiting, 200 when nothing had to change. Throws PodsError "conflict" when the person asked to be left alone. */
export function joinAnswer(
  { joined, reasons }: { joined: Joined; reasons: readonly Reason[] },
  login: string,
  settings: Settings,
): Answer {
  switch (joined.outcome) {
    case "seated":
    case "already-seated":
      return {
        status: joined.outcome === "seated" ? 201 : 200,
        body: { outcome: joined.outcome, ...seatedBody(joined, login, reasons, settings) },
      };
    case "waiting":
    case "already-waiting":
      return {
        status: joined.outcome === "waiting" ? 202 : 200,
        body: { outcome: joined.outcome, ...waitingBody(joined, login, settings) },
      };
    case "refused":
      throw new PodsError("conflict", refusedJoin[joined.reason] ?? joined.reason);
  }
}

function seatedBody(
  { pseudonym, context: { pod, profiles } }: Extract<Joined, { pod: number }>,
  login: string,
  reasons: readonly Reason[],
  settings: Settings,
): Record<string, unknown> {
  if (!pod) return { member: { login }, pod: null, reasons: [] };
  const names = {
    area: (id: string) => areaTitle(settings, id),
    // Another than theirs is one they asked for, by its slug.
    pod: (id: string) => (Number(id) === pod.number ? pod.name : (numberedPod(id)?.name ?? id)),
  };
  return {
    member: { login, areas: profiles.get(pseudonym)?.areas ?? [], ability: profiles.get(pseudonym)?.ability },
    pod: { ...podView(pod, profiles), url: `${settings.publicUrl}/pods/${pod.slug}` },
    reasons: reasons.map((reason) => reasonInWords(reason, names)),
    buddy: buddyOf(pod, pseudonym, profiles),
    meeting: pod.meeting ?? null,
  };
}

function waitingBody(
  { area, position, pseudonym, context: { waiting = position, profiles } }: Extract<Joined, { position: number }>,
  login: string,
  settings: Settings,
): Record<string, unknown> {
  return {
    member: { login },
    position,
    ...queueView(area, waiting, settings),
    neighbours: [...profiles].filter(([id]) => id !== pseudonym).map(([, profile]) => ({ login: profile.login })),
  };
}

/** What those wait for who wait for one area; its `area` is `null` for those who named none. */
export function queueView(area: string, waiting: number, settings: Settings) {
  if (area === ANYWHERE) return { area: null, missing: 0, detail: waitingAnywhere };
  const missing = Math.max(0, POD_SIZE.min - waiting);
  return { area, missing, detail: waitingFor(areaTitle(settings, area), waiting) };
}

/** Who says hello first: the advocate, else the most able of the others; the seats' own order decides between equals. */
function buddyOf(pod: Pod, newcomer: string, names: Names): { login: string | null } | null {
  const others = pod.seats.filter(({ pseudonym }) => pseudonym !== newcomer);
  const buddy =
    others.find(({ pseudonym }) => pseudonym === pod.advocate) ?? others.toSorted((a, b) => b.level - a.level)[0];
  return buddy ? personView(buddy.pseudonym, names) : null;
}
