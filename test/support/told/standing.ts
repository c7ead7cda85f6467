/** What counts of a person, whatever others do: whether they have a seat depends on others too. */
import type { Member } from "#shared/core/member.ts";

const ACTIVE = ["seated", "waiting"];

export function standingOf(member: Member | undefined) {
  if (member === undefined) return { standing: "nobody" };
  const { areas, timezone, volunteer, hours, pausedUntil } = member.profile;
  const { state } = member.standing;
  return { standing: ACTIVE.includes(state) ? "active" : state, areas, timezone, volunteer, hours, pausedUntil };
}
