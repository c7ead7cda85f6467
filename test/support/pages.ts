/** A community and its pods for tests of pages, with names that must be escaped. */
import type { PodView } from "#shared/core/views.ts";
import { parseSettings } from "#shared/openfaas/settings-file.ts";

export const settings = parseSettings(`
community: Ships & <Boats>
organisation: ships
areas: { cli: { title: "CLI <tools>" }, docs: { title: Docs } }
`);

export function pod(n: number, change: Partial<PodView> = {}): PodView {
  const members = Array.from({ length: 5 + (n % 5) }, (_, i) => ({ login: `some-person-${n}-${i}` }));
  return {
    slug: `pod-${n}`,
    name: `Pod ${n}`,
    area: "cli",
    members,
    advocate: members[1] ?? null,
    openSeats: 9 - members.length,
    locked: false,
    meeting: { weekday: "Thursday", time: "17:00", timezone: "Europe/London" },
    ...change,
  };
}
