/** The profile in a body, as the store takes it. */
import { areasNamed } from "../core/areas-named.ts";
import { invalidAt } from "../core/errors.ts";
import { isSameLogin } from "../core/logins.ts";
import type { ProfileChange } from "../core/ports.ts";
import type { PersonContext } from "./kinds.ts";

interface Said extends Omit<Undefinable<ProfileChange>, "volunteer" | "with"> {
  /** The word for `volunteer` in bodies and comments. */
  readonly advocate?: boolean | undefined;
  readonly login: string;
  /** Logins. */
  readonly with?: readonly string[] | undefined;
}
type Undefinable<T> = { readonly [K in keyof T]?: T[K] | undefined };

/**
 * Fields that were left out stay out, so that the store keeps what it has. Throws PodsError "invalid" for an unknown area, and for a wish
 * to sit with oneself.
 */
export function profileOf(
  said: Said,
  { newPseudonym, settings }: Pick<PersonContext, "newPseudonym" | "settings">,
): ProfileChange {
  const { areas, ability, timezone, advocate, hours, anywhere, introduce } = said;
  const self = said.with?.findIndex((login) => isSameLogin(login, said.login)) ?? -1;
  if (self >= 0) throw invalidAt(`/with/${self}`, WITH_ONESELF);
  return {
    ...(areas !== undefined && { areas: areasNamed(settings, areas) }),
    ...(ability !== undefined && { ability }),
    ...(timezone !== undefined && { timezone }),
    ...(advocate !== undefined && { volunteer: advocate }),
    ...(hours !== undefined && { hours }),
    ...(anywhere !== undefined && { anywhere }),
    ...(introduce !== undefined && { introduce }),
    ...(said.with && { with: said.with.map((login) => ({ login, proposed: newPseudonym() })) }),
  };
}

const WITH_ONESELF = '"with" names other people, and this is the person themselves.';
