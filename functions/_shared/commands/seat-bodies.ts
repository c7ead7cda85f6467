/** What the JSON answer to somebody who asks for a seat holds. */
import { waitingAnywhere, waitingFor } from "../core/messages/join.ts";
import { reasonInWords } from "../core/messages/reasons.ts";
import type { Reason } from "../core/plan/plan.ts";
import { POD_SIZE, type Pod } from "../core/pod.ts";
import { numberedPod } from "../core/pod-names.ts";
import type { Joined } from "../core/ports.ts";
import { ANYWHERE } from "../core/seating.ts";
import { areaTitle, type Settings } from "../core/settings.ts";
import { type Names, personView, podView } from "../core/views.ts";

type Seated = Extract<Joined, { pod: number }>;
type Waiting = Extract<Joined, { position: number }>;

export function seatedBody(
  { pseudonym, context: { pod, profiles } }: Seated,
  login: string,
  reasons: readonly Reason[],
  settings: Settings,
): Record<string, unknown> {
  if (!pod) return { member: { login }, pod: null, reasons: [] };
  const names = {
    area: (id: string) => areaTitle(settings, id),
    // A pod other than theirs is one they asked for, by its slug.
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

export function waitingBody(
  { area, position, pseudonym, context: { waiting = position, profiles } }: Waiting,
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

/** What the people who wait for one area wait for; `area` is `null` for those who named none. */
export function queueView(area: string, waiting: number, settings: Settings) {
  if (area === ANYWHERE) return { area: null, missing: 0, detail: waitingAnywhere };
  const missing = Math.max(0, POD_SIZE.min - waiting);
  return { area, missing, detail: waitingFor(areaTitle(settings, area), waiting) };
}

/** The person who says hello first: the advocate, else the most able of the others; equals by the order of their seats. */
function buddyOf(pod: Pod, newcomer: string, names: Names): { login: string | null } | null {
  const others = pod.seats.filter(({ pseudonym }) => pseudonym !== newcomer);
  const buddy =
    others.find(({ pseudonym }) => pseudonym === pod.advocate) ?? others.toSorted((a, b) => b.level - a.level)[0];
  return buddy ? personView(buddy.pseudonym, names) : null;
}
