/** The profile in a body, as the store takes it. */
import type { ProfileChange } from "../core/ports.ts";
import type { PersonContext } from "./kinds.ts";

interface Said extends Omit<Undefinable<ProfileChange>, "volunteer" | "with"> {
  /** The word for `volunteer` in bodies and comments. */
  readonly advocate?: boolean | undefined;
  /** Logins. */
  readonly with?: readonly string[] | undefined;
}
type Undefinable<T> = { readonly [K in keyof T]?: T[K] | undefined };

/** Fields that were left out stay out, so that the store keeps what it has. */
export function profileOf(said: Said, { newPseudonym }: Pick<PersonContext, "newPseudonym">): ProfileChange {
  const { areas, ability, timezone, advocate, hours, anywhere, introduce } = said;
  return {
    ...(areas !== undefined && { areas }),
    ...(ability !== undefined && { ability }),
    ...(timezone !== undefined && { timezone }),
    ...(advocate !== undefined && { volunteer: advocate }),
    ...(hours !== undefined && { hours }),
    ...(anywhere !== undefined && { anywhere }),
    ...(introduce !== undefined && { introduce }),
    ...(said.with && { with: said.with.map((login) => ({ login, proposed: newPseudonym() })) }),
  };
}
