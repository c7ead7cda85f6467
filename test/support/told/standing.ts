/** What counts of a person, whatever others do: whether they have a seat depends on others too. */
import type { Member } from "#shared/core/member.ts";

const ACTIVE = ["seated", "waiting"];

type Fact = "areas" | "ability" | "timezone" | "volunteer" | "hours" | "pausedUntil";
type Standing = { readonly standing: string } & { readonly [F in Fact]?: Member["profile"][F] | undefined };

export function standingOf(member: Member | undefined): Standing {
  if (member === undefined) return { standing: "nobody" };
  const { areas, ability, timezone, volunteer, hours, pausedUntil } = member.profile;
  const { state } = member.standing;
  return {
    standing: ACTIVE.includes(state) ? "active" : state,
    areas,
    ability,
    timezone,
    volunteer,
    hours,
    pausedUntil,
  };
}

/**
 * How somebody must stand whom we found so, and who would stand so `inOrder`. We keep no words of people who were forgotten:
 * then we may know less of them than in order, never more.
 */
export function mustStand<Found extends Standing>(found: Found, inOrder: Found, wasForgotten: boolean): Found {
  if (!wasForgotten) return inOrder;
  const isLess = found.standing === "nobody" && inOrder.standing !== "active";
  return isLess ? found : { ...found, standing: inOrder.standing };
}
