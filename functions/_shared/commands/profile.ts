/** The profile in a body, as the store takes it. */
import type { JoinRequest } from "../core/ports.ts";

type Profile = JoinRequest["profile"];

interface Said extends Omit<Undefinable<Profile>, "volunteer"> {
  /** The word for `volunteer` in bodies and comments. */
  readonly advocate?: boolean | undefined;
}
type Undefinable<T> = { readonly [K in keyof T]?: T[K] | undefined };

/** Fields that were left out stay out, so that the store keeps what it has. */
export function profileOf({ areas, ability, timezone, advocate, hours }: Said): Profile {
  return {
    ...(areas !== undefined && { areas }),
    ...(ability !== undefined && { ability }),
    ...(timezone !== undefined && { timezone }),
    ...(advocate !== undefined && { volunteer: advocate }),
    ...(hours !== undefined && { hours }),
  };
}
