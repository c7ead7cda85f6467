/**
 * Whether a step of a plan that waits can still be made, as far as its own people and pods tell: pages of its people announce
 * none that cannot. Sizes are left out, since earlier steps of the plan change them.
 */
import type { Member, Pseudonym } from "../member.ts";
import { byNumber, type Pod } from "../pod.ts";
import { areaNow, type Settings } from "../settings.ts";
import { type SkipReason, whyNot } from "./apply.ts";
import { groupOfChanges } from "./group-codec.ts";
import type { LiveSeating } from "./live-seating.ts";
import type { Change } from "./plan.ts";

/** Why it cannot; `undefined` if nothing speaks against it. `people` and `pods` are those that the step names. */
export function whyStepFails(
  step: readonly Change[],
  people: ReadonlyMap<Pseudonym, Member>,
  pods: readonly Pod[],
  settings: Pick<Settings, "areas">,
): SkipReason | undefined {
  const group = groupOfChanges(step);
  const there = byNumber(pods);
  const closed = new Set(group.closes.map(({ pod }) => pod));
  const entered = group.rows.flatMap(({ to }) => to ?? []);
  // A pod with another name is one that the plan forms.
  if ([...closed, ...entered].some((id) => Number.isInteger(Number(id)) && !there.has(Number(id)))) return "pod-gone";
  const gone = group.forms.map(({ area }) => area).filter((area) => areaNow(settings, area) === undefined);
  const live = { people: personsIn(people), pods: podsIn(pods), goneAreas: new Set(gone) };
  for (const row of group.rows) {
    const reason = whyNot(live, group, row, closed);
    if (reason) return reason;
  }
  return undefined;
}

const personsIn = (people: ReadonlyMap<Pseudonym, Member>): LiveSeating["people"] =>
  new Map(
    [...people].flatMap(([id, { profile, standing }]) => {
      const { state, pod, since, pinned } = standing;
      if (state !== "seated" && state !== "waiting") return [];
      const { areas, anywhere, volunteer } = profile;
      const seat = state === "seated" && pod !== null ? { pod: String(pod), seatedSince: since } : { pod: null };
      return [[id, { ...seat, volunteer, pinned: Boolean(pinned), areas, anywhere: Boolean(anywhere) }]];
    }),
  );

const podsIn = (pods: readonly Pod[]): LiveSeating["pods"] =>
  new Map(
    pods.map(({ number, area, locked, orphaned, advocate, seats }) => {
      const isVolunteer = seats.some((seat) => seat.pseudonym === advocate && seat.volunteer);
      const members = new Set(seats.map(({ pseudonym }) => pseudonym));
      return [
        String(number),
        { area, locked, lost: Boolean(orphaned), advocate: isVolunteer ? advocate : null, members },
      ];
    }),
  );
